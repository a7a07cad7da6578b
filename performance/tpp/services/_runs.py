"""What the acts on runs share: rows, names, who takes part."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from office.acts.core import ensure
from office.indonesia import rupiah
from office.indonesia.months import CalendarMonth
from office.jobs.services import enqueue
from office.people import selectors as people
from performance.tpp.core.facts import SegmentFacts, was_never_measured
from performance.tpp.core.policy import Policy
from performance.tpp.errors import NoSuchRun, NothingToPay, NotMeasured, RunExists
from performance.tpp.models import MonthFacts, RunState, TppLine, TppParticipant, TppRun
from performance.tpp.participants import NOTHING, sanctioned
from performance.tpp.services.facts import build_month_facts

CHUNK = 20_000
"""Employees one job computes: large enough to be cheap, small enough to be repeated gladly."""


@dataclass(frozen=True)
class RunOutcome:
    """A run after an act."""

    run_id: int
    """The row."""
    state: str
    """A RunState."""
    people: int
    """Frozen participants."""
    total_rupiah: int
    """Sum of what is paid; 0 until computed."""


@dataclass(frozen=True)
class ChunkOutcome:
    """What one chunk added; zero lines when it had been computed before."""

    run_id: int
    """The run."""
    lines: int
    """Lines this chunk added."""
    complete: bool
    """Whether the run needs no further chunk."""


def exists_already(month: CalendarMonth) -> RunExists:
    """Return the problem of a month that is run already."""
    return RunExists(
        _("TPP %(month)s perangkat daerah ini sudah dihitung. Buka perhitungan yang ada.")
        % {"month": month.label}
    )


def opened(run: TppRun, month: CalendarMonth) -> TppRun:
    """Insert a run; raises RunExists when somebody else opened the month a moment before."""
    try:
        with transaction.atomic():
            run.save(force_insert=True)
    except IntegrityError:
        raise exists_already(month) from None
    return run


def ensure_amounts(chosen: Mapping[int, SegmentFacts], policy: Policy) -> None:
    """Raise NothingToPay naming people whose class or status the regulation gives no amount."""
    classes, statuses = set(policy.table.classes), set(policy.status.factor_bp)
    without = [
        employee_id
        for employee_id, one in chosen.items()
        if one.job_class not in classes or one.status not in statuses
    ]
    if without:
        cards = people.people_by_id(without)
        names = ", ".join(sorted(card.full_name for card in cards.values()))
        raise NothingToPay(
            _("Peraturan belum memberi nilai untuk kelas atau status: %(names)s.")
            % {"names": names}
        )


def pin(run: TppRun, chosen: Mapping[int, SegmentFacts], month: CalendarMonth) -> None:
    """Insert the participants with their facts and sanctions, and the jobs that compute them."""
    facts = build_month_facts(employee_ids=chosen, month=month)
    ensure_measured_month(facts.values(), month)
    cut = sanctioned(chosen, month)
    TppParticipant.objects.bulk_create(
        [
            TppParticipant(
                run=run,
                employee_id=employee_id,
                facts_id=facts[employee_id],
                position_id=one.position_id,
                sanction_bp=cut.get(employee_id, NOTHING).percent_bp,
                sanctions=list(cut.get(employee_id, NOTHING).source_refs),
            )
            for employee_id, one in chosen.items()
        ],
        batch_size=1000,
    )
    order = sorted(chosen)
    for start in range(0, len(order), CHUNK):
        part = order[start : start + CHUNK]
        args = {"run": run.pk, "first": part[0], "last": part[-1]}
        enqueue("tpp.chunk", f"{run.pk}:{part[0]}", args=args)


def ensure_measured_month(facts_ids: Iterable[int], month: CalendarMonth) -> None:
    """Refuse a month of which no device file proves a day of these facts. Raises NotMeasured."""
    days = MonthFacts.objects.filter(pk__in=list(facts_ids)).values_list("days", flat=True)
    ensure(
        not was_never_measured(bytes(one) for one in days),
        NotMeasured(
            _(
                "Kehadiran %(month)s belum diukur: belum ada berkas mesin yang mencakup bulan itu. Impor berkas mesinnya dahulu."
            )
            % {"month": month.label}
        ),
    )


def close_when_complete(run: TppRun) -> None:
    """Mark a run computed when its lines equal its frozen participants."""
    found = TppLine.objects.filter(run=run).aggregate(lines=Count("*"), total=Sum("net_rupiah"))
    if found["lines"] == run.people:
        run.total_rupiah = found["total"]
        run.state = RunState.COMPUTED
        run.save(update_fields=["state", "total_rupiah"])


def locked(run_id: int) -> TppRun:
    """Return the run, locked; raises NoSuchRun."""
    run = TppRun.objects.select_for_update().filter(pk=run_id).first()
    if run is None:
        raise NoSuchRun(_("Perhitungan TPP tidak ditemukan."))
    return run


def locked_filing(filing_id: int) -> TppRun:
    """Return the run of a filing, locked; raises NoSuchRun."""
    run = TppRun.objects.select_for_update().filter(filing_id=filing_id).first()
    if run is None:
        raise NoSuchRun(_("Perhitungan TPP tidak ditemukan."))
    return run


def label(run: TppRun) -> str:
    """Return how lists and the trail name a run."""
    return _("TPP %(month)s, %(total)s") % {
        "month": CalendarMonth.parse(run.month).label,
        "total": rupiah(run.total_rupiah),
    }


def outcome(run: TppRun) -> RunOutcome:
    """Return a run as an act answers it."""
    return RunOutcome(run.pk, str(run.state), run.people, run.total_rupiah)
