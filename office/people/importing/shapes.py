"""What an import compares with, and what it would do. Pure values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from office.people.core import AgencyCard, PersonCard


@dataclass(frozen=True, slots=True)
class StoredPosition:
    """A position with its terms as they stand."""

    id: int
    agency_code: str
    title: str
    kind: str
    is_head: bool
    job_class: int | None
    superior_code: str


@dataclass(frozen=True, slots=True)
class StoredPlacement:
    """A live placement."""

    id: int
    nip: str
    position_code: str
    valid_from: date
    valid_until: date | None
    decree: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What is stored about the codes and numbers in a file."""

    agencies: Mapping[str, AgencyCard]
    positions: Mapping[str, StoredPosition]
    people: Mapping[str, PersonCard]
    placements: Sequence[StoredPlacement]
    """Live placements of these people and on these positions."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing the import would do."""

    action: str
    """new_agency, new_position, new_terms, new_person, changed_person, end_placement, corrected_placement or
    new_placement."""
    line: int
    """The line it comes from."""
    subject: str
    """Code or NIP it is about."""
    details: Mapping[str, Any] = field(default_factory=dict)
    """What would be written, as plain values."""


ORDER = (
    "new_agency",
    "new_position",
    "new_terms",
    "new_person",
    "changed_person",
    "end_placement",
    "corrected_placement",
    "new_placement",
)
