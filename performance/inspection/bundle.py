"""A bundle of evidence: documents, certificates, events with their proofs, and a verifier that needs none of us."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding
from django.utils.translation import gettext as _

from office.acts.core import ensure
from office.archive import services as archive
from office.audit import selectors as audit
from office.audit import services as audit_services
from office.audit.core import Actor
from office.audit.keys import audit_key
from office.audit.selectors import EventCard
from performance.inspection import services
from performance.inspection.errors import NothingToExport
from performance.inspection.trails import Trail
from signing.core import DocumentCard, SignatureState
from signing.keys import authority_certificate

FORMAT = 1
VERIFIER = Path(__file__).parent / "standalone" / "verify.py"
EPOCH = (2026, 1, 1, 0, 0, 0)
"""Date of every member: the same evidence is the same bytes."""


def export(*, by: Actor, trail: Trail) -> bytes:
    """Return the bundle about a story as a ZIP; the export itself becomes an event, and the trail is sealed first.

    Raises NothingToExport where the trail knows nothing of it.
    """
    ensure(trail.events, NothingToExport(_("Jejak tidak mengenal %(ref)s.") % {"ref": trail.root}))
    services.record_export(
        by=by, subject=trail.root, documents=len(trail.documents), events=len(trail.events)
    )
    audit_services.seal()
    return _zipped(_members(trail))


def _members(trail: Trail) -> dict[str, bytes]:
    members = {"verify.py": VERIFIER.read_bytes(), "audit_key.pem": audit_key().public_pem.encode()}
    members["certificates/authority.pem"] = authority_certificate().public_bytes(Encoding.PEM)
    for card in trail.documents:
        members.update({f"documents/{sha256}.pdf": archive.read(sha256) for sha256 in _files(card)})
    checkpoint, proofs = audit.proofs([event.id for event in trail.events])
    proven = {proof.record["id"]: proof for proof in proofs}
    rows: list[dict[str, Any]] = [
        {
            "record": proven[event.id].record,
            "seq": proven[event.id].seq,
            "path": list(proven[event.id].path),
        }
        if event.id in proven
        else {"record": {"id": event.id, "act": event.act}, "seq": None, "path": []}
        for event in trail.events
    ]
    members["events.json"] = _json(rows)
    members["checkpoint.json"] = _json(checkpoint)
    members["timeline.txt"] = _timeline(trail.events).encode()
    manifest = _json(
        {
            "format": FORMAT,
            "about": trail.root,
            "refs": list(trail.refs),
            "documents": [_document(card) for card in trail.documents],
            "files": {
                name: hashlib.sha256(content).hexdigest() for name, content in members.items()
            },
        }
    )
    return {"manifest.json": manifest, "manifest.sig": audit_key().sign(manifest), **members}


def _files(card: DocumentCard) -> list[str]:
    """Return the hashes of a document's files, the prepared one first, the newest last, each once."""
    stored = [s.sha256 for s in card.signatures if s.state == SignatureState.STORED and s.sha256]
    ordered = dict.fromkeys([card.prepared_sha256, *stored])
    ordered.pop(card.sha256, None)
    return [*ordered, card.sha256]


def _document(card: DocumentCard) -> dict[str, Any]:
    return {
        "id": card.id,
        "code": card.code,
        "number": card.number,
        "public_code": card.public_code,
        "filing": card.filing_ref,
        "revision": card.revision,
        "files": _files(card),
        "signatures": sum(s.state == SignatureState.STORED for s in card.signatures),
    }


def _timeline(events: Iterable[EventCard]) -> str:
    return "".join(
        f"{event.at.isoformat()} {event.by} {event.act} {event.subject} {event.label}\n"
        for event in events
    )


def _json(value: Any) -> bytes:
    return json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False).encode()


def _zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name in sorted(members):
            bundle.writestr(zipfile.ZipInfo(name, EPOCH), members[name], zipfile.ZIP_DEFLATED)
    return out.getvalue()
