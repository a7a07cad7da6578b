"""Which chain is in force where, what waits for a second person, and what a new version would mean."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils.translation import gettext as _

from office.acts.core import NotFound
from office.audit import clock
from office.audit.core import Actor
from office.people import selectors as people
from office.people.core import AgencyCard
from office.regulations.selectors import in_force
from workflows.approval import organisation
from workflows.approval.chain_models import ChainProposal, ProposalState
from workflows.approval.chain_rights import keeps_chains, procedures, seconds_chains
from workflows.approval.chain_words import chain_sentences
from workflows.approval.core import ChainLevel, SeatPlan, freeze_seats, levels_for, parse_levels
from workflows.approval.core.chain_change import shape_of_plan, shape_of_seats
from workflows.approval.core.states import FilingState
from workflows.approval.models import Chain, Filing

SHOWN = 50


@dataclass(frozen=True, slots=True)
class ChainCard:
    """A version of a chain."""

    source: str
    """Decree of the agency's own version, or the article of the regulation."""
    valid_from: date | None
    """First day; None for the regulation's."""
    is_own: bool
    """Whether the agency has its own."""
    sentences: tuple[str, ...]
    """Read back, level by level."""
    levels: tuple[ChainLevel, ...]
    """As data."""


@dataclass(frozen=True, slots=True)
class ProposalCard:
    """A new version that waits for a second person."""

    proposal_id: int
    """The row."""
    kind: str
    """Procedure."""
    agency: AgencyCard
    """Whose chain."""
    valid_from: date
    """First day it would hold."""
    decree: str
    """Decree it rests on."""
    proposed_by: str
    """Name with titles."""
    sentences: tuple[str, ...]
    """Read back, level by level."""
    levels: tuple[ChainLevel, ...]
    """As data."""
    may_confirm: bool
    """Whether the reader may say the second word."""
    may_drop: bool
    """Whether the reader may drop it."""


@dataclass(frozen=True, slots=True)
class OtherSeats:
    """A running filing that would have other seats under the new version."""

    filing_id: int
    """The filing."""
    title: str
    """Its title."""
    person: str
    """Its maker."""
    now: tuple[str, ...]
    """Seats by level, as frozen."""
    would_be: tuple[str, ...]
    """Seats by level under the new version."""


@dataclass(frozen=True, slots=True)
class DryRun:
    """What a new version would say to filings that run: they keep their seats, whatever it says."""

    running: int
    """Running filings of the procedure in the agency."""
    other: int
    """Of these, how many would have other seats."""
    examples: tuple[OtherSeats, ...]
    """The oldest of them."""


def chain_agencies(by: Actor) -> list[AgencyCard]:
    """Return the agencies whose chains the reader may look at: all for a keeper, the own ones for a head."""
    viewer = people.viewer(by)
    every = people.agencies()
    if keeps_chains(viewer):
        return every
    return [agency for agency in every if agency.id in viewer.agency_ids_as_head]


def chain_versions(kind: str, agency_id: int, by: Actor) -> tuple[ChainCard, ...]:
    """Return what holds today, then the agency's versions still to come and those of the past, newest first.

    Raises NotFound for an unknown procedure or an agency whose chains are not the reader's to see.
    """
    if kind not in procedures() or agency_id not in {a.id for a in chain_agencies(by)}:
        raise NotFound(_("Rantai ini tidak ditemukan, atau bukan untuk Anda."))
    today = clock.today()
    own = list(Chain.objects.filter(kind=kind, agency_id=agency_id).order_by("-valid_from"))
    now = next((row for row in own if row.valid_from <= today), None)
    cards = [_own(row) for row in own if row is not now]
    return (_own(now) if now else _usual(kind, today), *cards)


def _own(row: Chain) -> ChainCard:
    levels = parse_levels(row.levels)
    return ChainCard(row.decree, row.valid_from, True, chain_sentences(levels), levels)  # noqa: FBT003 - its own version


