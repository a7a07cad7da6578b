"""Files as the personnel and finance offices of Kota Contoh keep them. Pure."""

import csv
import io
from collections.abc import Iterable, Sequence

from demo.cast import MEMBERS, OFFICES, PAID_OFFICES

BUDGET_LINES = (
    # code, title, rupiah
    ("5.1.01.02.01.0001", "Tambahan penghasilan berdasarkan beban dan prestasi kerja", 480_000_000),
    ("5.1.02.01.01", "Belanja barang pakai habis", 60_000_000),
    ("5.1.02.02.01", "Belanja jasa kantor", 45_000_000),
    ("5.1.02.03.02", "Belanja pemeliharaan peralatan dan mesin", 38_500_000),
)


def budget_file() -> bytes:
    """Return the approved budget of the paid agencies as CSV."""
    rows = [
        (office, 2026, code, title, rupiah, f"DPA/{office}/2026")
        for office in PAID_OFFICES
        for code, title, rupiah in BUDGET_LINES
    ]
    return _csv(("kode_opd", "tahun", "kode_rekening", "uraian", "pagu", "dpa"), rows)


def _csv(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(heads)
    writer.writerows(rows)
    return out.getvalue().encode()


def people_file() -> bytes:
    """Return everybody with seat, class and superior as CSV, superiors before those below them."""
    agencies = {office.code: office for office in OFFICES}
    rows = []
    for member in MEMBERS:
        office = agencies[member.office]
        elected = member.kind == "kepala_daerah"
        rows.append((
            member.nip, member.name, "", member.after, "PEJABAT" if elected else member.status,
            "" if elected else member.rank, ("P" if member.female else "L") if elected else "",
            office.code, office.name, office.kind, "WIB", office.address, member.seat, member.title, member.kind,
            member.job_class, member.above, "ya" if member.is_head else "tidak", "2026-01-02", "2026-01-02", "SK-821/2026",
        ))  # fmt: skip
    return _csv(PEOPLE_HEADS, rows)


PEOPLE_HEADS = (
    "nip", "nama", "gelar_depan", "gelar_belakang", "status", "golongan", "jenis_kelamin", "kode_opd", "nama_opd",
    "jenis_opd", "zona", "alamat_opd", "kode_jabatan", "nama_jabatan", "jenis_jabatan", "kelas", "kode_atasan",
    "kepala_opd", "jabatan_sejak", "tmt", "sk",
)  # fmt: skip
