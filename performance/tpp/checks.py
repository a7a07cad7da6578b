"""What personnel should look at before a run is signed; reads only."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from office.acts.core import ensure
from office.attendance import selectors as attendance
from office.indonesia.months import CalendarMonth
from office.people import selectors as people
from performance.tpp.budget import budget_line
from performance.tpp.core.facts import has_unknown_days
from performance.tpp.errors import NoBudgetLine, NotMeasured, RunNotReady
from performance.tpp.models import PayAccount, RunState, TppLine, TppParticipant, TppRun
from performance.tpp.participants import NOTHING, sanctioned
from performance.tpp.versions import newest
from workflows.daily_report import selectors as daily_report

NAMES_SHOWN = 8


@dataclass(frozen=True)
class Check:
    """One thing to look at."""

    key: str
    text: str
    """What is the matter, and what to do."""
    count: int
    names: tuple[str, ...]
    """The first people concerned."""


def checks_failed(run_id: int) -> list[Check]:
    """Return what speaks against signing a run now; empty when nothing does."""
    run = TppRun.objects.get(pk=run_id)
    month = CalendarMonth.parse(run.month)
    pinned = list(TppParticipant.objects.filter(run=run).select_related("facts"))
    found = [*pinned_checks(pinned, month), *money_checks(run)]
    return [check for check in found if check.count]


def pinned_checks(pinned: list[TppParticipant], month: CalendarMonth) -> Iterator[Check]:
    ids = [one.employee_id for one in pinned]
    yield unmeasured(pinned)
    yield named(
        "ahead_punches",
        _(
            "Ada rekaman mesin yang diterima sebelum waktunya sendiri dan tidak dihitung. Periksa jam mesinnya; yang memang hadir mengajukan koreksi."
        ),
        attendance.ahead_in(ids, month.first, month.last),
    )
    pending = daily_report.pending_minutes(ids, month.first, month.last)
    provisional = daily_report.provisional_minutes(ids, month.first, month.last)
    waiting = {employee for employee, _day in pending.keys() - provisional.keys()}
    yield named(
        "waiting_reports",
        _("Laporan masih menunggu keputusan atasan, menitnya belum dihitung."),
        waiting,
    )
    yield from stale_checks(pinned, month)
    accounts = PayAccount.objects.filter(superseded_at__isnull=True, employee_id__in=ids)
    without = set(ids) - set(accounts.values_list("employee_id", flat=True))
    yield named("no_account", _("Rekening belum dicatat. Catat sebelum diajukan."), without)


def stale_checks(pinned: list[TppParticipant], month: CalendarMonth) -> Iterator[Check]:
    """Yield what has changed since the run was computed; such a run is not put on its ladder."""
    ids = [one.employee_id for one in pinned]
    known = newest(ids, month)
    stale = [one.employee_id for one in pinned if known[one.employee_id][0] != one.facts_id]
    yield named(
        "stale_facts", _("Fakta bulan berubah setelah perhitungan dimulai. Hitung ulang."), stale
    )
    cut = sanctioned(ids, month)
    changed = [
        one.employee_id
        for one in pinned
        if cut.get(one.employee_id, NOTHING).percent_bp != one.sanction_bp
    ]
    yield named(
        "stale_sanctions",
        _("Akibat hukuman berubah setelah perhitungan dimulai. Hitung ulang."),
        changed,
    )


def ensure_current(run: TppRun) -> None:
    """Raise RunNotReady, naming whom it is about, where facts or sanctions have changed since the run was computed."""
    pinned = list(TppParticipant.objects.filter(run=run).select_related("facts"))
    for check in stale_checks(pinned, CalendarMonth.parse(run.month)):
        if check.count:
            raise RunNotReady(f"{check.text} ({', '.join(check.names)})")


def unmeasured(pinned: Iterable[TppParticipant]) -> Check:
    """Return whose facts hold days that nothing measured; such a run may not be put forward."""
    return named(
        "unknown_days",
        _(
            "Ada hari yang belum diukur. Impor berkas mesinnya, petakan PIN-nya, atau catat suratnya; lalu batalkan dan hitung ulang."
        ),
        (one.employee_id for one in pinned if has_unknown_days(bytes(one.facts.days))),
    )


def ensure_measured(run: TppRun) -> None:
    """Refuse a run whose facts hold days that nothing measured. Raises NotMeasured naming people."""
    check = unmeasured(TppParticipant.objects.filter(run=run).select_related("facts"))
    ensure(
        not check.count,
        NotMeasured(
            _("%(why)s Pegawai: %(names)s.") % {"why": check.text, "names": ", ".join(check.names)}
        ),
    )


def money_checks(run: TppRun) -> Iterator[Check]:
    nothing = TppLine.objects.filter(run=run, net_rupiah=0).values_list("employee_id", flat=True)
    yield named("nothing_paid", _("Tidak menerima TPP bulan ini. Pastikan benar."), nothing)
    if run.disbursement_ref:
        return
    yield Check(
        "not_requested",
        _("Sudah ditetapkan, tetapi permintaan pencairannya belum terbuka."),
        int(run.state == RunState.FROZEN),
        (),
    )
    try:
        line = budget_line(run)
    except NoBudgetLine as problem:
        yield Check("no_budget_line", problem.message, 1, ())
        return
    over = run.total_rupiah > line.balance
    yield Check("over_budget", _("Sisa pos anggaran tidak cukup untuk jumlah ini."), int(over), ())


def named(key: str, text: str, employee_ids: Iterable[int]) -> Check:
    ids = sorted(set(employee_ids))
    cards = people.people_by_id(ids[:NAMES_SHOWN]) if ids else {}
    return Check(key, text, len(ids), tuple(card.full_name for card in cards.values()))
