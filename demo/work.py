"""What people of each kind of office write into their reports."""

from demo.cast import Member

Task = tuple[str, str, str]  # what was done, what came out, unit

TASKS: dict[str, tuple[Task, ...]] = {
    "lead": (
        ("Memimpin rapat koordinasi pelaksanaan kegiatan", "Notula rapat", "dokumen"),
        ("Memeriksa dan memaraf konsep naskah dinas", "Naskah diperiksa", "naskah"),
        ("Membina dan memantau kinerja bawahan", "Catatan pembinaan", "catatan"),
        ("Menelaah laporan realisasi fisik dan keuangan", "Telaahan", "dokumen"),
        ("Menerima audiensi masyarakat dan mitra kerja", "Laporan audiensi", "laporan"),
        ("Menyusun rencana kerja bidang", "Rencana kerja", "dokumen"),
    ),
    "finance": (
        ("Memverifikasi bukti belanja", "Bukti terverifikasi", "berkas"),
        ("Membukukan transaksi pada buku kas umum", "Pembukuan", "transaksi"),
        ("Menyusun rekapitulasi pajak", "Rekapitulasi", "dokumen"),
        ("Merekonsiliasi saldo rekening koran", "Berita acara", "dokumen"),
        ("Menyiapkan kelengkapan permintaan pembayaran", "Berkas siap ajukan", "berkas"),
    ),
    "it": (
        ("Memperbaiki galat aplikasi layanan surat", "Galat selesai", "tiket"),
        ("Menyusun antarmuka pertukaran data kependudukan", "Modul", "modul"),
        ("Memantau ketersediaan server dan jaringan", "Laporan pemantauan", "laporan"),
        ("Mencadangkan basis data layanan publik", "Cadangan data", "berkas"),
        ("Mendampingi perangkat daerah memakai aplikasi", "Pendampingan", "unit kerja"),
        ("Menulis konten berita situs resmi", "Berita terbit", "berita"),
    ),
    "care": (
        ("Melakukan asuhan keperawatan pasien rawat inap", "Asuhan terdokumentasi", "pasien"),
        ("Memantau tanda vital dan pemberian obat", "Catatan pemantauan", "pasien"),
        ("Serah terima pasien antarsif", "Catatan serah terima", "dokumen"),
        ("Edukasi pasien dan keluarga", "Edukasi", "pasien"),
        ("Sterilisasi dan pemeriksaan alat", "Daftar periksa", "dokumen"),
    ),
    "district": (
        ("Melayani administrasi kependudukan", "Berkas terlayani", "berkas"),
        ("Memeriksa usulan bantuan warga", "Usulan diperiksa", "usulan"),
        ("Memantau ketertiban wilayah kelurahan", "Laporan lapangan", "laporan"),
        ("Menyusun laporan bulanan kecamatan", "Laporan", "dokumen"),
        ("Memfasilitasi musyawarah kelurahan", "Notula", "dokumen"),
    ),
    "office": (
        ("Mengagendakan dan menyalurkan surat masuk", "Surat teragenda", "surat"),
        ("Menyusun konsep surat dinas", "Konsep surat", "surat"),
        ("Memutakhirkan data kepegawaian", "Data mutakhir", "pegawai"),
        ("Menyusun kertas kerja pemeriksaan", "Kertas kerja", "dokumen"),
        ("Menata arsip dinamis", "Arsip tertata", "berkas"),
    ),
}
FINANCE_WORDS = ("Keuangan", "Bendahara", "Perbendaharaan")
BY_OFFICE = {"KOMINFO": "it", "RSUD": "care", "KECUTARA": "district"}


def tasks_of(member: Member) -> list[Task]:
    """Return the tasks a person of that post writes about."""
    if any(word in member.title for word in FINANCE_WORDS):
        return list(TASKS["finance"])
    if member.is_head or member.kind in {"jpt", "administrator"}:
        return list(TASKS["lead"])
    if member.kind in {"pengawas", "pelaksana"} and member.office != "KECUTARA":
        return list(TASKS["office"])
    return list(TASKS[BY_OFFICE.get(member.office, "office")])
