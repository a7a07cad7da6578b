"""The list of a run as the document that is signed."""

from typing import Any

from django.utils.translation import gettext as _

from office.audit import clock
from office.indonesia import nip_groups, rupiah, terbilang
from office.indonesia.months import CalendarMonth
from office.people import selectors as people
from performance.tpp.models import TppLine, TppRun
from performance.tpp.policies import cited, frozen_policy

COLUMNS = (
    ("No.", "auto", "right"),
    ("Nama / NIP", "1fr", "left"),
    ("Kelas", "auto", "center"),
    ("TPP", "auto", "right"),
    ("Potongan disiplin", "auto", "right"),
    ("Potongan produktivitas", "auto", "right"),
    ("Potongan hukuman", "auto", "right"),
    ("Diterima", "auto", "right"),
)


def tpp_list(run: TppRun) -> dict[str, Any]:
    """Return the content of document `tpp_list`: one row per employee, totals, rules it rests on."""
    month = CalendarMonth.parse(run.month)
    agency = people.agency(run.agency_id)
    lines = list(TppLine.objects.filter(run=run).order_by("employee__nip"))
    cards = people.people_by_id([line.employee_id for line in lines])
    policy = frozen_policy((name, sha) for name, sha in run.sources)
    return {
        "agency": agency.name,
        "address": agency.address,
        "date": clock.today().isoformat(),
        "about": _("Tambahan penghasilan pegawai bulan %(month)s") % {"month": month.label},
        "facts": [
            [_("Bulan"), month.label],
            [_("Banyak pegawai"), str(run.people)],
            [_("Dasar perhitungan"), "; ".join(cited(policy))],
        ],
        "columns": [
            {"title": title, "width": width, "align": align} for title, width, align in COLUMNS
        ],
        "rows": [
            row(number, line, cards[line.employee_id]) for number, line in enumerate(lines, 1)
        ],
        "total": total(lines),
        "amount": rupiah(run.total_rupiah),
        "amount_words": f"{terbilang(run.total_rupiah)} rupiah",
        "notes": [_("Sidik jari peraturan (SHA-256): %(sha)s") % {"sha": run.policy_sha}],
    }


def discipline_cut(line: TppLine) -> int:
    """Return what lateness, early leaving, missing punches and absence took together."""
    return line.absent_rupiah + line.missing_rupiah + line.late_rupiah + line.early_rupiah


def amounts(line: TppLine) -> tuple[int, ...]:
    return (
        line.base_rupiah,
        discipline_cut(line),
        line.productivity_cut_rupiah,
        line.sanction_rupiah,
        line.net_rupiah,
    )


def row(number: int, line: TppLine, card: Any) -> list[str]:
    name = f"{card.full_name}\n{nip_groups(card.nip)}"
    return [str(number), name, str(line.job_class), *(plain(amount) for amount in amounts(line))]


def total(lines: list[TppLine]) -> list[str]:
    sums = [sum(column) for column in zip(*map(amounts, lines), strict=True)]
    return ["", _("Jumlah"), "", *(plain(amount) for amount in sums)]


def plain(amount: int) -> str:
    return rupiah(amount).removeprefix("Rp")
