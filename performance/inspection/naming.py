"""Things and details of the trail in the words of the page: the trail names them as `filing:7` and `revision_sha`."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from office.indonesia.dates import long_date
from office.indonesia.money import rupiah
from office.indonesia.months import CalendarMonth
from performance.sanctions.core.papers import percent_text
from signing.core import DOCUMENT_TITLES
from workflows.approval.labels import kind_label

THINGS = {
    "account": _("Akun"),
    "agency": _("Perangkat Daerah"),
    "api_key": _("Kunci API"),
    "appointment": _("Penunjukan"),
    "assignment": _("Penempatan"),
    "audit": _("Jejak audit"),
    "budget_line": _("Pos anggaran"),
    "calendar": _("Kalender"),
    "certificate": _("Sertifikat"),
    "clock": _("Jam demo"),
    "consent": _("Persetujuan tanda tangan"),
    "daily_report": _("Laporan harian"),
    "decision": _("Keputusan"),
    "demo": _("Kota demo"),
    "device": _("Mesin kehadiran"),
    "disbursement_request": _("Permintaan pencairan"),
    "document": _("Dokumen"),
    "duty": _("Dinas luar"),
    "employee": _("Pegawai"),
    "filing": _("Berkas"),
    "holiday": _("Hari libur"),
    "inspection": _("Ruang periksa"),
    "leave": _("Cuti"),
    "mandate": _("Mandat"),
    "notice": _("Pemberitahuan"),
    "outage": _("Gangguan mesin"),
    "position": _("Jabatan"),
    "regulation": _("Peraturan"),
    "roster": _("Jadwal kerja"),
    "sanction_case": _("Perkara disiplin"),
    "signature": _("Tanda tangan"),
    "step": _("Langkah"),
    "tpp_run": _("Perhitungan TPP"),
    "webhook": _("Webhook"),
}
"""Kinds of things the trail names."""

DETAILS = {
    "activities": _("Kegiatan"),
    "activity": _("Kegiatan nomor"),
    "agency": _("Perangkat Daerah"),
    "amount": _("Jumlah"),
    "appointment": _("Penunjukan"),
    "assignment": _("Penempatan"),
    "attended": _("Hadir"),
    "basis": _("Dasar kewenangan"),
    "before": _("Sebelumnya"),
    "certificate": _("Nomor seri sertifikat"),
    "challenge": _("Tantangan"),
    "changed": _("Berubah"),
    "choice": _("Pilihan"),
    "cleared": _("Dihapus"),
    "code": _("Kode"),
    "consent": _("Persetujuan tanda tangan"),
    "counts": _("Hitungan"),
    "days": _("Hari"),
    "decision": _("Keputusan"),
    "decree": _("Surat keputusan"),
    "document": _("Dokumen"),
    "documents": _("Dokumen"),
    "dropped": _("Kursi yang dilewati"),
    "duplicate": _("Sudah ada"),
    "effect": _("Akibat pada TPP"),
    "employee": _("Pegawai"),
    "employees": _("Pegawai"),
    "events": _("Catatan"),
    "filing": _("Berkas"),
    "findings": _("Temuan"),
    "first": _("Awal"),
    "formula": _("Sebutan"),
    "fresh": _("Baru"),
    "from_month": _("Mulai bulan"),
    "held_on": _("Tanggal pemeriksaan"),
    "holds": _("Utuh"),
    "is_head": _("Kepala Perangkat Daerah"),
    "job_class": _("Kelas jabatan"),
    "kept": _("Tetap"),
    "kind": _("Jenis"),
    "last": _("Akhir"),
    "left": _("Sisa percobaan"),
    "level": _("Tingkat"),
    "line": _("Pos anggaran"),
    "lines": _("Baris"),
    "link": _("Alamat halaman"),
    "looked_at": _("Pegawai diperiksa"),
    "mandate": _("Mandat"),
    "marks": _("Bagian yang ditandai"),
    "minutes": _("Menit"),
    "month": _("Bulan"),
    "months": _("Lama (bulan)"),
    "months_touched": _("Bulan yang tersentuh"),
    "n": _("Berkas ke-"),
    "name": _("Kursi"),
    "new": _("Baru"),
    "number": _("Nomor"),
    "of": _("Tentang"),
    "on": _("Tanggal"),
    "opened": _("Perkara dibuka"),
    "outcome": _("Hasil"),
    "people": _("Pegawai"),
    "percent_bp": _("Potongan"),
    "position": _("Jabatan"),
    "rank": _("Pangkat"),
    "reason": _("Alasan"),
    "rejected": _("Ditolak"),
    "reports_to": _("Melapor kepada"),
    "request": _("Permintaan pencairan"),
    "revision": _("Revisi"),
    "round": _("Putaran"),
    "rows": _("Baris"),
    "sealed": _("Disegel"),
    "seat": _("Kursi"),
    "serial": _("Nomor seri"),
    "signature": _("Tanda tangan"),
    "source": _("Sebab"),
    "state": _("Keadaan"),
    "status": _("Status"),
    "step": _("Langkah"),
    "steps": _("Langkah"),
    "to_level": _("Kembali ke tingkat"),
    "told": _("Diberi tahu"),
    "total": _("Jumlah"),
    "unmapped": _("Tanpa pemilik"),
    "valid_from": _("Berlaku sejak"),
    "valid_until": _("Berlaku sampai"),
    "way": _("Cara pemberitahuan"),
    "wrong": _("Frasa sandi salah"),
    "zone": _("Zona waktu"),
}
"""Details of events. One that has no words here is a fingerprint or a number for experts: they are shown as they stand."""

VALUES = {
    "approve": _("setujui"),
    "approved": _("disetujui"),
    "definitive": _("pejabat definitif"),
    "delegation": _("pelimpahan"),
    "draft": _("konsep"),
    "plh": _("Plh."),
    "plt": _("Plt."),
    "reject": _("tolak"),
    "rejected": _("ditolak"),
    "return": _("kembalikan"),
    "returned": _("dikembalikan"),
    "running": _("berjalan"),
    "withdrawn": _("ditarik"),
    "cancelled": _("dibatalkan"),
    "confirmed": _("diputuskan"),
    "disputed": _("bukan atasan pembuat berkas"),
    "head": _("kepala Perangkat Daerah"),
    "held_below": _("dipegang pejabat tingkat di bawahnya"),
    "held_by_maker": _("dipegang pembuat berkas"),
    "line_ends": _("tidak ada lagi pejabat di atasnya"),
    "no_such_seat": _("tidak ada dalam susunan organisasi"),
    "reassigned": _("kursinya dialihkan"),
    "recused": _("pejabatnya berbenturan kepentingan"),
    "superior": _("atasan langsung"),
    "used_below": _("sudah memutus di tingkat di bawahnya"),
}
"""Words some details hold."""

MONEY = frozenset({"amount", "total"})
REF = re.compile(r"([a-z_]+):(\d+)", re.ASCII)
_FIELD = re.compile(r"\bL(\d+)[a-z]\b", re.ASCII)


def thing_words(ref: str) -> str:
    """Return a thing of the trail in words: `Berkas 7` for `filing:7`; a seat as its office; else as it stands."""
    found = REF.fullmatch(ref)
    if found is None:
        return str(THINGS.get(ref.partition(":")[0], ref))
    kind, number = found.groups()
    return f"{THINGS[kind]} {number}" if kind in THINGS else ref


def ref_of_words(text: str) -> str:
    """Return the thing a person means by `perkara disiplin 3` or `berkas 7`; empty if it names none."""
    words, _sep, number = text.strip().casefold().rpartition(" ")
    if not number.isdecimal():
        return ""
    kinds = (kind for kind, name in THINGS.items() if str(name).casefold() == words.strip())
    kind = next(kinds, "")
    return f"{kind}:{number}" if kind else ""


def label_words(label: str) -> str:
    """Return how a thing read at that time, with document codes and signature fields in words."""
    first, _sep, rest = label.partition(" ")
    named = f"{DOCUMENT_TITLES[first]} {rest}".strip() if first in DOCUMENT_TITLES else label
    return _FIELD.sub(lambda level: gettext("tingkat %(n)s") % {"n": level[1]}, named)


def detail_words(name: str, value: Any, named: Mapping[str, str]) -> tuple[str, str] | None:
    """Return a detail of an event in words, people and seats by `named`; None for one only an expert reads."""
    return (str(DETAILS[name]), _words(name, value, named)) if name in DETAILS else None


def _words(name: str, value: Any, named: Mapping[str, str]) -> str:
    if isinstance(value, bool):
        return gettext("ya") if value else gettext("tidak")
    if isinstance(value, int):
        return _number(name, value, named)
    if isinstance(value, Mapping):
        parts = ((DETAILS.get(key, key), _words(key, one, named)) for key, one in value.items())
        return ", ".join(f"{word}: {text}" for word, text in parts)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(_words(name, one, named) for one in value)
    return _text(name, str(value), named)


def _number(name: str, value: int, named: Mapping[str, str]) -> str:
    if name in MONEY:
        return rupiah(value)
    if name == "percent_bp":
        return f"{percent_text(value)}%"
    return named.get(f"{name}:{value}", str(value))


def _text(name: str, text: str, named: Mapping[str, str]) -> str:
    if name == "kind":
        return kind_label(text)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return long_date(date.fromisoformat(text))
    if re.fullmatch(r"\d{4}-\d\d", text):
        return CalendarMonth.parse(text).label
    known = str(VALUES.get(text, text))
    return REF.sub(lambda ref: named.get(ref[0]) or thing_words(ref[0]), known)


def as_it_stands(value: Any) -> str:
    """Return a detail exactly as the trail holds it."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
