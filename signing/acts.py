"""Names of signing's audited acts. They are stored in events and never change."""

from enum import StrEnum


class Acts(StrEnum):
    """Every act of this room."""

    PREPARE_DOCUMENT = "signing.prepare_document"
    OPEN_CONSENT = "signing.open_consent"
    INTEND_SIGNATURE = "signing.intend_signature"
    STORE_SIGNATURE = "signing.store_signature"
    LAPSE_SIGNATURE = "signing.lapse_signature"
    REGISTER_CERTIFICATE = "signing.register_certificate"
    REVOKE_CERTIFICATE = "signing.revoke_certificate"
    TAKE_PASSPHRASE_TRY = "signing.take_passphrase_try"  # noqa: S105  # the name of an act
    OPEN_KEY = "signing.open_key"
