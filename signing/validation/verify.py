"""Is this file what its signers signed? The stored hash first, then the limited child; never an exception."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from office.archive import services as archive
from office.audit import clock
from office.jobs.child import ChildFailed, run_limited
from signing.core import SignatureVerdict, Verdict, VerdictWord
from signing.keys.authority import authority_certificate
from signing.models import Certificate, DocumentFile

CHILD = "signing.validation.child:verdict"
LARGEST = 12 * 1024 * 1024
"""Bytes of a file that is looked at; larger ones are refused before parsing."""
CPU_SECONDS = 10
MEMORY_MB = 512

REASONS = {
    "not_pdf": gettext_lazy("Berkas ini bukan PDF."),
    "encrypted": gettext_lazy("Berkas terkunci sandi, sehingga isinya tidak dapat diperiksa."),
    "hybrid": gettext_lazy("Berkas memakai dua daftar isi sekaligus dan tidak diterima."),
    "too_large": gettext_lazy("Berkas lebih besar dari 12 MB dan tidak diperiksa."),
    "empty": gettext_lazy("Berkas kosong."),
    "tail": gettext_lazy("Ada isi tambahan sesudah akhir berkas."),
    "unsigned": gettext_lazy("Berkas tidak memuat tanda tangan elektronik."),
    "broken": gettext_lazy("Susunan tanda tangan rusak."),
    "bytes_changed": gettext_lazy("Isi yang ditandatangani sudah berubah."),
    "bad_signature": gettext_lazy("Nilai tanda tangan tidak cocok dengan sertifikatnya."),
    "changed_after": gettext_lazy(
        "Ada perubahan sesudah tanda tangan yang bukan tanda tangan berikutnya."
    ),
    "covers_part": gettext_lazy("Tanda tangan hanya mencakup sebagian berkas."),
    "bytes_after": gettext_lazy("Ada isi yang ditambahkan sesudah tanda tangan terakhir."),
    "expired": gettext_lazy(
        "Masa berlaku sertifikat sudah lewat dan waktu tanda tangan tidak dapat dibuktikan."
    ),
    "unknown_issuer": gettext_lazy("Penerbit sertifikat tidak dikenal di sini."),
    "revoked": gettext_lazy("Sertifikat sudah dicabut sebelum waktu tanda tangan."),
    "not_stored": gettext_lazy(
        "Tanda tangannya sah, tetapi berkas ini tidak sama persis dengan berkas di arsip."
    ),
}
"""What each code says; which rule failed, in the reader's words."""


def verify(pdf: bytes, *, trust: Sequence[str] = ()) -> Verdict:
    """Return the verdict on a file's bytes.

    `trust` adds roots (PEM) to those of TRUST_DIR and our own authority. `stored` is true for exactly the bytes of
    the archive; a valid file that is not stored says so in its reasons. Whatever the file is, this returns.
    """
    sha256 = hashlib.sha256(pdf).hexdigest()
    stored = is_stored(sha256)
    if not pdf or len(pdf) > LARGEST:
        return _unreadable(sha256, stored, str(REASONS["too_large" if pdf else "empty"]))
    try:
        answer = run_limited(
            CHILD,
            pdf,
            {"roots": [*roots(), *trust], "moment": clock.now().isoformat()},
            cpu_seconds=CPU_SECONDS,
            memory_mb=MEMORY_MB,
        )
    except ChildFailed as problem:
        return _unreadable(sha256, stored, str(problem))
    return _with_revocations(_from_answer(answer, sha256, stored))


def is_stored(sha256: str) -> bool:
    """Return whether the archive holds exactly these bytes as a document's file."""
    return DocumentFile.objects.filter(sha256=sha256).exists() and archive.exists(sha256)


def roots() -> list[str]:
    """Return the trusted roots as PEM: this installation's authority and every *.pem of TRUST_DIR."""
    own = authority_certificate().public_bytes(Encoding.PEM).decode()
    folder = Path(settings.TRUST_DIR)
    return [own, *(path.read_text() for path in sorted(folder.glob("*.pem")))]


def _unreadable(sha256: str, stored: bool, reason: str) -> Verdict:  # noqa: FBT001  # a fact, not a switch
    return Verdict(VerdictWord.UNREADABLE, stored, sha256, "", (), (reason,))


def _from_answer(answer: dict[str, Any], sha256: str, stored: bool) -> Verdict:  # noqa: FBT001  # a fact
    signatures = tuple(_signature(one) for one in answer["signatures"])
    reasons = [_worded(reason["code"], reason["field"]) for reason in answer["reasons"]]
    if answer["verdict"] == VerdictWord.VALID and not stored:
        reasons.append(str(REASONS["not_stored"]))
    return Verdict(answer["verdict"], stored, sha256, answer["profile"], signatures, tuple(reasons))


def _worded(code: str, field: str) -> str:
    return f"{REASONS[code]} ({_('kotak')} {field})" if field else str(REASONS[code])


def _signature(one: dict[str, Any]) -> SignatureVerdict:
    return SignatureVerdict(
        field=one["field"],
        signer=one["signer"],
        issuer=one["issuer"],
        serial=one["serial"],
        signed_at=one["signed_at"],
        intact=one["intact"],
        valid=one["valid"],
        trusted=one["trusted"],
        certified=False,
        covers=one["covers"],
    )


def _with_revocations(verdict: Verdict) -> Verdict:
    """Add what our own register knows: certified issuers, and certificates revoked before the claimed time."""
    rows = {row.serial: row for row in _certificates(one.serial for one in verdict.signatures)}
    signatures = tuple(
        replace(one, certified=one.serial in rows and rows[one.serial].certified)
        for one in verdict.signatures
    )
    revoked = [
        one
        for one in signatures
        if one.serial in rows and _revoked_before(rows[one.serial], one.signed_at)
    ]
    if not revoked or verdict.verdict != VerdictWord.VALID:
        return replace(verdict, signatures=signatures)
    reasons = (*verdict.reasons, *(_worded("revoked", one.field) for one in revoked))
    return replace(
        verdict, verdict=VerdictWord.INDETERMINATE, signatures=signatures, reasons=reasons
    )


def _certificates(serials: Iterable[str]) -> Iterable[Certificate]:
    return Certificate.objects.filter(serial__in=list(serials))


def _revoked_before(row: Certificate, signed_at: str) -> bool:
    if row.revoked_at is None:
        return False
    return not signed_at or row.revoked_at <= datetime.fromisoformat(signed_at)
