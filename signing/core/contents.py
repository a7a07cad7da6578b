"""What a document says: one shape for all codes, plain texts only, so that templates decide nothing.

`content` is a dict with these keys; all values are finished Indonesian texts (format money, dates and
durations with `office.indonesia` before), and everything given is printed:

| key | value | codes |
|---|---|---|
| `agency` | **required**: name on the letterhead, e.g. "Dinas Komunikasi dan Informatika" | all |
| `date` | **required**: ISO date of the paper, "2026-08-03" | all |
| `government` | line over the agency, e.g. "Pemerintah Kota Contoh" | all |
| `address` | small line under the agency | all |
| `place` | place before the date over the boxes, e.g. "Kota Contoh" | all |
| `title` | replaces the code's own title | all |
| `about` | subject line under the title ("tentang ..." of a decision) | all |
| `facts` | list of [label, value] printed as "label : value" | all |
| `opening` | list of paragraphs before the table | all |
| `columns` | list of {"title", "width": "auto" or "2fr", "align": "left", "center", "right"} | all |
| `rows` | list of lists of texts, one per column | all |
| `total` | one list of texts, a last row in bold | all |
| `amount`, `amount_words` | "Rp1.234.567" and its words, in a framed line | spp, spm, sp2d, tpp_list, slip |
| `considering`, `recalling`, `deciding` | lists: Menimbang, Mengingat, MEMUTUSKAN | sanction_decision |
| `closing` | list of paragraphs after the table | all |
| `notes` | list of short notes in small print | all |
"""

import hashlib
from collections.abc import Mapping
from typing import Any

from office.audit.core import canonical

DOCUMENT_TITLES = {
    "daily_report": "Laporan Kinerja Harian",
    "spp": "Surat Permintaan Pembayaran (SPP)",
    "spm": "Surat Perintah Membayar (SPM)",
    "sp2d": "Surat Perintah Pencairan Dana (SP2D)",
    "tpp_list": "Daftar Tambahan Penghasilan Pegawai",
    "sanction_decision": "Keputusan Penjatuhan Hukuman Disiplin",
    "slip": "Rincian Tambahan Penghasilan Pegawai",
    "leave_letter": "Surat Izin Cuti",
    "duty_letter": "Surat Tugas",
}
"""Pinned document codes and the titles printed on them."""

REGISTERED_CODES = frozenset(
    {"spp", "spm", "sp2d", "tpp_list", "sanction_decision", "leave_letter", "duty_letter"}
)
"""Codes that carry a register number, gapless per agency, year and code."""
CONFIDENTIAL_CODES = frozenset({"tpp_list", "sanction_decision", "slip", "leave_letter"})
"""Kinds about one person's discipline, pay or leave: in public they are valid or not, nothing else (UU 27/2022, practice 17)."""


def content_hash(code: str, content: Mapping[str, Any]) -> str:
    """Return the SHA-256, hex, of the canonical JSON of a document's code and content."""
    return hashlib.sha256(canonical({"code": code, "content": content})).hexdigest()
