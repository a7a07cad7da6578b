"""Names of the audited acts of this room: reading is an act here."""

from enum import StrEnum


class Acts(StrEnum):
    """Readings and exports."""

    SEARCH = "inspection.search"
    READ_PERSON = "inspection.read_person"
    READ_CASE = "inspection.read_case"
    READ_DOCUMENT = "inspection.read_document"
    VERIFY_AUDIT = "inspection.verify_audit"
    EXPORT_EVIDENCE = "inspection.export_evidence"
