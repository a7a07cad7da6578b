"""This room's part of `fsck`."""

from collections.abc import Sequence

from office.archive import services as archive
from office.audit.core import Invariant
from office.audit.witnesses import Claims, Said, Witness, witnessed
from signing.selectors import newest_contents
from workflows.approval.selectors import filing_facts
from workflows.daily_report.acts import Acts
from workflows.daily_report.core.activities import claimed_minutes
from workflows.daily_report.core.states import FILED, State
from workflows.daily_report.documents import DAILY_REPORT, activity_rows
from workflows.daily_report.models import Activity, DailyReport, Finding
from workflows.daily_report.selectors.cards import card_of

_LADDER = {
    State.DRAFT: {"", "withdrawn"},
    State.SUBMITTED: {"running"},
    State.APPROVED: {"approved"},
    State.RETURNED: {"returned"},
    State.REJECTED: {"rejected"},
}
"""What the ladder says of a filing in each state of its report; a draft rests on none, or on one taken back."""


def invariants() -> list[Invariant]:
    """Return the room's parts of I4 (report and ladder agree), I5 (evidence is there) and I9 (minutes recount)."""
    return [
        Invariant("I4", "Keadaan laporan harian sama dengan keadaan berkasnya", _states_agree),
        Invariant("I5", "Setiap bukti kegiatan ada di arsip", _evidence_is_there),
        Invariant("I4", "Kegiatan yang diajukan sama dengan dokumen laporannya", _activities_agree),
        witnessed(
            "Temuan atas laporan sama dengan jejaknya",
            Witness(
                model=Finding,
                word="finding",
                acts=frozenset({str(Acts.SUBMIT_DAILY_REPORT), str(Acts.RECORD_FINDINGS)}),
                subjects=lambda row: [f"daily_report:{row.report_id}"],
                key="fingerprint",
                loose=frozenset({str(Acts.RECORD_FINDINGS)}),
                tells={str(Acts.SUBMIT_DAILY_REPORT): _old_findings},
            ),
        ),
        Invariant("I9", "Menit laporan sama dengan gabungan kegiatannya", _minutes_recount),
    ]


def _states_agree() -> tuple[int, Sequence[str]]:
    reports = list(DailyReport.objects.order_by("pk"))
    ladder = filing_facts([report.filing_id for report in reports if report.filing_id is not None])
    offenders = [
        f"{report.ref}: laporan {report.state}, berkas {told or '-'}"
        for report in reports
        if (told := ladder[report.filing_id].state if report.filing_id in ladder else "")
        not in _LADDER[State(report.state)]
    ]
    return len(reports), offenders


def _old_findings(said: Said) -> Claims:
    """Read a submission from before findings were named as rows: it named those that then stood."""
    return {f"finding:{fingerprint}": {} for fingerprint in said.body["findings"]}


AT_ONCE = 500


def _activities_agree() -> tuple[int, Sequence[str]]:
    """Compare the activities of reports that wait or are approved with the paper the deciders saw and signed."""
    offenders: list[str] = []
    count, last = 0, 0
    filed = DailyReport.objects.filter(state__in=[State.SUBMITTED, State.APPROVED])
    rows = filed.order_by("pk").prefetch_related("activities")
    while chunk := list(rows.filter(pk__gt=last)[:AT_ONCE]):
        told = newest_contents(DAILY_REPORT, (f"filing:{row.filing_id}" for row in chunk))
        count, last = count + len(chunk), chunk[-1].pk
        offenders += [
            f"{row.ref}: kegiatan tidak sama dengan dokumennya"
            for row in chunk
            if (paper := told.get(f"filing:{row.filing_id}"))
            and paper["rows"] != activity_rows(card_of(row).entries)
        ]
    return count, offenders


def _evidence_is_there() -> tuple[int, Sequence[str]]:
    rows = Activity.objects.exclude(evidence_sha256="").values_list("pk", "evidence_sha256")
    known = list(rows.order_by("pk"))
    return len(known), [
        f"kegiatan {pk}: bukti {sha[:12]} hilang" for pk, sha in known if not archive.exists(sha)
    ]


def _minutes_recount() -> tuple[int, Sequence[str]]:
    reports = (
        DailyReport.objects.filter(state__in=FILED).order_by("pk").prefetch_related("activities")
    )
    offenders: list[str] = []
    count = 0
    for row in reports.iterator(chunk_size=2000):
        count += 1
        recounted = claimed_minutes(card_of(row).entries)
        if recounted != row.minutes:
            offenders.append(f"{row.ref}: tercatat {row.minutes} menit, kegiatan {recounted} menit")
    return count, offenders
