"""Open a consent: what one step-up authorises."""

import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from office.acts.core import NotAllowed, ensure
from office.acts.services import act, record
from office.audit import clock
from office.audit.core import Actor
from signing.acts import Acts
from signing.core import ConsentOpened, NoCertificate, NotInConsent, Signer, SigningProblem
from signing.core.merkle import merkle_root
from signing.models import Consent, DocumentFile
from signing.selectors import challenge_of, live_certificate

IN_ONE_QUERY = 500


@act(Acts.OPEN_CONSENT)
def open_consent(
    *,
    by: Actor,
    seat: str,
    sha256s: Sequence[str],
    seconds: int,
    signer: Signer | None = None,
) -> ConsentOpened:
    """Write down what the signer agreed to: these documents, for this seat, for `seconds`.

    `sha256s` are the hashes of the documents as they are now (hex, each once). The key was opened just before:
    `keys.unlock` is the step-up. With `signer`, that key signs the challenge, so that anyone can check later that its
    holder approved this set. Raises NoCertificate, NotInConsent for a hash that is no document of ours.
    """
    ensure(by.employee_id, NotAllowed(_("Hanya orang yang dapat menandatangani.")))
    at = clock.now()
    certificate = live_certificate(by.employee_id, at)
    if certificate is None:
        raise NoCertificate(
            _("Anda belum memiliki sertifikat yang berlaku. Buat sertifikat dahulu.")
        )
    ensure(
        sha256s and len(set(sha256s)) == len(sha256s),
        SigningProblem(_("Pilih dokumen, masing-masing satu kali.")),
    )
    ensure(
        _all_known(sha256s),
        NotInConsent(_("Ada dokumen yang tidak dikenal. Muat ulang halaman, lalu pilih lagi.")),
    )
    row = Consent(
        employee_id=certificate.employee_id,
        seat=seat,
        n=len(sha256s),
        merkle_root=merkle_root(sha256s),
        sha256s=sorted(sha256s),
        nonce=secrets.token_hex(16),
        opened_at=at,
        expires_at=at + timedelta(seconds=seconds),
    )
    row.challenge = challenge_of(row)
    row.assertion = _assertion(signer, row.challenge)
    row.save(force_insert=True)
    record(
        subject=f"consent:{row.pk}",
        label=f"{row.n} dokumen",
        acting_for=seat,
        n=row.n,
        merkle_root=row.merkle_root,
        challenge=row.challenge,
    )
    return ConsentOpened(row.pk, row.merkle_root, row.challenge, row.expires_at)


def _assertion(signer: Signer | None, text: str) -> dict[str, Any]:
    if signer is None:
        return {}
    return {"certificate": signer.certificate_id, "signature": signer.sign(text.encode()).hex()}


def _all_known(sha256s: Sequence[str]) -> bool:
    slices = [
        sha256s[start : start + IN_ONE_QUERY] for start in range(0, len(sha256s), IN_ONE_QUERY)
    ]
    return sum(DocumentFile.objects.filter(sha256__in=part).count() for part in slices) == len(
        sha256s
    )
