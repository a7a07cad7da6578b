"""Make a signature between its two acts: outside any transaction, durable before anything relies on it."""

import hashlib
from datetime import datetime

from cryptography import x509
from django.utils.translation import gettext as _

from office.acts.core import ensure
from office.archive import services as archive
from office.audit import clock
from signing import intents
from signing.core import CannotProduce, FieldSpec, SignatureGone, SignatureState
from signing.documents.render import seal_pdf
from signing.documents.seal import seal_lines
from signing.keys.unlocked import UnlockedKey
from signing.models import Signature
from signing.pades.inspect import inspect
from signing.pades.sign import SignJob, sign_pdf


def produce_signature(signature_id: int, key: UnlockedKey) -> str:
    """Sign, flush to `intents/<signature_id>.pdf`, verify, link into the archive; return the new file's SHA-256.

    Signs at `clock.now()`. Raises SignatureGone if the claim lapsed or expired, CannotProduce if key and claim do
    not fit, the certificate is not valid now, or the result does not verify. Nothing is stored then. Safe to repeat.
    """
    row, at = _intended(signature_id), clock.now()
    ensure(
        at <= row.expires_at,
        SignatureGone(_("Waktu tanda tangan sudah habis. Setujui sekali lagi.")),
    )
    _check_key(row, key, at)
    base = _base(row)
    signed = sign_pdf(_job(row, base, at), key.chain, key.sign)
    with intents.kept(signature_id, signed) as path:
        found = inspect(base, signed, row.certificate.pem, row.field)
        archive.adopt(path, found.sha256)
    return found.sha256


def finished_intent(signature_id: int) -> str | None:
    """Return the SHA-256 of a signature that was flushed and verifies but was not stored; None if there is none.

    What a crash after the flush leaves behind is linked into the archive here and may be stored.
    """
    signed = intents.read(signature_id)
    if signed is None:
        return None
    row = Signature.objects.select_related("certificate").get(pk=signature_id)
    try:
        inspect(archive.read(row.base_sha256), signed, row.certificate.pem, row.field)
    except (CannotProduce, ValueError, archive.NotStored):
        return None
    return archive.put(signed)


def _intended(signature_id: int) -> Signature:
    row = (
        Signature.objects.select_related("certificate", "document").filter(pk=signature_id).first()
    )
    if row is None or row.state != SignatureState.INTENDED:
        raise SignatureGone(
            _("Tanda tangan ini sudah selesai atau sudah gugur. Muat ulang halaman.")
        )
    return row


def _base(row: Signature) -> bytes:
    try:
        base = archive.read(row.base_sha256)
    except archive.NotStored:
        base = b""
    if hashlib.sha256(base).hexdigest() != row.base_sha256:
        raise CannotProduce(
            _("Berkas di arsip hilang atau rusak. Jangan ditandatangani; hubungi pengelola.")
        )
    return base


def _check_key(row: Signature, key: UnlockedKey, at: datetime) -> None:
    ensure(
        key.employee_id == row.employee_id and key.certificate_id == row.certificate_id,
        CannotProduce(_("Kunci yang dibuka bukan kunci penanda tangan ini.")),
    )
    certificate = row.certificate
    ensure(
        certificate.revoked_at is None and certificate.not_before <= at <= certificate.not_after,
        CannotProduce(_("Sertifikat Anda sudah tidak berlaku. Buat sertifikat baru, lalu ulangi.")),
    )
    loaded = x509.load_pem_x509_certificate(certificate.pem.encode())
    ensure(
        loaded == key.chain[0], CannotProduce(_("Kunci yang dibuka tidak cocok dengan sertifikat."))
    )


def _job(row: Signature, base: bytes, at: datetime) -> SignJob:
    spec = next(FieldSpec(**spec) for spec in row.document.fields if spec["name"] == row.field)
    return SignJob(
        pdf=base,
        field=row.field,
        certify=b"/ByteRange" not in base,
        locks=spec.locks,
        signed_at=at,
        name=row.signer_name,
        reason=_("Disetujui dan ditandatangani secara elektronik"),
        seal_pdf=seal_pdf(seal_lines(row, spec, at)),
    )
