"""What a person reads about kinds and ways: the label of the preferences, the headline of a letter."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from office.notices.core import Channel, DeliveryCard, DeliveryState, Kind, Way

LABELS: dict[Kind, Promise] = {
    Kind.WAITING: _("Berkas menunggu keputusan saya"),
    Kind.OVERDUE: _("Tenggat meja hampir atau sudah lewat"),
    Kind.RETURNED: _("Berkas saya dikembalikan"),
    Kind.APPROVED: _("Berkas saya disetujui"),
    Kind.SIGNED: _("Dokumen saya selesai ditandatangani"),
    Kind.REJECTED: _("Berkas saya ditolak"),
    Kind.MANDATE: _("Mandat untuk saya (Plt., Plh., atas nama)"),
    Kind.DISPUTE: _("Jawaban sengketa atasan"),
    Kind.DUTY: _("Kewajiban memanggil dan memeriksa"),
    Kind.DISCIPLINE: _("Panggilan dan keputusan disiplin saya"),
    Kind.SIGNING: _("Kunci tanda tangan saya"),
}
HEADLINES: dict[Kind, Promise] = {
    Kind.WAITING: _("Menunggu keputusan Anda"),
    Kind.OVERDUE: _("Tenggat meja"),
    Kind.RETURNED: _("Berkas Anda dikembalikan"),
    Kind.APPROVED: _("Berkas Anda disetujui"),
    Kind.SIGNED: _("Dokumen Anda ditandatangani"),
    Kind.REJECTED: _("Berkas Anda ditolak"),
    Kind.MANDATE: _("Mandat"),
    Kind.DISPUTE: _("Sengketa atasan dijawab"),
    Kind.DUTY: _("Perkara disiplin menunggu tindakan Anda"),
    Kind.DISCIPLINE: _("Perkara disiplin Anda"),
    Kind.SIGNING: _("Kunci tanda tangan Anda"),
}
WAYS: dict[Way, Promise] = {
    Way.APP: _("Di aplikasi"),
    Way.MAIL: _("E-mail langsung"),
    Way.DIGEST: _("Ringkasan harian"),
    Way.NONE: _("Tidak usah"),
}
CHANNELS: dict[Channel, Promise] = {
    Channel.MAIL: _("E-mail"),
    Channel.DIGEST: _("Ringkasan harian"),
    Channel.PUSH: _("Perangkat"),
}
STATES: dict[DeliveryState, tuple[str, Promise]] = {
    DeliveryState.WAITING: ("info", _("Menunggu waktunya")),
    DeliveryState.SENDING: ("info", _("Sedang dikirim")),
    DeliveryState.SENT: ("good", _("Terkirim")),
    DeliveryState.FAILED: ("bad", _("Gagal dikirim")),
    DeliveryState.UNSURE: ("warn", _("Tidak pasti terkirim")),
    DeliveryState.SEEN: ("mute", _("Sudah dibaca di aplikasi")),
}


def shown(card: DeliveryCard) -> dict[str, Any]:
    """Return a delivery as the page words it."""
    tone, word = STATES[DeliveryState(card.state)]
    return {
        "headline": HEADLINES[Kind(card.kind)],
        "title": card.title,
        "channel_word": CHANNELS[Channel(card.channel)],
        "due": card.due,
        "tone": tone,
        "state_word": word,
    }


BROWSERS = ("Edg", "OPR", "SamsungBrowser", "Firefox", "Chrome", "Safari")
SYSTEMS = ("Android", "iPhone", "iPad", "Windows", "Macintosh", "Linux")
SPOKEN = {"Edg": "Edge", "OPR": "Opera", "SamsungBrowser": "Samsung Internet", "Macintosh": "Mac"}


def browser_name(agent: str) -> str:
    """Return what a browser says of itself in two words, such as `Chrome, Android`."""
    found = [next((word for word in words if word in agent), "") for words in (BROWSERS, SYSTEMS)]
    return ", ".join(SPOKEN.get(word, word) for word in found if word) or "Web"
