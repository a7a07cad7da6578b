"""Judge a PDF inside the limited child: no Django, no database, no network. What is wrong comes back as codes.

The order is the order of trust: is it a PDF that ends where it says, does every signature hold, does the last one
cover the file, was anything but a further signature added after the first (signing.md 6)?
"""

import re
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any

from asn1crypto import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import load_pem_x509_certificate
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, FormUpdatingRule, StandardDiffPolicy
from pyhanko.sign.diff_analysis.policy_api import ModificationLevel
from pyhanko.sign.general import SigningError, UnacceptableSignerError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

TAIL = re.compile(rb"startxref\s+(\d+)\s+%%EOF$")
BLANK = b"\r\n \t\0"
SIGNED = b"/ByteRange"
"""Stands in the clear in every signed PDF (ISO 32000-2, 12.8.1): it says what the signature covers."""
PADES = "/ETSI.CAdES.detached"
ACCEPTED_CHANGES = (
    ModificationLevel.NONE,
    ModificationLevel.LTA_UPDATES,
    ModificationLevel.FORM_FILLING,
)

STRICT = StandardDiffPolicy(
    global_rules=DEFAULT_DIFF_POLICY.global_rules,
    form_rule=FormUpdatingRule(
        field_rules=[
            rule
            for rule in DEFAULT_DIFF_POLICY.form_rule.field_rules
            if "Generic" not in type(rule).__name__
        ]
    ),
)
"""Later revisions may sign and time-stamp, never fill in a form: a form value can replace what was read."""


def verdict(pdf: bytes, args: dict[str, Any]) -> dict[str, Any]:
    """Return `{verdict, profile, signatures, reasons}`; `args` holds `roots` (PEM texts) and `moment` (ISO 8601)."""
    if not pdf[:1024].lstrip().startswith(b"%PDF-"):
        return _plain("unreadable", "not_pdf")
    reader = PdfFileReader(BytesIO(pdf), strict=True)
    gate = _gate(pdf, reader)
    if gate is not None:
        return _plain(*gate)
    signatures = list(reader.embedded_regular_signatures)
    if not signatures:
        return _plain("unsigned", "unsigned")
    context = _context(args)
    found = [_judge(signature, context) for signature in signatures]
    reasons = [*_reasons(found), *_coverage_reasons(found)]
    return {
        "verdict": _word(reasons),
        "profile": "PAdES-B-B" if all(one["subfilter"] == PADES for one in found) else "",
        "signatures": found,
        "reasons": [{"code": code, "field": field} for code, field in reasons],
    }


def _gate(pdf: bytes, reader: PdfFileReader) -> tuple[str, str] | None:
    """Return verdict and reason of a file whose signatures need not be looked at; None for any other."""
    if reader.encrypted:
        return "unreadable", "encrypted"
    if reader.xrefs.hybrid_xrefs_present:
        return "unreadable", "hybrid"
    if SIGNED not in pdf:
        # Nobody ever signed it, whatever a mail gateway wrote behind its end: "changed after signing" would be untrue.
        return "unsigned", "unsigned"
    if not _ends_where_it_says(pdf, reader):
        return "changed", "tail"
    return None


def _plain(word: str, code: str) -> dict[str, Any]:
    return {
        "verdict": word,
        "profile": "",
        "signatures": [],
        "reasons": [{"code": code, "field": ""}],
    }


def _ends_where_it_says(pdf: bytes, reader: PdfFileReader) -> bool:
    """Tail gate: bytes after the last %%EOF are shown by other viewers, so they are a change."""
    trimmed = pdf.rstrip(BLANK)
    match = TAIL.match(trimmed[max(trimmed.rfind(b"startxref"), 0) :])
    return match is not None and reader.last_startxref == int(match[1])


def _context(args: dict[str, Any]) -> ValidationContext:
    roots = [load_pem_x509_certificate(pem.encode()) for pem in args["roots"]]
    return ValidationContext(
        trust_roots=[x509.Certificate.load(root.public_bytes(Encoding.DER)) for root in roots],
        moment=datetime.fromisoformat(args["moment"]),
        allow_fetching=False,
        revocation_mode="soft-fail",
    )


def _judge(signature: EmbeddedPdfSignature, context: ValidationContext) -> dict[str, Any]:
    about = _about(signature)
    try:
        status = validate_pdf_signature(signature, context, diff_policy=STRICT)
    except (SignatureValidationError, SigningError, UnacceptableSignerError) as problem:
        return about | {"broken": type(problem).__name__}
    return about | _status(status)


def _about(signature: EmbeddedPdfSignature) -> dict[str, Any]:
    certificate = signature.signer_cert
    at = signature.self_reported_timestamp
    return {
        "field": signature.field_name,
        "signer": _common_name(certificate.subject),
        "issuer": _common_name(certificate.issuer),
        "serial": f"{certificate.serial_number:x}",
        "signed_at": at.isoformat() if at else "",
        "subfilter": str(signature.sig_object.get("/SubFilter", "")),
        "intact": False,
        "valid": False,
        "trusted": False,
        "covers": "part",
        "expired": False,
        "untouched": False,
        "broken": "",
    }


def _status(status: PdfSignatureStatus) -> dict[str, Any]:
    covers = {
        SignatureCoverageLevel.ENTIRE_FILE: "file",
        SignatureCoverageLevel.ENTIRE_REVISION: "revision",
    }.get(status.coverage, "part")
    level = status.modification_level
    return {
        "intact": bool(status.intact),
        "valid": bool(status.valid),
        "trusted": bool(status.trusted),
        "covers": covers,
        "expired": "EXPIRED" in str(status.trust_problem_indic or ""),
        "untouched": bool(status.docmdp_ok) and level in ACCEPTED_CHANGES,
    }


def _common_name(name: x509.Name) -> str:
    return str(name.native.get("common_name", name.human_friendly))


def _reasons(found: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for one in found:
        field = one["field"]
        if one["broken"]:
            yield "broken", field
        elif not one["intact"]:
            yield "bytes_changed", field
        elif not one["valid"]:
            yield "bad_signature", field
        elif not one["untouched"]:
            yield "changed_after", field
        elif not one["trusted"]:
            yield ("expired" if one["expired"] else "unknown_issuer"), field


def _coverage_reasons(found: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for one in found[:-1]:
        if one["covers"] == "part":
            yield "covers_part", one["field"]
    if found[-1]["covers"] != "file":
        yield "bytes_after", found[-1]["field"]


WORDS = {
    "broken": "invalid",
    "bad_signature": "invalid",
    "bytes_changed": "changed",
    "changed_after": "changed",
    "covers_part": "changed",
    "bytes_after": "changed",
    "expired": "indeterminate",
    "unknown_issuer": "indeterminate",
}
WORST_FIRST = ("invalid", "changed", "indeterminate")


def _word(reasons: list[tuple[str, str]]) -> str:
    words = {WORDS[code] for code, _field in reasons}
    return next((word for word in WORST_FIRST if word in words), "valid")
