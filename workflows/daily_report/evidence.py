"""Files that prove an activity: told by their bytes, kept in the archive, handed over by hash."""

import hashlib

from django.utils.translation import gettext as _

from office.acts.core import ensure
from office.archive import services as archive
from workflows.daily_report.core.activities import Evidence
from workflows.daily_report.core.evidence import MAX_BYTES, media_type_of
from workflows.daily_report.errors import InvalidEvidence
from workflows.daily_report.labels import evidence_refused

NAME_LENGTH = 160


def kept_evidence(payload: bytes, name: str) -> Evidence:
    """Archive a file that may prove an activity and return it; raises InvalidEvidence for any other, keeping nothing."""
    evidence = _told(payload, name)
    archive.put(payload)
    return evidence


def archived_evidence(sha256: str, name: str) -> Evidence:
    """Return an archived file as evidence; raises InvalidEvidence when it is not there or may not prove anything."""
    try:
        payload = archive.read(sha256)
    except archive.NotStored:
        raise InvalidEvidence(_("Berkas bukti belum tersimpan. Unggah lagi berkasnya.")) from None
    return _told(payload, name)


def _told(payload: bytes, name: str) -> Evidence:
    media_type = media_type_of(payload)
    refused = InvalidEvidence(evidence_refused(), evidence=evidence_refused())
    ensure(media_type and len(payload) <= MAX_BYTES, refused)
    return Evidence(
        hashlib.sha256(payload).hexdigest(), name[-NAME_LENGTH:], str(media_type), len(payload)
    )
