"""What the verification pages say, in plain values: verdict first, then who and when."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.core.cache import caches
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from office.archive import services as archive
from office.audit import clock
from signing.core import DocumentCard, SignatureState, Verdict, VerdictWord
from signing.selectors import certificates_of_signatures, document_pages_png

PAGES_KEPT_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Answer:
    """The one plain sentence at the top of a verification page."""

    tone: str
    """Tone of the page: good, warn, bad, mute."""
    icon: str
    """Icon beside it."""
    title: str | Promise
    """The verdict in two or three words."""
    text: str | Promise
    """What it means for the reader."""


GENUINE = Answer(
    "good",
    "shield-check",
    _("Asli dan utuh"),
    _("Berkas ini sama persis dengan yang tersimpan di arsip kami."),
)
RECORDED = Answer(
    "good",
    "shield-check",
    _("Asli dan utuh"),
    _(
        "Dokumen dengan kode ini tercatat dan tersimpan di arsip kami. Cocokkan isinya dengan salinan di bawah."
    ),
)
UNFINISHED = Answer(
    "warn",
    "hourglass-split",
    _("Belum ditandatangani lengkap"),
    _("Dokumen ini tercatat, tetapi masih menunggu tanda tangan."),
)
SOUND_BUT_OTHER = Answer(
    "warn",
    "exclamation-triangle",
    _("Tanda tangan sah, berkas tidak tercatat"),
    _(
        "Tanda tangannya sah, tetapi berkas ini tidak sama persis dengan berkas di arsip kami. Pakai salinan arsip."
    ),
)
CHANGED = Answer(
    "bad",
    "x-octagon",
    _("Berubah setelah ditandatangani"),
    _("Jangan dipakai. Mintalah salinan dari arsip."),
)
UNKNOWN_CODE = Answer(
    "mute",
    "question-circle",
    _("Tidak dapat diperiksa: kode tidak dikenal"),
    _("Periksa lagi kode di kaki dokumen; huruf O tidak dipakai, angka nol dipakai."),
)
HURT = Answer(
    "bad",
    "x-octagon",
    _("Arsip rusak"),
    _(
        "Berkas di arsip kami tidak lagi sama dengan yang tercatat. Jangan dipakai; laporkan kepada pengelola."
    ),
)
WORDS = {
    VerdictWord.CHANGED: CHANGED,
    VerdictWord.INVALID: Answer(
        "bad",
        "x-octagon",
        _("Tanda tangan tidak sah"),
        _("Jangan dipakai. Mintalah salinan dari arsip."),
    ),
    VerdictWord.INDETERMINATE: Answer(
        "warn",
        "question-circle",
        _("Tidak dapat dipastikan"),
        _("Tanda tangannya utuh, tetapi sertifikatnya tidak dapat dipastikan di sini."),
    ),
    VerdictWord.UNSIGNED: Answer(
        "mute",
        "file-earmark",
        _("Tidak ditandatangani"),
        _("Berkas ini tidak memuat tanda tangan elektronik."),
    ),
    VerdictWord.UNREADABLE: Answer(
        "mute",
        "question-circle",
        _("Tidak dapat diperiksa"),
        _("Berkas tidak dapat dibaca; sebabnya di bawah."),
    ),
}


def answer_for(verdict: Verdict) -> Answer:
    """Return the sentence for an uploaded file: the archive's word first."""
    if verdict.stored and verdict.verdict == VerdictWord.VALID:
        return GENUINE
    if verdict.stored and verdict.verdict == VerdictWord.UNSIGNED:
        return UNFINISHED
    if verdict.verdict == VerdictWord.VALID:
        return SOUND_BUT_OTHER
    return WORDS[VerdictWord(verdict.verdict)]


def answer_for_code(card: DocumentCard) -> Answer:
    """Return the sentence for a code: recorded and fully signed, still under way, or hurt in our own archive."""
    if not archive_holds(card):
        return HURT
    stored = [one for one in card.signatures if one.state == SignatureState.STORED]
    return RECORDED if stored and len(stored) == len(card.fields) else UNFINISHED


def confidential(answer: Answer) -> Answer:
    """Return the sentence for a kind whose contents the public does not see."""
    plain = _("Isi dan penanda tangan dokumen jenis ini tidak ditampilkan kepada umum.")
    return replace(answer, text=plain) if answer in {RECORDED, UNFINISHED} else answer


def archive_holds(card: DocumentCard) -> bool:
    """Return whether the archived bytes still have the hash the register names."""
    try:
        return hashlib.sha256(archive.read(card.sha256)).hexdigest() == card.sha256
    except archive.NotStored:
        return False


@dataclass(frozen=True, slots=True)
class SignerLine:
    """One signer as the page lists it."""

    name: str
    """Who signed."""
    seat: str
    """For which seat, with formula; empty for a foreign file."""
    signed_at: datetime | None
    """Claimed time."""
    issuer: str
    """Who issued the certificate."""
    serial: str
    """Serial number of the certificate, hex."""
    certified: bool
    """Whether the issuer is a recognised PSrE."""
    holds: bool
    """Whether this signature holds."""


def signers_of_card(card: DocumentCard) -> list[SignerLine]:
    """Return the signers of one of our documents, from the register."""
    stored = [one for one in card.signatures if one.state == SignatureState.STORED]
    certificates = certificates_of_signatures(one.signature_id for one in stored)
    return [
        SignerLine(
            name=one.signer_name,
            seat=f"{one.formula} {one.seat_title}".strip(),
            signed_at=one.signed_at,
            issuer=certificates[one.signature_id].issuer,
            serial=certificates[one.signature_id].serial,
            certified=certificates[one.signature_id].certified,
            holds=True,
        )
        for one in stored
    ]


def signers_of_verdict(verdict: Verdict) -> list[SignerLine]:
    """Return the signers a file names itself."""
    return [
        SignerLine(
            name=one.signer,
            seat="",
            signed_at=datetime.fromisoformat(one.signed_at) if one.signed_at else None,
            issuer=one.issuer,
            serial=one.serial,
            certified=one.certified,
            holds=one.intact and one.valid,
        )
        for one in verdict.signatures
    ]


def page_images(card: DocumentCard) -> Sequence[bytes]:
    """Return the page images of a document as it is now; kept for an hour, since its bytes cannot change."""
    key, cache = f"signing.pages:{card.sha256}", caches["images"]
    images: list[bytes] | None = cache.get(key)
    if images is None:
        images = document_pages_png(card.id)
        cache.set(key, images, PAGES_KEPT_SECONDS)
    return images


def checked_at() -> datetime:
    """Return the moment a page says it checked at."""
    return clock.now()
