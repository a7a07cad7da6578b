"""The word, tone and shape of every state a page shows; a state is never told by colour alone."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

TONE_ICONS = {
    "good": "check-circle-fill",
    "wait": "hourglass-split",
    "warn": "exclamation-triangle-fill",
    "bad": "x-circle-fill",
    "info": "info-circle",
    "mute": "dash-circle",
    "accent": "record-circle",
}


@dataclass(frozen=True)
class Mark:
    """One pill: its tone (a class name), the icon's name and the word read aloud."""

    tone: str
    icon: str
    word: str | Promise


STATES = {
    "draft": Mark("mute", "pencil", _("Konsep")),
    "empty": Mark("mute", "circle", _("Belum diisi")),
    "ahead": Mark("mute", "dash-circle", _("Belum tiba")),
    "running": Mark("wait", "hourglass-split", _("Berjalan")),
    "submitted": Mark("wait", "send", _("Diajukan")),
    "pending": Mark("wait", "hourglass-split", _("Belum selesai")),
    "waiting": Mark("wait", "hourglass-split", _("Menunggu")),
    "planned": Mark("mute", "circle", _("Giliran nanti")),
    "supervisor": Mark("wait", "person", _("Di atasan")),
    "head": Mark("wait", "person-badge", _("Di kepala OPD")),
    "returned": Mark("warn", "arrow-return-left", _("Dikembalikan")),
    "approved": Mark("good", "check-circle-fill", _("Disetujui")),
    "rejected": Mark("bad", "x-circle-fill", _("Ditolak")),
    "withdrawn": Mark("mute", "arrow-counterclockwise", _("Ditarik")),
    "cancelled": Mark("mute", "slash-circle", _("Dibatalkan")),
    "skipped": Mark("mute", "slash-circle", _("Dilewati")),
    "closed": Mark("mute", "lock", _("Ditutup")),
    "open": Mark("info", "circle", _("Terbuka")),
    "made": Mark("good", "check-circle-fill", _("Diputus")),
    "signed": Mark("good", "pen", _("Ditandatangani")),
    "intended": Mark("wait", "pen", _("Sedang ditandatangani")),
    "stored": Mark("good", "file-earmark-check", _("Tersimpan")),
    "lapsed": Mark("mute", "clock-history", _("Gugur")),
    "frozen": Mark("good", "file-earmark-lock", _("Dibekukan")),
    "computed": Mark("info", "calculator", _("Dihitung")),
    "proposed": Mark("warn", "flag-fill", _("Diusulkan")),
    "decided": Mark("info", "clipboard-check", _("Diputus")),
    "confirmed": Mark("bad", "hammer", _("Dijatuhkan")),
    "dismissed": Mark("mute", "slash-circle", _("Tidak dilanjutkan")),
    "reserved": Mark("wait", "bookmark", _("Dicadangkan")),
    "released": Mark("good", "send", _("Cair")),
    "paid": Mark("good", "cash-coin", _("Dibayar")),
    "present": Mark("good", "fingerprint", _("Hadir")),
    "absent": Mark("bad", "person-x", _("Tidak hadir")),
    "unmeasured": Mark("mute", "question-circle", _("Belum diukur")),
    "leave": Mark("info", "umbrella", _("Cuti")),
    "duty": Mark("info", "briefcase", _("Dinas luar")),
    "holiday": Mark("mute", "calendar3", _("Hari libur")),
    "off": Mark("mute", "moon", _("Bebas tugas")),
    "late": Mark("warn", "clock", _("Terlambat")),
    "missing": Mark("bad", "calendar-x", _("Belum ada")),
    "valid": Mark("good", "shield-check", _("Asli dan utuh")),
    "changed": Mark("bad", "shield-x", _("Berubah setelah ditandatangani")),
    "invalid": Mark("bad", "shield-x", _("Tidak sah")),
    "indeterminate": Mark("warn", "question-circle", _("Belum dapat dipastikan")),
    "unsigned": Mark("mute", "file-earmark", _("Tidak bertanda tangan")),
    "unreadable": Mark("bad", "exclamation-octagon", _("Tidak dapat diperiksa")),
    "sealed": Mark("good", "file-earmark-lock", _("Tersegel")),
    "queued": Mark("mute", "inbox", _("Antre")),
    "done": Mark("good", "check-circle-fill", pgettext_lazy("keadaan", "Selesai")),
    "failed": Mark("bad", "x-circle-fill", _("Gagal")),
    "active": Mark("good", "check-circle-fill", _("Berlaku")),
    "expired": Mark("bad", "calendar-x", _("Kedaluwarsa")),
    "revoked": Mark("bad", "slash-circle", _("Dicabut")),
}


def mark_of(state: str, word: str | Promise = "") -> Mark:
    """Return the pill of a state; an unknown state shows its own name in a quiet tone, so nothing is hidden."""
    mark = STATES.get(str(state), Mark("mute", "circle", str(state)))
    return Mark(mark.tone, mark.icon, word) if word else mark


def pill_mark(tone: str, word: str | Promise, icon: str = "") -> Mark:
    """Return a pill of any word in one of the tones of `TONE_ICONS`; another tone is a KeyError."""
    shape = TONE_ICONS[tone]
    return Mark(tone, icon or shape, word)
