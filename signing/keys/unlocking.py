"""Open a person's key with the passphrase: the try is counted and committed before the passphrase is checked."""

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.utils.translation import gettext as _

from office.audit.core import Actor, Secret
from signing.core import WrongPassphrase
from signing.keys import store
from signing.keys.authority import authority_certificate
from signing.keys.unlocked import UnlockedKey
from signing.services.certificates import open_key, take_passphrase_try

ECDSA_SHA256 = ec.ECDSA(hashes.SHA256())


def unlock(employee_id: int, passphrase: Secret) -> UnlockedKey:
    """Return the employee's key, open. Call it outside any transaction, once per request or batch (131 ms).

    Raises TooManyTries (five wrong ones in fifteen minutes, over all sessions), NoCertificate, WrongPassphrase;
    the passphrase is in no frame, message or row.
    """
    by = Actor.person(employee_id)
    attempt = take_passphrase_try(by=by)
    key = _opened(attempt.key_name, passphrase, attempt.left)
    open_key(
        by=by,
        employee_id=employee_id,
        certificate_id=attempt.certificate_id,
        taken_at=attempt.taken_at,
    )
    own = x509.load_pem_x509_certificate(attempt.pem.encode())
    return UnlockedKey(
        employee_id=employee_id,
        certificate_id=attempt.certificate_id,
        chain=(own, authority_certificate()),
        sign=lambda text: key.sign(text, ECDSA_SHA256),
    )


def _opened(key_name: str, passphrase: Secret, left: int) -> ec.EllipticCurvePrivateKey:
    try:
        return store.open_key(key_name, passphrase)
    except store.Unopened:
        pass
    message = _("Frasa sandi salah. Periksa huruf besar dan kecil, lalu coba lagi.")
    rest = _("Sisa percobaan: %d.") % left if left else _("Percobaan habis; tunggu 15 menit.")
    raise WrongPassphrase(f"{message} {rest}", passphrase=message)