def _usual(kind: str, on: date) -> ChainCard:
    law = in_force("chains", on)
    raw = [level.model_dump() for level in law.levels.get(kind, ())]
    levels = parse_levels(raw) if raw else ()
    return ChainCard(law.source, None, False, chain_sentences(levels), levels)  # noqa: FBT003 - the regulation's


def chain_proposals(by: Actor) -> tuple[ProposalCard, ...]:
    """Return the proposals that wait in the agencies whose chains the reader may look at, oldest first."""
    seen = {agency.id: agency for agency in chain_agencies(by)}
    rows = ChainProposal.objects.filter(state=ProposalState.WAITING, agency_id__in=seen)
    return tuple(_proposal(row, seen[row.agency_id], by) for row in rows.order_by("proposed_at"))


def chain_proposal(proposal_id: int, by: Actor) -> ProposalCard:
    """Return one proposal that waits; raises NotFound also for one the reader may not see."""
    found = next((one for one in chain_proposals(by) if one.proposal_id == proposal_id), None)
    if found is None:
        raise NotFound(_("Usulan ini tidak ditemukan, atau bukan untuk Anda."))
    return found


def _proposal(row: ChainProposal, agency: AgencyCard, by: Actor) -> ProposalCard:
    levels = parse_levels(row.levels)
    own = by.employee_id == row.proposed_by_id
    may_second = seconds_chains(people.viewer(by), row.agency_id)
    return ProposalCard(
        proposal_id=row.pk,
        kind=row.kind,
        agency=agency,
        valid_from=row.valid_from,
        decree=row.decree,
        proposed_by=people.person(row.proposed_by_id).full_name,
        sentences=chain_sentences(levels),
        levels=levels,
        may_confirm=may_second and not own,
        may_drop=may_second or own,
    )


def dry_run(kind: str, agency_id: int, levels: tuple[ChainLevel, ...]) -> DryRun:
    """Return which running filings would have other seats under these levels, judged by today's organisation.

    Filings of one post and amount are asked once. For a keeper of chains; the caller has judged who looks.
    """
    rows = Filing.objects.filter(kind=kind, agency_id=agency_id, state=FilingState.RUNNING)
    fresh = _Fresh(levels, agency_id)
    running, other = 0, 0
    examples: list[tuple[Filing, SeatPlan]] = []
    for row in rows.order_by("submitted_at").iterator():
        running += 1
        would_be = fresh.plan(row.maker_id, row.position_id, row.amount)
        if shape_of_seats(would_be) == shape_of_plan(row.plan["levels"]):
            continue
        other += 1
        if len(examples) < SHOWN:
            examples.append((row, would_be))
    seats = {step.seat for _row, plan in examples for level in plan.levels for step in level.steps}
    titles = people.seat_titles(seats)
    named = people.people_by_id(row.maker_id for row, _plan in examples)
    return DryRun(
        running,
        other,
        tuple(
            OtherSeats(
                filing_id=row.pk,
                title=row.title,
                person=named[row.maker_id].full_name,
                now=_lines((s["title"] for s in lv["seats"]) for lv in row.plan["levels"]),
                would_be=_lines(
                    (titles.get(s.seat, str(s.seat)) for s in lv.steps) for lv in plan.levels
                ),
            )
            for row, plan in examples
        ),
    )


def _lines(levels: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(" / ".join(seats) for seats in levels)


class _Fresh:
    """Seats as these levels would freeze them today, remembered by maker, post and amount."""

    def __init__(self, levels: tuple[ChainLevel, ...], agency_id: int) -> None:
        self.at = clock.now()
        self.levels = levels
        self.agency_id = agency_id
        self.plan: Callable[[int, int, int], SeatPlan] = lru_cache(maxsize=4096)(self._plan)

    def _plan(self, maker_id: int, position_id: int, amount: int) -> SeatPlan:
        asked = levels_for(self.levels, amount)
        seen = organisation.organisation_at(asked, position_id, self.agency_id, self.at)
        return freeze_seats(asked, maker_id, seen)
