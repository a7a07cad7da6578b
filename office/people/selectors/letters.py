"""Letters of assignment: what an inspector may read, and why something lies outside."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from office.indonesia.dates import long_date
from office.people.core import AppointmentKind, Letter, LetterCard, Viewer
from office.people.models import Agency, Appointment, Assignment, AssignmentLetter, Employee
from office.people.problems import OutsideLetter
from office.people.selectors._rows import known, live_on, overlapping, person_card

NOTHING = Q(pk__isnull=True)
ALL = Q(pk__isnull=False)


def letters_held(employee_id: int, on: date) -> tuple[Letter, ...]:
    """Return the letters under which a person inspects on a day, oldest first. One query."""
    rows = AssignmentLetter.objects.filter(live_on(on), employee_id=employee_id)
    return tuple(_letter(row) for row in rows.order_by("valid_from", "id"))


def _letter(row: AssignmentLetter) -> Letter:
    return Letter(
        letter_id=row.pk,
        number=row.decree,
        agency_ids=frozenset(row.agencies),
        first=row.period_first,
        last=row.period_last,
        valid_until=row.valid_until or row.period_last,
    )


def agencies_of_person(employee_id: int, first: date, last: date) -> frozenset[int]:
    """Return the agencies a person was placed in on some of these days (both inclusive). One query."""
    rows = Assignment.objects.filter(known(None), overlapping(first, last), employee_id=employee_id)
    return frozenset(rows.values_list("position__agency_id", flat=True))


def inspects_person(
    viewer: Viewer, employee_id: int, first: date | None = None, last: date | None = None
) -> bool:
    """Return whether a letter covers an agency the person was in during its period, and the days asked."""
    return any(
        letter.covers(agency_id, first, last)
        for letter in letters_of(viewer)
        for agency_id in agencies_of_person(
            employee_id,
            max(first or letter.first, letter.first),
            min(last or letter.last, letter.last),
        )
    )


def letters_of(viewer: Viewer) -> tuple[Letter, ...]:
    """Return the viewer's letters; none for somebody who is no inspector any more."""
    return viewer.letters if AppointmentKind.INSPECTOR in viewer.kinds else ()


def inspected(
    viewer: Viewer, agency: str, day: str = "", plain: Callable[[date], Any] = lambda on: on
) -> Q:
    """Return the rows the viewer's letters cover: by the name of the agency column and of a column with the day.

    `plain` turns a day into what that column holds, such as a month's text.
    """
    found = NOTHING
    for letter in letters_of(viewer):
        one = ALL if letter.is_city_wide else Q(**{f"{agency}__in": letter.agency_ids})
        if day:
            one &= Q(**{f"{day}__gte": plain(letter.first), f"{day}__lte": plain(letter.last)})
        found |= one
    return found


def ensure_person_within(
    viewer: Viewer, employee_id: int, first: date | None = None, last: date | None = None
) -> None:
    """Raise OutsideLetter, which says what the letters cover, unless one covers this person on these days."""
    if not inspects_person(viewer, employee_id, first, last):
        raise outside(viewer)


def ensure_within(viewer: Viewer, places: Iterable[tuple[int, date, date]]) -> None:
    """Raise OutsideLetter unless a letter covers one of these agencies on its days (both inclusive)."""
    if not any(letter.covers(*place) for letter in letters_of(viewer) for place in places):
        raise outside(viewer)


def outside(viewer: Viewer) -> OutsideLetter:
    """Return the refusal with its reason: no letter in force, or what the letters in force cover."""
    letters = letters_of(viewer)
    if not letters:
        return OutsideLetter(
            _(
                "Anda tidak memegang surat tugas yang berlaku. Mintalah surat tugas kepada Inspektur."
            )
        )
    return OutsideLetter(
        _("Di luar surat tugas Anda. %(letters)s") % {"letters": " ".join(map(_in_words, letters))}
    )


def _in_words(letter: Letter) -> str:
    names = Agency.objects.filter(pk__in=letter.agency_ids).values_list("name", flat=True)
    return _("Surat %(number)s mencakup %(agencies)s, %(first)s sampai %(last)s.") % {
        "number": letter.number,
        "agencies": ", ".join(names) or _("semua Perangkat Daerah"),
        "first": long_date(letter.first),
        "last": long_date(letter.last),
    }


def heads_inspectors(viewer: Viewer, on: date) -> bool:
    """Return whether the viewer heads an office that has inspectors on a day. No query for who heads nothing."""
    return bool(viewer.agency_ids_as_head) and _appointed(viewer, on).exists()


def inspectors_headed(viewer: Viewer, on: date) -> dict[int, str]:
    """Return full names by employee id of the inspectors to whom the viewer may issue letters, by name. One query."""
    held = _appointed(viewer, on).exclude(employee_id=viewer.employee_id or 0)
    rows = Employee.objects.filter(pk__in=held.values("employee_id")).order_by("name", "id")
    return {row.pk: person_card(row).full_name for row in rows}


def letters_issued(viewer: Viewer, on: date) -> tuple[LetterCard, ...]:
    """Return the letters in force or to come of the inspectors in the viewer's office, newest first. Two queries."""
    headed = (
        _appointed(viewer, on).exclude(employee_id=viewer.employee_id or 0).values("employee_id")
    )
    rows = AssignmentLetter.objects.filter(known(None), employee_id__in=headed, valid_until__gte=on)
    found = list(rows.select_related("employee").order_by("-valid_from", "-id"))
    wanted = {pk for row in found for pk in row.agencies}
    names = dict(Agency.objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}
    return tuple(_shown(row, names) for row in found)


def _appointed(viewer: Viewer, on: date) -> QuerySet[Appointment]:
    """Return the inspectors' appointments in the offices the viewer heads."""
    return Appointment.objects.filter(
        live_on(on), kind=AppointmentKind.INSPECTOR, agency_id__in=viewer.agency_ids_as_head
    )


def _shown(row: AssignmentLetter, names: dict[int, str]) -> LetterCard:
    return LetterCard(
        letter_id=row.pk,
        number=row.decree,
        holder_name=person_card(row.employee).full_name,
        agencies=tuple(sorted(names[pk] for pk in row.agencies)),
        first=row.period_first,
        last=row.period_last,
        valid_from=row.valid_from,
        valid_until=row.valid_until or row.period_last,
    )
