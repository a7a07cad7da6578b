"""The imaginary people and seats of Kota Contoh. Every name and NIP is invented."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Office:
    """One agency of the city."""

    code: str
    """Short code, also the prefix of its position codes."""
    name: str
    """Official name."""
    kind: str
    """Kind of agency as the people room knows it."""
    address: str
    """Address line of the letterhead."""
    roster: str
    """Roster code of the regulation that its people follow."""
    device: str
    """Serial number of its fingerprint device."""


@dataclass(frozen=True, slots=True)
class Member:
    """One civil servant on one seat."""

    key: str
    """Short name by which the story calls the person."""
    name: str
    """Name without titles."""
    after: str
    """Academic titles behind the name."""
    female: bool
    """Sex, as the fifteenth digit of the NIP says."""
    born: date
    """Birth date, the first eight digits of the NIP."""
    since: str
    """Year and month of appointment, YYYYMM; `21` as month marks a PPPK."""
    rank: str
    """Rank and grade, such as III/c, or a PPPK grade such as IX."""
    status: str
    """PNS, CPNS or PPPK."""
    office: str
    """Agency code."""
    seat: str
    """Position code."""
    title: str
    """Title of the position."""
    above: str
    """Position code of the superior; empty for the mayor."""
    job_class: int
    """Class of the position, 0 where no TPP is paid."""
    kind: str
    """Kind of position."""

    @property
    def nip(self) -> str:
        """Return the invented NIP of 18 digits."""
        return f"{self.born:%Y%m%d}{self.since}{2 if self.female else 1}{SEQUENCE[self.key]:03d}"

    @property
    def is_head(self) -> bool:
        """Return whether the seat heads its agency."""
        return self.seat in HEADS


OFFICES = (
    Office("SETDA", "Sekretariat Daerah Kota Contoh", "sekretariat", "Jalan Balai Kota 1", "kantor_5_hari", "SETDA-1"),
    Office("ITKO", "Inspektorat Kota Contoh", "inspektorat", "Jalan Balai Kota 3", "kantor_5_hari", "SETDA-1"),
    Office("BKPSDM", "Badan Kepegawaian dan Pengembangan SDM", "badan", "Jalan Balai Kota 5", "kantor_5_hari", "SETDA-1"),
    Office("BPKAD", "Badan Pengelolaan Keuangan dan Aset Daerah", "badan", "Jalan Balai Kota 7", "kantor_5_hari", "SETDA-1"),
    Office("KOMINFO", "Dinas Komunikasi dan Informatika", "dinas", "Jalan Merpati 12", "kantor_5_hari", "KOM-1"),
    Office("RSUD", "RSUD Kota Contoh", "rumah_sakit", "Jalan Kesehatan 20", "rumah_sakit", "RSUD-1"),
    Office("KECUTARA", "Kecamatan Contoh Utara", "kecamatan", "Jalan Raya Utara 88", "kantor_5_hari", "KEC-1"),
)  # fmt: skip

HEADS = frozenset({"SETDA-01", "ITKO-01", "BKPSDM-01", "BPKAD-01", "KOM-01", "RSUD-01", "KEC-01"})


def _m(key: str, name: str, after: str, sex: str, born: str, since: str, rank: str, office: str, seat: str,
       title: str, above: str, job_class: int, kind: str) -> Member:  # fmt: skip
    status = "PPPK" if since.endswith("21") else "PNS"
    return Member(key, name, after, sex == "P", date.fromisoformat(born), since, rank, status, office, seat, title,
                  above, job_class, kind)  # fmt: skip


MEMBERS = (
    _m("wali", "Ratna Wulandari", "", "P", "1972-04-18", "199703", "IV/e", "SETDA", "SETDA-00", "Wali Kota Contoh", "", 0, "kepala_daerah"),
    _m("sekda", "Bambang Hartono", "S.E., M.Si.", "L", "1969-08-02", "199403", "IV/d", "SETDA", "SETDA-01", "Sekretaris Daerah", "SETDA-00", 15, "jpt"),
    _m("inspektur", "Haryo Wibisono", "S.H., M.H.", "L", "1970-12-12", "199603", "IV/c", "ITKO", "ITKO-01", "Inspektur", "SETDA-01", 14, "jpt"),
    _m("fajar", "Fajar Nugroho", "S.E., Ak.", "L", "1984-06-21", "200902", "III/d", "ITKO", "ITKO-02", "Auditor Ahli Muda", "ITKO-01", 10, "fungsional"),
    _m("kabkp", "Lestari Puspita", "S.Sos., M.M.", "P", "1973-03-09", "199903", "IV/c", "BKPSDM", "BKPSDM-01", "Kepala BKPSDM", "SETDA-01", 14, "jpt"),
    _m("hana", "Hana Pramesti", "S.Psi.", "P", "1988-11-30", "201402", "III/c", "BKPSDM", "BKPSDM-02", "Analis SDM Aparatur Ahli Muda", "BKPSDM-01", 9, "fungsional"),
    _m("bud", "Indra Kusuma", "S.E., M.Ak.", "L", "1971-01-25", "199703", "IV/c", "BPKAD", "BPKAD-01", "Kepala BPKAD", "SETDA-01", 14, "jpt"),
    _m("citra", "Citra Anggraini", "S.Kom., M.T.", "P", "1974-07-07", "199903", "IV/b", "KOMINFO", "KOM-01", "Kepala Dinas Komunikasi dan Informatika", "SETDA-01", 14, "jpt"),
    _m("gunawan", "Gunawan Setiadi", "S.Sos.", "L", "1976-02-11", "200112", "IV/a", "KOMINFO", "KOM-02", "Sekretaris Dinas", "KOM-01", 12, "administrator"),
    _m("budi", "Budi Santoso", "S.Kom.", "L", "1979-05-23", "200501", "IV/a", "KOMINFO", "KOM-10", "Kepala Bidang Aplikasi Informatika", "KOM-01", 11, "administrator"),
    _m("dedi", "Dedi Kurniawan", "S.T.", "L", "1981-10-05", "200801", "III/d", "KOMINFO", "KOM-20", "Kepala Bidang Infrastruktur dan Persandian", "KOM-01", 11, "administrator"),
    _m("nina", "Nina Safitri", "S.E.", "P", "1986-12-19", "201101", "III/c", "KOMINFO", "KOM-03", "Kepala Subbagian Keuangan", "KOM-02", 9, "pengawas"),
    _m("eka", "Eka Wahyuni", "A.Md.", "P", "1990-04-01", "201501", "II/d", "KOMINFO", "KOM-04", "Bendahara Pengeluaran", "KOM-03", 7, "pelaksana"),
    _m("ani", "Ani Rahmawati", "S.Kom.", "P", "1993-08-27", "201903", "III/b", "KOMINFO", "KOM-11", "Pranata Komputer Ahli Pertama", "KOM-10", 8, "fungsional"),
    _m("rudi", "Rudi Hermawan", "S.T.", "L", "1991-03-15", "201903", "III/b", "KOMINFO", "KOM-12", "Pranata Komputer Ahli Pertama", "KOM-10", 8, "fungsional"),
    _m("sari", "Sari Melati", "S.I.Kom.", "P", "1995-06-10", "202221", "IX", "KOMINFO", "KOM-13", "Pranata Humas Ahli Pertama", "KOM-10", 8, "fungsional"),
    _m("tono", "Tono Prasetyo", "A.Md.Kom.", "L", "1992-01-29", "201802", "II/d", "KOMINFO", "KOM-21", "Pranata Komputer Terampil", "KOM-20", 6, "fungsional"),
    _m("vina", "Vina Oktaviani", "S.AP.", "P", "1989-10-20", "201501", "III/b", "KOMINFO", "KOM-05", "Pengelola Kepegawaian", "KOM-02", 7, "pelaksana"),
    _m("direktur", "Endah Susilowati", "dr., M.Kes.", "P", "1975-09-03", "200212", "IV/b", "RSUD", "RSUD-01", "Direktur RSUD", "SETDA-01", 14, "jpt"),
    _m("made", "Made Suryana", "S.Kep., Ns.", "L", "1980-11-08", "200501", "IV/a", "RSUD", "RSUD-10", "Kepala Bidang Keperawatan", "RSUD-01", 11, "administrator"),
    _m("oki", "Oki Firmansyah", "S.E.", "L", "1987-07-17", "201101", "III/c", "RSUD", "RSUD-03", "Kepala Subbagian Keuangan", "RSUD-01", 9, "pengawas"),
    _m("putri", "Putri Handayani", "A.Md.", "P", "1992-02-22", "201802", "II/d", "RSUD", "RSUD-04", "Bendahara Pengeluaran", "RSUD-03", 7, "pelaksana"),
    _m("joko", "Joko Susanto", "A.Md.Kep.", "L", "1990-05-12", "201501", "III/a", "RSUD", "RSUD-11", "Perawat Mahir", "RSUD-10", 7, "fungsional"),
    _m("kartika", "Kartika Dewi", "S.Kep., Ns.", "P", "1991-12-01", "201603", "III/b", "RSUD", "RSUD-12", "Perawat Ahli Pertama", "RSUD-10", 8, "fungsional"),
    _m("lukman", "Lukman Hakim", "A.Md.Kep.", "L", "1994-09-19", "202221", "VII", "RSUD", "RSUD-13", "Perawat Terampil", "RSUD-10", 6, "fungsional"),
    _m("camat", "Zaenal Arifin", "S.STP.", "L", "1978-06-30", "200012", "IV/a", "KECUTARA", "KEC-01", "Camat Contoh Utara", "SETDA-01", 12, "administrator"),
    _m("umar", "Umar Faruq", "S.IP.", "L", "1980-08-15", "200501", "III/d", "KECUTARA", "KEC-02", "Sekretaris Kecamatan", "KEC-01", 11, "administrator"),
    _m("xena", "Maria Goretti", "S.E.", "P", "1988-05-05", "201402", "III/c", "KECUTARA", "KEC-03", "Kepala Subbagian Keuangan", "KEC-02", 9, "pengawas"),
    _m("agus", "Agus Salim", "S.Sos.", "L", "1983-04-24", "200902", "III/c", "KECUTARA", "KEC-10", "Kepala Seksi Pemerintahan", "KEC-01", 9, "pengawas"),
    _m("bella", "Bella Kusumawati", "S.AP.", "P", "1994-01-13", "201903", "III/a", "KECUTARA", "KEC-11", "Pengadministrasi Umum", "KEC-10", 5, "pelaksana"),
    _m("cahyo", "Cahyo Utomo", "", "L", "1986-10-31", "201001", "II/c", "KECUTARA", "KEC-12", "Petugas Ketertiban", "KEC-10", 5, "pelaksana"),
    _m("dina", "Dina Amalia", "A.Md.", "P", "1992-07-22", "201802", "II/d", "KECUTARA", "KEC-04", "Bendahara Pengeluaran", "KEC-03", 7, "pelaksana"),
)  # fmt: skip

SEQUENCE = {member.key: number for number, member in enumerate(MEMBERS, start=1)}
BY_KEY = {member.key: member for member in MEMBERS}

APPOINTMENTS = (
    # who, agency, kind, decree
    ("nina", "KOMINFO", "finance_verifier", "SK-900/11/2026"),
    ("oki", "RSUD", "finance_verifier", "SK-900/12/2026"),
    ("xena", "KECUTARA", "finance_verifier", "SK-900/13/2026"),
    ("citra", "KOMINFO", "budget_holder", "SK-900/21/2026"),
    ("direktur", "RSUD", "budget_holder", "SK-900/22/2026"),
    ("camat", "KECUTARA", "budget_holder", "SK-900/23/2026"),
    ("eka", "KOMINFO", "treasurer", "SK-900/31/2026"),
    ("putri", "RSUD", "treasurer", "SK-900/32/2026"),
    ("dina", "KECUTARA", "treasurer", "SK-900/33/2026"),
    ("bud", "BPKAD", "bud", "SK-900/01/2026"),
    ("fajar", "ITKO", "inspector", "ST-700/05/2026"),
    ("hana", "BKPSDM", "personnel", "SK-800/02/2026"),
    ("wali", "SETDA", "personnel_authority", "SK-800/01/2026"),
    ("vina", "KOMINFO", "agency_operator", "SK-800/11/2026"),
    ("putri", "RSUD", "agency_operator", "SK-800/12/2026"),
    ("bella", "KECUTARA", "agency_operator", "SK-800/13/2026"),
)

PAID_OFFICES = ("KOMINFO", "RSUD", "KECUTARA")
SHIFT_WORKERS = ("joko", "kartika", "lukman")
