"""Runs and their lines, as lists and pages show them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from office.audit.core import Actor
from office.indonesia.months import CalendarMonth
from office.people import selectors as people
from office.people.core import PersonCard, Viewer
from performance.tpp import rights
from performance.tpp.errors import NoSuchRun
from performance.tpp.models import RunState, TppLine, TppRun
from performance.tpp.policies import cited, frozen_policy


@dataclass(frozen=True)
class RunCard:
    """A run as lists show it."""

    run_id: int
    """The row."""
    month: str
    """2026-10."""
    month_label: str
    """Oktober 2026."""
    agency_id: int
    """Agency that pays."""
    agency_name: str
    """Its name."""
    state: str
    """A RunState."""
    state_label: str
    """The state in words."""
    people: int
    """Frozen participants."""
    lines: int
    """Lines computed so far; the run is complete when they equal `people`."""
    total_rupiah: int
    """Sum of what is paid; 0 until computed."""
    policy_sha: str
    """Hash of the law."""
    filing_id: int | None
    """Its filing on the ladder; None before submission."""
    disbursement_ref: str
    """Its request for payment; empty before one was opened."""
    started_at: datetime
    """When it was started."""
    frozen_at: datetime | None
    """When its list was signed; None before."""

    @property
    def awaits_request(self) -> bool:
        """Return whether the run is frozen and its request for payment is not open yet."""
        return self.state == RunState.FROZEN and not self.disbursement_ref

    @property
    def progress_percent(self) -> int:
        """Return how much of the run is computed, 0 to 100."""
        return 100 * self.lines // self.people if self.people else 0


@dataclass(frozen=True)
class LineCard:
    """One employee's result as tables show it; cuts as positive rupiah."""

    person: PersonCard
    """Who."""
    job_class: int
    """Class that pays."""
    base_rupiah: int
    """TPP before cuts."""
    discipline_cut_rupiah: int
    """Absence, missing punches, lateness and early leaving."""
    productivity_cut_rupiah: int
    """Minutes short of the norm."""
    sanction_rupiah: int
    """Sanctions in force."""
    net_rupiah: int
    """What is paid."""


@dataclass(frozen=True)
class RunTotals:
    """Sums over a run's lines, whole rupiah."""

    base_rupiah: int
    """TPP before cuts."""
    discipline_cut_rupiah: int
    """Discipline cuts."""
    productivity_cut_rupiah: int
    """Productivity cuts."""
    sanction_rupiah: int
    """Sanction cuts."""
    net_rupiah: int
    """What is paid."""


@dataclass(frozen=True)
class RunOpened:
    """A run as its page shows it."""

    card: RunCard
    """The run."""
    totals: RunTotals | None
    """Sums over its lines; None while it is computed."""
    lines: tuple[LineCard, ...]
    """Its lines; empty where the reader sees totals only."""
    may_open: bool
    """Whether the reader may open a line into its facts."""
    law: tuple[str, ...]
    """Instruments it is computed by, as papers name them."""


def runs_seen(by: Actor, month: CalendarMonth | None = None) -> list[RunCard]:
    """Return the runs the actor may see, newest month first; of one month when given."""
    found = _visible(_reader(by))
    if month is not None:
        found = found.filter(month=str(month))
    return [_run_card(run) for run in found[:200]]


def run_detail(run_id: int, by: Actor) -> RunCard:
    """Return one run; raises NoSuchRun where it is not the actor's to see."""
    return _run_card(_seen(run_id, _reader(by)))


def run_of_month(agency_id: int, month: CalendarMonth) -> RunCard | None:
    """Return the live run of an agency and month for rooms that already judged the reader; None without one."""
    live = TppRun.objects.select_related("agency").exclude(state=RunState.CANCELLED)
    run = live.filter(agency_id=agency_id, month=str(month)).first()
    return _run_card(run) if run else None


