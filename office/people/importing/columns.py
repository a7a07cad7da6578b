"""The columns of the employee template. `python manage.py import_employees --help` and the page print them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Column:
    """One column."""

    name: str
    """Header, in the office's words."""
    help: str | Promise
    """What stands in it."""
    example: str
    """A cell, for the template."""


COLUMNS = (
    Column("nip", _("18 angka sebagai teks; kosong untuk jabatan lowong"), "199001012015031001"),
    Column("nama", _("nama tanpa gelar"), "Ani Lestari"),
    Column("gelar_depan", _("gelar di depan nama"), ""),
    Column("gelar_belakang", _("gelar di belakang nama"), "S.Kom."),
    Column("status", _("PNS, CPNS, PPPK, PPPK_PW, atau PEJABAT (kepala daerah)"), "PNS"),
    Column("golongan", _("III/c; untuk PPPK IX; kosong untuk PEJABAT"), "III/b"),
    Column("jenis_kelamin", _("L atau P; hanya untuk PEJABAT, selainnya dari NIP"), ""),
    Column("kode_opd", _("kode Perangkat Daerah"), "KOMINFO"),
    Column("nama_opd", _("wajib bila kodenya baru"), "Dinas Komunikasi dan Informatika"),
    Column(
        "jenis_opd",
        _(
            "sekretariat, inspektorat, dinas, badan, kecamatan, rumah_sakit, puskesmas, sekolah, unit"
        ),
        "dinas",
    ),
    Column("zona", _("WIB, WITA, atau WIT; kosong berarti WIB"), "WIB"),
    Column("alamat_opd", _("untuk kepala surat"), "Jalan Merdeka 1"),
    Column("kode_jabatan", _("kode jabatan, unik di seluruh daerah"), "KOMINFO-05"),
    Column("nama_jabatan", _("wajib bila kodenya baru"), "Pranata Komputer"),
    Column(
        "jenis_jabatan",
        _("kepala_daerah, jpt, administrator, pengawas, fungsional, pelaksana"),
        "fungsional",
    ),
    Column("kelas", _("kelas jabatan 1-17; 0 untuk kepala daerah"), "8"),
    Column("kode_atasan", _("kode jabatan atasan langsung; kosong untuk puncak"), ""),
    Column("kepala_opd", _("ya bila jabatan ini mengepalai Perangkat Daerah"), "tidak"),
    Column(
        "jabatan_sejak",
        _("tanggal kelas dan atasan itu berlaku; kosong berarti sama dengan tmt"),
        "2024-01-01",
    ),
    Column("tmt", _("terhitung mulai tanggal orang itu menempati jabatan"), "2024-01-01"),
    Column("sk", _("nomor surat keputusan"), "821.2/15/2024"),
)
NAMES = tuple(column.name for column in COLUMNS)
REQUIRED = ("nip", "nama", "kode_opd", "kode_jabatan")


def template_csv() -> str:
    """Return the template: the header and one example line, for spreadsheets that expect semicolons."""
    return ";".join(NAMES) + "\r\n" + ";".join(column.example for column in COLUMNS) + "\r\n"
