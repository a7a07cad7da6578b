"""Signing's acts. Producing a signature (`signing.production`) and opening a key (`signing.keys`) lie between acts."""

from signing.services.certificates import revoke_certificate
from signing.services.consents import open_consent
from signing.services.documents import prepare_document
from signing.services.signatures import intend_signature, lapse_signature, store_signature

__all__ = [
    "intend_signature",
    "lapse_signature",
    "open_consent",
    "prepare_document",
    "revoke_certificate",
    "store_signature",
]
