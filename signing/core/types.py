"""Frozen types that cross signing's door."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One signature box of a document, made before anybody signs."""

    name: str
    """`L1a`, `L1b`, `L2a`: level and place within the level; unique in the document."""
    role: str
    """`supervisor`, `verifier`, `head` or `treasury`."""
    seat_title: str
    """Title of the seat printed over the box, for example `Kepala Dinas Kesehatan`."""
    locks: bool = False
    """True for the last field of the document: signing it forbids every later change."""


@dataclass(frozen=True, slots=True)
class PreparedDocument:
    """A rendered document with empty signature boxes, kept in the archive."""

    document_id: int
    """Row of the document."""
    sha256: str
    """Hash of the prepared bytes, hex: the `revision_sha` an approver saw."""
    public_code: str
    """Opaque code printed on paper and in the QR, part of `/v/<code>`."""
    number: str
    """Register number, or empty for codes that carry none (daily report, slip)."""


class Signer(Protocol):
    """An open key: what signs without being seen."""

    certificate_id: int
    """Row of its certificate."""

    def sign(self, text: bytes) -> bytes:
        """Return the raw signature over the SHA-256 of the text."""
        ...


@dataclass(frozen=True, slots=True)
class ConsentOpened:
    """What one step-up authorises: N documents, one signer, one seat, a few minutes."""

    consent_id: int
    """Row of the consent."""
    merkle_root: str
    """RFC 6962 root over the sorted document hashes, hex."""
    challenge: str
    """SHA-256 over signer, seat, N, root, nonce and expiry in canonical JSON, hex."""
    expires_at: datetime
    """Moment from which the consent opens nothing any more."""


@dataclass(frozen=True, slots=True)
class IntendedSignature:
    """A claimed signature: nobody else may sign this document until it is stored or lapses."""

    signature_id: int
    """Row of the signature."""
    expires_at: datetime
    """Moment after which it may no longer be produced."""


@dataclass(frozen=True, slots=True)
class StoredSignature:
    """A signature that stands: its file is the newest of the document."""

    document_id: int
    """Row of the document."""
    n: int
    """Number of the file in the document, 0 being the prepared one."""
    sha256: str
    """Hash of the signed bytes, hex."""


class SignatureState(StrEnum):
    """Where a signature stands."""

    INTENDED = "intended"
    STORED = "stored"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class SignatureCard:
    """One signature of a document as pages show it."""

    signature_id: int
    """Row of the signature."""
    field: str
    """Name of its box."""
    role: str
    """Role of the box."""
    seat_title: str
    """Title over the box."""
    formula: str
    """`Plt.`, `Plh.`, `a.n.`, `u.b.` or empty."""
    signer_id: int
    """Employee who signed."""
    signer_name: str
    """Name with titles at the time of signing."""
    signer_nip: str
    """NIP of the signer, 18 digits."""
    state: str
    """One of `SignatureState`."""
    signed_at: datetime | None
    """Signing time inside the signature; None until stored."""
    expires_at: datetime
    """Moment until which the intended signature may be produced."""
    sha256: str
    """Hash of the file this signature made, hex; empty until stored."""


@dataclass(frozen=True, slots=True)
class DocumentCard:
    """A document and its signatures as pages show them."""

    id: int
    """Row of the document."""
    code: str
    """Pinned document code, for example `spm`."""
    title: str
    """Title as printed, in Indonesian."""
    filing_ref: str
    """What it belongs to, for example `filing:7`."""
    revision: int
    """Revision of the filing it was made for."""
    sha256: str
    """Hash of the newest file, hex."""
    prepared_sha256: str
    """Hash of the prepared (unsigned) file, hex."""
    n: int
    """Number of the newest file, 0 being the prepared one."""
    public_code: str
    """Opaque code for addresses."""
    number: str
    """Register number or empty."""
    agency_id: int
    """Agency on the letterhead."""
    prepared_at: datetime
    """When it was rendered."""
    fields: tuple[FieldSpec, ...]
    """All boxes, in signing order."""
    signatures: tuple[SignatureCard, ...]
    """Intended and stored signatures, oldest first."""


@dataclass(frozen=True, slots=True)
class CertificateCard:
    """A signing certificate as pages show it."""

    id: int
    """Row of the certificate."""
    employee_id: int
    """Holder."""
    subject: str
    """Common name in the certificate."""
    issuer: str
    """Common name of who issued it."""
    serial: str
    """Serial number, hex."""
    not_before: datetime
    """Valid from, inclusive."""
    not_after: datetime
    """Valid until, inclusive."""
    revoked_at: datetime | None
    """When it was revoked, if it was."""
    certified: bool
    """True only for certificates of a recognised Indonesian PSrE (PP 71/2019, pasal 60)."""


class VerdictWord(StrEnum):
    """The one word of a verdict; a contract of `verify_pdf`."""

    VALID = "valid"
    CHANGED = "changed"
    INVALID = "invalid"
    INDETERMINATE = "indeterminate"
    UNSIGNED = "unsigned"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class SignatureVerdict:
    """What is known of one signature in a file."""

    field: str
    """Name of the signature field."""
    signer: str
    """Common name of the signing certificate."""
    issuer: str
    """Common name of its issuer."""
    serial: str
    """Serial number of the certificate, hex."""
    signed_at: str
    """Claimed signing time, ISO 8601 with offset; empty if none is given."""
    intact: bool
    """The signed bytes still have the signed hash."""
    valid: bool
    """The signature value belongs to these bytes and this certificate."""
    trusted: bool
    """The certificate chains to a root that is trusted here and was valid."""
    certified: bool
    """True if the issuer is a recognised PSrE; our own test authority is not."""
    covers: str
    """`file` (all bytes), `revision` (all bytes up to its revision) or `part`."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer whether a file is what its signers signed."""

    verdict: str
    """One of `VerdictWord`."""
    stored: bool
    """True if exactly these bytes are in the archive."""
    sha256: str
    """Hash of the bytes asked about, hex."""
    profile: str
    """`PAdES-B-B` or empty."""
    signatures: tuple[SignatureVerdict, ...]
    """One entry per signature, oldest first."""
    reasons: tuple[str, ...]
    """Which rule failed, in Indonesian; empty for a valid file."""
