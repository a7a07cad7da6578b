"""Certificates and passphrase tries."""

import hashlib
from dataclasses import dataclass

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from django.urls import reverse
from django.utils.translation import gettext as _

from office.acts.core import NotAllowed, NotFound, ensure
from office.acts.services import act, record
from office.audit import clock
from office.audit.core import Actor
from office.notices.core import Kind
from office.notices.services import notify
from signing.acts import Acts
from signing.core import CertificateCard, NoCertificate, TooManyTries
from signing.core.tries import TRIES, WINDOW_SECONDS, recent_tries
from signing.models import Certificate, PassphraseGuard
from signing.selectors import certificate_card, live_certificate


@dataclass(frozen=True, slots=True)
class PassphraseTry:
    """Leave to try the passphrase once."""

    certificate_id: int
    """Live certificate of the person."""
    key_name: str
    """Name of the key file."""
    pem: str
    """The certificate."""
    left: int
    """Tries left in this window after this one."""
    taken_at: int
    """UTC seconds under which the try is counted."""


@act(Acts.REGISTER_CERTIFICATE)
def register_certificate(
    *, by: Actor, employee_id: int, key_name: str, pem: str
) -> CertificateCard:
    """Make a certificate the employee's live one; the one before is marked replaced. Called by `keys.issue`."""
    certificate = x509.load_pem_x509_certificate(pem.encode())
    at = clock.now()
    Certificate.objects.filter(
        employee_id=employee_id, revoked_at__isnull=True, replaced_at__isnull=True
    ).update(replaced_at=at)
    row = Certificate.objects.create(
        employee_id=employee_id,
        key_name=key_name,
        subject=_common_name(certificate.subject),
        issuer=_common_name(certificate.issuer),
        serial=f"{certificate.serial_number:x}",
        sha256=hashlib.sha256(certificate.public_bytes(Encoding.DER)).hexdigest(),
        pem=pem,
        not_before=certificate.not_valid_before_utc,
        not_after=certificate.not_valid_after_utc,
    )
    record(
        subject=f"certificate:{row.pk}",
        label=row.subject,
        employee=f"employee:{employee_id}",
        serial=row.serial,
    )
    return certificate_card(row)


def _common_name(name: x509.Name) -> str:
    return str(name.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)


@act(Acts.REVOKE_CERTIFICATE)
def revoke_certificate(*, by: Actor, certificate_id: int, reason: str) -> CertificateCard:
    """Revoke a certificate from now on; signatures made before stay valid. The holder or the system may."""
    row = Certificate.objects.select_for_update().filter(pk=certificate_id).first()
    if row is None:
        raise NotFound(_("Sertifikat tidak ditemukan."))
    ensure(
        by.part or by.employee_id == row.employee_id,
        NotAllowed(_("Sertifikat hanya dapat dicabut oleh pemiliknya.")),
    )
    if row.revoked_at is None:
        row.revoked_at = clock.now()
        row.save(update_fields=["revoked_at"])
        _warn(by, row, _("Sertifikat tanda tangan Anda dicabut."))
    record(
        subject=f"certificate:{row.pk}",
        label=row.subject,
        personal={"reason": reason},
        serial=row.serial,
    )
    return certificate_card(row)


def _warn(by: Actor, certificate: Certificate, text: str) -> None:
    """Tell the holder at once, in a kind nobody can switch off: a stolen passphrase shows here first."""
    notify(
        by=by,
        employee_id=certificate.employee_id,
        kind=Kind.SIGNING,
        text=text,
        link=reverse("signing:certificate"),
    )


@act(Acts.TAKE_PASSPHRASE_TRY)
def take_passphrase_try(*, by: Actor) -> PassphraseTry:
    """Count one try before the passphrase is looked at; parallel requests wait for each other on the row.

    Raises TooManyTries after five within fifteen minutes, NoCertificate without a live certificate.
    """
    at = clock.now()
    certificate = live_certificate(by.employee_id, at)
    if certificate is None:
        raise NoCertificate(
            _("Anda belum memiliki sertifikat yang berlaku. Buat sertifikat dahulu.")
        )
    guard = _locked_guard(certificate.employee_id)
    recent = recent_tries(guard.tries, at)
    if len(recent) >= TRIES:
        wait = (recent[0] + WINDOW_SECONDS - int(at.timestamp())) // 60 + 1
        raise TooManyTries(
            _("Frasa sandi sudah %(tries)d kali salah. Tunggu %(wait)d menit, lalu coba lagi.")
            % {"tries": TRIES, "wait": wait}
        )
    taken_at = int(at.timestamp())
    guard.tries = [*recent, taken_at]
    guard.save(update_fields=["tries"])
    left = TRIES - len(guard.tries)
    if not left:
        text = _(
            "Frasa sandi tanda tangan Anda dicoba %(tries)d kali. Bila bukan Anda, cabut sertifikatnya."
        )
        _warn(by, certificate, text % {"tries": TRIES})
    record(subject=f"certificate:{certificate.pk}", label=certificate.subject, left=left)
    return PassphraseTry(certificate.pk, certificate.key_name, certificate.pem, left, taken_at)


def _locked_guard(employee_id: int) -> PassphraseGuard:
    """Return the person's row, locked; the first try ever makes it."""
    rows = PassphraseGuard.objects.select_for_update()
    guard = rows.filter(employee_id=employee_id).first()
    if guard is None:
        PassphraseGuard.objects.get_or_create(employee_id=employee_id)
        guard = rows.get(employee_id=employee_id)
    return guard


@act(Acts.OPEN_KEY)
def open_key(*, by: Actor, employee_id: int, certificate_id: int, taken_at: int) -> None:
    """Give back the try of a passphrase that was right; wrong ones of the same window stay counted."""
    guard = PassphraseGuard.objects.select_for_update().get(employee_id=employee_id)
    if taken_at in guard.tries:
        guard.tries.remove(taken_at)
        guard.save(update_fields=["tries"])
    record(subject=f"certificate:{certificate_id}", wrong=len(guard.tries))
