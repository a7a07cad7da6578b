"""What of a decision never changes once it is claimed or made: guarded by the database and held by the trail."""

DECIDED = (
    "filing_id",
    "step_id",
    "choice",
    "by_id",
    "mandate_id",
    "basis",
    "decree",
    "formula",
    "revision_sha",
    "marks",
    "to_level",
    "note",
)
"""Columns; the note, which is personal text, is the last. State, signature and whether it stands are completed later."""
