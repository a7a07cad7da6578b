"""What the signed paper of a daily report says. Papers are Indonesian whatever the language of the page."""

from collections.abc import Iterable
from typing import Any

from django.utils import translation

from office.indonesia import duration, long_date, nip_groups, weekday
from office.people.core import PersonCard, PositionCard
from workflows.daily_report.core.activities import ActivityEntry, in_order
from workflows.daily_report.core.clocktimes import span_text, spans_text
from workflows.daily_report.labels import finding_text, finding_title
from workflows.daily_report.selectors.cards import CheckedDay, ReportCard

DAILY_REPORT = "daily_report"
"""Document code; pinned."""

STATUS_WORDS = {
    "present": "Hadir",
    "absent": "Tidak hadir",
    "leave": "Cuti",
    "duty": "Dinas luar",
    "holiday": "Hari libur",
    "off": "Bukan hari kerja",
    "pending": "Hari kerja belum selesai",
    "unmeasured": "Belum diukur",
}

COLUMNS = [
    {"title": "No.", "width": "auto", "align": "right"},
    {"title": "Waktu", "width": "auto"},
    {"title": "Kegiatan", "width": "3fr"},
    {"title": "Hasil", "width": "2fr"},
    {"title": "Volume", "width": "auto", "align": "right"},
    {"title": "Bukti", "width": "auto"},
]


def report_content(
    report: ReportCard,
    person: PersonCard,
    position: PositionCard,
    checked: CheckedDay,
    minutes: int,
) -> dict[str, Any]:
    """Return the content of document code `daily_report` (shape: signing.core.contents)."""
    with translation.override("id"):
        notes = [f"{finding_title(f.kind)}: {finding_text(f)}" for f in checked.findings]
    return {
        "agency": position.agency_name,
        "date": report.date.isoformat(),
        "facts": _facts(report, person, position, checked),
        "columns": COLUMNS,
        "rows": activity_rows(report.entries),
        "total": ["", "", "Waktu kerja dilaporkan", duration(minutes), "", ""],
        "closing": [
            "Laporan ini dibuat dengan sebenarnya berdasarkan pekerjaan yang dilakukan pada hari tersebut."
        ],
        "notes": notes,
    }


def activity_rows(entries: Iterable[ActivityEntry]) -> list[list[str]]:
    """Return the activities as the paper lists them."""
    return [_row(number, entry) for number, entry in enumerate(in_order(entries), start=1)]


def _facts(
    report: ReportCard, person: PersonCard, position: PositionCard, checked: CheckedDay
) -> list[list[str]]:
    presence = spans_text(checked.facts.presence)
    status = STATUS_WORDS.get(checked.facts.status, checked.facts.status)
    return [
        ["Nama", person.full_name],
        ["NIP", nip_groups(person.nip) if person.nip else "-"],
        ["Jabatan", position.title],
        ["Hari, tanggal", f"{weekday(report.date)}, {long_date(report.date)}"],
        ["Kehadiran", f"{status}, {presence}" if presence else status],
    ]


def _row(number: int, entry: ActivityEntry) -> list[str]:
    volume = "" if entry.volume is None else f"{entry.volume} {entry.unit}".strip()
    proof = entry.evidence.sha256[:8] if entry.evidence else ""
    return [str(number), span_text(entry.interval), entry.text, entry.output, volume, proof]