def run_opened(run_id: int, by: Actor) -> RunOpened:
    """Return one run with its totals and, where the actor may see them, its lines by NIP.

    Raises NoSuchRun where the run is not the actor's to see. The same number of queries for one line
    as for thousands.
    """
    reader = _reader(by)
    run = _seen(run_id, reader)
    computed, month = run.state != RunState.COMPUTING, CalendarMonth.parse(run.month)
    shown = computed and (reader is None or rights.may_see_lines(reader, run.agency_id, month))
    return RunOpened(
        card=_run_card(run),
        totals=totals_of(run_id) if computed else None,
        lines=tuple(_lines(run_id)) if shown else (),
        may_open=reader is None or rights.may_see_trace(reader, run.agency_id, month),
        law=cited(frozen_policy((name, sha) for name, sha in run.sources)),
    )


def _reader(by: Actor) -> Viewer | None:
    """Return who reads; None for a part of the system, which sees everything."""
    return None if by.part else people.viewer(by)


def _seen(run_id: int, reader: Viewer | None) -> TppRun:
    run = _visible(reader).filter(pk=run_id).first()
    if run is None:
        raise NoSuchRun(_("Perhitungan TPP tidak ditemukan."))
    return run


def _visible(reader: Viewer | None) -> QuerySet[TppRun]:
    runs = TppRun.objects.select_related("agency")
    if reader is None:
        return runs
    mine = {one.id for one in people.agencies() if rights.may_read_runs(reader, one.id)}
    by_letter = people.inspected(reader, "agency_id", "month", lambda on: str(CalendarMonth.of(on)))
    return runs.filter(Q(agency_id__in=mine) | by_letter)


def _run_card(run: TppRun) -> RunCard:
    return RunCard(
        run_id=run.pk,
        month=run.month,
        month_label=CalendarMonth.parse(run.month).label,
        agency_id=run.agency_id,
        agency_name=run.agency.name,
        state=str(run.state),
        state_label=capfirst(str(RunState(run.state).label)),
        people=run.people,
        lines=run.lines.count() if run.state == RunState.COMPUTING else run.people,
        total_rupiah=run.total_rupiah,
        policy_sha=run.policy_sha,
        filing_id=run.filing_id,
        disbursement_ref=run.disbursement_ref,
        started_at=run.started_at,
        frozen_at=run.frozen_at,
    )


def _lines(run_id: int) -> list[LineCard]:
    lines = list(TppLine.objects.filter(run_id=run_id).order_by("employee__nip"))
    cards = people.people_by_id([line.employee_id for line in lines])
    return [
        LineCard(
            person=cards[line.employee_id],
            job_class=line.job_class,
            base_rupiah=line.base_rupiah,
            discipline_cut_rupiah=line.absent_rupiah
            + line.missing_rupiah
            + line.late_rupiah
            + line.early_rupiah,
            productivity_cut_rupiah=line.productivity_cut_rupiah,
            sanction_rupiah=line.sanction_rupiah,
            net_rupiah=line.net_rupiah,
        )
        for line in lines
    ]


def totals_of(run_id: int) -> RunTotals:
    """Return the sums over the lines of a run; the caller has judged who may read it. One query."""
    names = (
        "base_rupiah",
        "absent_rupiah",
        "missing_rupiah",
        "late_rupiah",
        "early_rupiah",
        "productivity_cut_rupiah",
        "sanction_rupiah",
        "net_rupiah",
    )
    found = TppLine.objects.filter(run_id=run_id).aggregate(**{name: Sum(name) for name in names})
    sums = {name: int(found[name] or 0) for name in names}
    return RunTotals(
        base_rupiah=sums["base_rupiah"],
        discipline_cut_rupiah=sum(sums[name] for name in names[1:5]),
        productivity_cut_rupiah=sums["productivity_cut_rupiah"],
        sanction_rupiah=sums["sanction_rupiah"],
        net_rupiah=sums["net_rupiah"],
    )


def frozen_totals() -> dict[str, int]:
    """Return how many runs are frozen and what they pay together, whole rupiah. One query."""
    frozen = TppRun.objects.filter(state=RunState.FROZEN)
    found = frozen.aggregate(runs=Count("id"), rupiah=Sum("total_rupiah"))
    return {"runs": found["runs"], "rupiah": found["rupiah"] or 0}
