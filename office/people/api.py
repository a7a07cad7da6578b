"""People below /api/v1/people: oneself, and the roll for those who manage it."""

from typing import Annotated

from ninja import Query, Router

from office.audit import clock
from office.audit.core import rule
from office.people import selectors
from office.people.access import Request
from office.people.core import PersonCard, PositionCard
from office.people.core.api_keys import Scope
from office.people.operations import NO_NUL, Answer, reads
from office.people.selectors.roll import roll

router = Router(tags=["people"])
LAST_PAGE = 100_000


class Post(Answer):
    """A post as it is today."""

    code: str
    """Its code, unique in the city."""
    title: str
    """Its name."""
    agency_code: str
    """Code of its agency."""
    agency_name: str
    """Name of its agency."""
    is_head: bool
    """Whether it heads its agency."""


class Person(Answer):
    """A civil servant."""

    employee_id: int
    """Number of the person, as reports and filings name their maker."""
    nip: str
    """18 digits, ungrouped."""
    full_name: str
    """Name with titles."""
    rank: str
    """`III/c`, or `IX` for PPPK; empty for a Kepala Daerah."""
    status: str
    """PNS, CPNS, PPPK, PPPK_PW or PEJABAT."""
    post: Post | None
    """The post held today; null without one."""


class RollPage(Answer):
    """A page of the roll."""

    people: list[Person]
    """At most fifty, by name."""
    next_page: int | None
    """Number of the next page; null on the last."""


@reads(router, "/me", Scope.PEOPLE_READ, Person)
@rule("login")
def api_me(request: Request) -> Person:
    """Return the person this key acts as, with the post held today."""
    employee_id = request.actor.employee_id or 0
    post = selectors.position_of(employee_id, clock.today())
    return _person(selectors.person(employee_id), post)


@reads(router, "", Scope.PEOPLE_READ, RollPage)
@rule("operator")
def api_roll(
    request: Request,
    q: Annotated[
        str,
        Query(max_length=100, pattern=NO_NUL, description="Part of a name, or how a NIP begins."),
    ] = "",
    page: Annotated[int, Query(ge=1, le=LAST_PAGE, description="From 1.")] = 1,
) -> RollPage:
    """Return the people in this person's care: everybody for city personnel, the own agencies for an operator."""
    entries, more = roll(request.viewer, q.strip(), page=page)
    people = [_person(entry.person, entry.position) for entry in entries]
    return RollPage(people=people, next_page=page + 1 if more else None)


def _person(card: PersonCard, post: PositionCard | None) -> Person:
    return Person(
        employee_id=card.employee_id,
        nip=card.nip,
        full_name=card.full_name,
        rank=card.rank,
        status=card.status,
        post=Post.model_validate(post) if post else None,
    )
