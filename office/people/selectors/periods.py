"""Segments of people over a period: where they were, in which class, own or acting."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from office.people.core import MandateKind, PostBook, Segment, Tenure, Terms, segments_of
from office.people.models import Assignment, Employee, Mandate, PositionTerms
from office.people.selectors._rows import ended_before, known, overlapping
from office.people.selectors.seats import mandated

ACTING = (MandateKind.PLT.value, MandateKind.PLH.value)


def segments(
    employee_ids: Iterable[int], first: date, last: date
) -> dict[int, tuple[Segment, ...]]:
    """Return each person's segments from first to last, both inclusive, by what is known now. Six queries.

    A segment is a stretch of days without a change of post, class or agency; acting ones (Plt, Plh) run beside the
    own one. Everyone asked about has an entry, empty for somebody without post. Days after the end of service have
    no segment.
    """
    people = {row.pk: row for row in Employee.objects.filter(pk__in=set(employee_ids))}
    posts = _posts(people, first, last)
    books = _books({post for held in posts.values() for post in held}, first, last)
    return {
        pk: segments_of(pk, row.status, {post: books[post] for post in posts[pk]}, first, last)
        for pk, row in people.items()
    }


def _posts(people: Iterable[int], first: date, last: date) -> dict[int, set[int]]:
    """Return the positions each person held or acted for in the period."""
    wanted, rows = list(people), overlapping(first, last) & known(None)
    posts: dict[int, set[int]] = defaultdict(set)
    for pk, post in Assignment.objects.filter(rows, employee_id__in=wanted).values_list(
        "employee_id", "position_id"
    ):
        posts[pk].add(post)
    acting = Mandate.objects.filter(rows, holder_id__in=wanted, kind__in=ACTING)
    for pk, post in acting.values_list("holder_id", "position_id"):
        posts[pk].add(post)
    return posts


def _books(posts: set[int], first: date, last: date) -> dict[int, PostBook]:
    rows = overlapping(first, last) & known(None) & Q(position_id__in=posts)
    terms: dict[int, list[Terms]] = defaultdict(list)
    for row in PositionTerms.objects.filter(rows).select_related("position"):
        terms[row.position_id].append(
            Terms(
                row.position_id,
                row.position.agency_id,
                row.job_class,
                row.valid_from,
                row.valid_until,
            )
        )
    tenures: dict[int, list[Tenure]] = defaultdict(list)
    for held in Assignment.objects.filter(rows).select_related("employee"):
        until = ended_before(held.valid_until, held.employee.ended_on)
        tenures[held.position_id].append(
            Tenure(held.employee_id, held.decree, held.valid_from, until)
        )
    acting = defaultdict(list)
    for given in Mandate.objects.filter(rows, kind__in=ACTING).select_related("holder"):
        acting[given.position_id].append(mandated(given))
    return {
        post: PostBook(tuple(terms[post]), tuple(tenures[post]), tuple(acting[post]))
        for post in posts
    }
