"""One request, and the own ones."""

from django.utils.translation import gettext as _

from office.audit.core import Actor
from office.people import selectors as people
from office.people.core.fields import Relation, seen_by
from workflows.approval import selectors as approval
from workflows.leave import law, reservation
from workflows.leave.core.balance import YearBalance
from workflows.leave.core.cards import AwayCard, AwayDetail, EndingCard, PaperCard
from workflows.leave.core.requests import Paper
from workflows.leave.core.states import WITH_MAKER, Procedure, State
from workflows.leave.errors import NoSuchRequest
from workflows.leave.models import AwayEnding, AwayPaper, AwayRequest
from workflows.leave.rights import may_call_off, may_read, must_call_off
from workflows.leave.selectors.cards import away_card

KINDS_OF_FILING = frozenset(procedure.value for procedure in Procedure)
SHOWN = 100


def my_requests(by: Actor, limit: int = SHOWN) -> list[AwayCard]:
    """Return the actor's requests, newest first."""
    if by.employee_id is None:
        return []
    rows = AwayRequest.objects.filter(employee_id=by.employee_id)[:limit]
    return [away_card(row) for row in rows]


def away_detail(public_id: str, by: Actor) -> AwayDetail:
    """Return one request as `by` may see it; raises NoSuchRequest for an unknown or foreign one."""
    return _detail(_readable(public_id, by), by)


def away_to_call_off(public_id: str, by: Actor) -> AwayDetail:
    """Return one request to whoever may shorten or cancel it; raises NoSuchRequest, NotYours for a mere reader."""
    row = _readable(public_id, by)
    must_call_off(by, row)
    return _detail(row, by)


def away_of_step(step_id: int, by: Actor) -> AwayDetail | None:
    """Return the request behind a step that the ladder lets `by` read; None for other procedures.

    Raises FilingNotFound for a step `by` may not read.
    """
    filing = approval.step_detail(step_id, by).filing
    if filing.kind not in KINDS_OF_FILING:
        return None
    row = AwayRequest.objects.filter(filing_id=filing.filing_id).first()
    return _detail(row, by) if row else None


def away_paper(public_id: str, paper_id: int, by: Actor) -> Paper:
    """Return a proving file `by` may open; raises NoSuchRequest for any other."""
    row = _readable(public_id, by)
    kept = row.papers.filter(pk=paper_id).first()
    if kept is None or not _may_open(kept, _relations(row, by)):
        raise _unknown()
    return Paper(kept.filename, kept.sha256, kept.media_type)


def waiting_balances(employee_id: int, kind: str, years: list[int]) -> tuple[YearBalance, ...]:
    """Return the balances of these years for a kind that has one, years rising; for this room's own pages."""
    found = [reservation.standing(employee_id, kind, year) for year in sorted(set(years))]
    return tuple(balance for balance in found if balance is not None)


def _readable(public_id: str, by: Actor) -> AwayRequest:
    row = AwayRequest.objects.filter(public_id=public_id).first()
    if row is None or not may_read(by, row):
        raise _unknown()
    return row


def _unknown() -> NoSuchRequest:
    return NoSuchRequest(_("Permohonan ini tidak ditemukan, atau bukan untuk Anda."))


def _relations(row: AwayRequest, by: Actor) -> frozenset[Relation]:
    return people.relations(people.viewer(by), row.employee_id)


def _may_open(paper: AwayPaper, seen_as: frozenset[Relation]) -> bool:
    """A sick note is for its owner and who keeps leave papers; any other proof for every reader of the request."""
    return not paper.confidential or seen_by("leave_kind", seen_as)


def _detail(row: AwayRequest, by: Actor) -> AwayDetail:
    seen_as = _relations(row, by)
    post = people.position_of(row.employee_id, row.first)
    own = by.employee_id == row.employee_id
    return AwayDetail(
        card=away_card(row),
        person_name=people.person(row.employee_id).full_name,
        kind=row.kind,
        position_title=post.title if post else "",
        place=row.place,
        reason=row.reason,
        diagnosis=row.diagnosis if seen_by("diagnosis", seen_as) else "",
        plh_id=row.plh_id,
        plh_name=people.person(row.plh_id).full_name if row.plh_id else "",
        clause=law.clause_of(row.procedure, row.kind, row.first),
        papers=tuple(_paper(paper, seen_as) for paper in row.papers.all()),
        endings=tuple(_ending(ending) for ending in row.endings.all()),
        balances=waiting_balances(row.employee_id, row.kind, [row.first.year, row.last.year])
        if row.kind
        else (),
        may_edit=own and row.state in WITH_MAKER,
        may_withdraw=own and row.state == State.RUNNING,
        may_call_off=row.state == State.APPROVED and may_call_off(by, row),
    )


def _paper(paper: AwayPaper, seen_as: frozenset[Relation]) -> PaperCard:
    opens = _may_open(paper, seen_as)
    return PaperCard(paper.pk, paper.filename if opens else "", opens)


def _ending(row: AwayEnding) -> EndingCard:
    name = people.person(row.by_id).full_name if row.by_id else ""
    return EndingCard(row.at, row.was_last, row.last, row.letter, name)
