"""Findings, faults and states in the reader's words: what happened, and what to do now."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from office.indonesia import long_date
from workflows.daily_report.core.activities import ShapeFault
from workflows.daily_report.core.clocktimes import clock_text, spans_text
from workflows.daily_report.core.evidence import MAX_BYTES
from workflows.daily_report.core.findings import Finding, Kind

FINDING_TITLES = {
    Kind.OUTSIDE_PRESENCE: gettext_lazy("Kegiatan di luar kehadiran"),
    Kind.OVERLAP: gettext_lazy("Kegiatan tumpang tindih"),
    Kind.STAY_WITHOUT_WORK: gettext_lazy("Tinggal tanpa pekerjaan"),
    Kind.CLAIM_WHILE_ABSENT: gettext_lazy("Kegiatan pada hari tidak hadir"),
    Kind.CLAIM_ON_LEAVE: gettext_lazy("Kegiatan pada hari cuti"),
    Kind.MISSING_EVIDENCE: gettext_lazy("Tanpa volume dan bukti"),
    Kind.OVER_DAY_NORM: gettext_lazy("Di atas norma menit sehari"),
    Kind.REPORT_LATE: gettext_lazy("Laporan terlambat"),
    Kind.REPORT_MISSING: gettext_lazy("Laporan belum ada"),
}

FAULT_TEXTS = {
    "ends_before_start": gettext_lazy(
        "Jam selesai harus sesudah jam mulai. Bila pekerjaan melewati tengah malam, pilih hari selesai keesokan hari."
    ),
    "outside_day": gettext_lazy("Jam ini di luar hari laporan. Laporkan pada tanggal yang sesuai."),
    "no_text": gettext_lazy("Tuliskan apa yang dikerjakan."),
    "negative_volume": gettext_lazy("Volume tidak boleh kurang dari nol."),
    "no_unit": gettext_lazy("Isi satuan volume, misalnya dokumen, berkas, atau orang."),
}


def fault_text(fault: ShapeFault) -> str:
    """Return the sentence beside the field."""
    return str(FAULT_TEXTS[fault.code])


def finding_title(kind: str) -> str:
    """Return a finding's name."""
    return str(FINDING_TITLES[Kind(kind)])


def finding_text(finding: Finding) -> str:
    """Return one sentence of what was found, for whoever reads the report."""
    return _SENTENCES[Kind(finding.kind)](finding, finding.evidence)


def finding_advice(finding: Finding) -> str:
    """Return what its maker can do about it while the report is still in the maker's hand."""
    if finding.evidence.get("missing_punch"):
        return _(
            "Rekam masuk atau pulang hari itu tidak ada; mintalah koreksi kehadiran bila mesin keliru."
        )
    return str(_ADVICE[Kind(finding.kind)])


def evidence_refused() -> str:
    """Return why a file is not accepted and what would be."""
    megabytes = MAX_BYTES // (1024 * 1024)
    return _(
        "Bukti harus berkas PDF, PNG, atau JPEG yang utuh, paling besar %(size)d MB. Simpan ulang berkasnya, lalu pilih lagi."
    ) % {"size": megabytes}


def _times(evidence: dict[str, Any]) -> str:
    return spans_text((start, end) for start, end in evidence["intervals"])


def _outside(finding: Finding, evidence: dict[str, Any]) -> str:
    return _("%(minutes)d menit kegiatan di luar rekam kehadiran (%(times)s).") % {
        "minutes": finding.minutes,
        "times": _times(evidence),
    }


def _overlap(finding: Finding, evidence: dict[str, Any]) -> str:
    return _(
        "%(minutes)d menit tercatat pada lebih dari satu kegiatan (%(times)s); menit itu dihitung sekali."
    ) % {"minutes": finding.minutes, "times": _times(evidence)}


def _stay(finding: Finding, evidence: dict[str, Any]) -> str:
    return _(
        "Rekam pulang %(out)s, jam kerja berakhir %(end)s, dan %(minutes)d menit sesudahnya tanpa kegiatan (%(times)s)."
    ) % {
        "out": clock_text(evidence["out"]),
        "end": clock_text(evidence["end_of_day"]),
        "minutes": finding.minutes,
        "times": _times(evidence),
    }


def _absent(finding: Finding, _evidence: dict[str, Any]) -> str:
    return _("%(minutes)d menit kegiatan pada hari tanpa rekam kehadiran.") % {
        "minutes": finding.minutes
    }


def _leave(finding: Finding, _evidence: dict[str, Any]) -> str:
    return _("%(minutes)d menit kegiatan pada hari cuti.") % {"minutes": finding.minutes}


def _bare(_finding: Finding, evidence: dict[str, Any]) -> str:
    return _("Kegiatan tanpa volume dan tanpa bukti: %(texts)s.") % {
        "texts": "; ".join(evidence["activities"])
    }


def _over_norm(_finding: Finding, evidence: dict[str, Any]) -> str:
    return _("%(claimed)d menit dilaporkan; norma menit efektif sehari %(norm)d.") % {
        "claimed": evidence["claimed"],
        "norm": evidence["norm"],
    }


def _late(_finding: Finding, evidence: dict[str, Any]) -> str:
    return _("Batas pengajuan %(deadline)s, diajukan %(filed)s.") % {
        "deadline": _day(evidence["deadline"]),
        "filed": _day(evidence["filed"]),
    }


def _missing(_finding: Finding, evidence: dict[str, Any]) -> str:
    return _("Batas pengajuan %(deadline)s sudah lewat dan laporan belum diajukan.") % {
        "deadline": _day(evidence["deadline"])
    }


def _day(text: str) -> str:
    return long_date(date.fromisoformat(text))


_SENTENCES: dict[Kind, Callable[[Finding, dict[str, Any]], str]] = {
    Kind.OUTSIDE_PRESENCE: _outside,
    Kind.OVERLAP: _overlap,
    Kind.STAY_WITHOUT_WORK: _stay,
    Kind.CLAIM_WHILE_ABSENT: _absent,
    Kind.CLAIM_ON_LEAVE: _leave,
    Kind.MISSING_EVIDENCE: _bare,
    Kind.OVER_DAY_NORM: _over_norm,
    Kind.REPORT_LATE: _late,
    Kind.REPORT_MISSING: _missing,
}

_ADVICE = {
    Kind.OUTSIDE_PRESENCE: gettext_lazy(
        "Sesuaikan jam kegiatan, atau mintalah koreksi kehadiran bila mesin keliru."
    ),
    Kind.OVERLAP: gettext_lazy("Sesuaikan jamnya supaya tiap menit milik satu kegiatan."),
    Kind.STAY_WITHOUT_WORK: gettext_lazy("Catat pekerjaannya bila ada."),
    Kind.CLAIM_WHILE_ABSENT: gettext_lazy("Mintalah koreksi kehadiran bila Anda bekerja hari itu."),
    Kind.CLAIM_ON_LEAVE: gettext_lazy("Periksa tanggal laporan atau surat cutinya."),
    Kind.MISSING_EVIDENCE: gettext_lazy("Isi volume atau lampirkan berkas."),
    Kind.OVER_DAY_NORM: gettext_lazy(
        "Tidak perlu diubah bila benar; berapa yang dihitung ditetapkan peraturan."
    ),
    Kind.REPORT_LATE: gettext_lazy("Laporan tetap diterima dengan catatan ini."),
    Kind.REPORT_MISSING: gettext_lazy("Ajukan laporannya; keterlambatan ikut tercatat."),
}
