"""How far an inspector reads: the letter of assignment (surat tugas). Pure."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of assignment: which agencies and which period may be inspected while it is in force."""

    letter_id: int
    """The row."""
    number: str
    """Number of the letter."""
    agency_ids: frozenset[int]
    """Agencies to inspect; empty means all of the city."""
    first: date
    """First day of the period to inspect."""
    last: date
    """Last day of that period, inclusive."""
    valid_until: date
    """Last day on which the letter gives a right to read, inclusive."""

    @property
    def is_city_wide(self) -> bool:
        """Return whether the letter names no agency and so covers all."""
        return not self.agency_ids

    def covers(self, agency_id: int, first: date | None = None, last: date | None = None) -> bool:
        """Return whether the agency is named and the days asked (both inclusive) meet the period."""
        named = self.is_city_wide or agency_id in self.agency_ids
        begins_in_time = first is None or first <= self.last
        return named and begins_in_time and (last is None or last >= self.first)


@dataclass(frozen=True)
class LetterCard:
    """A letter of assignment as the list of its issuer shows it."""

    letter_id: int
    """Its row."""
    number: str
    """Number of the letter."""
    holder_name: str
    """Full name of the inspector."""
    agencies: tuple[str, ...]
    """Names of the agencies, in order; empty for the whole city."""
    first: date
    """First day that may be examined."""
    last: date
    """Last day that may be examined (inclusive)."""
    valid_from: date
    """First day on which the letter opens something."""
    valid_until: date
    """Last day on which it does (inclusive)."""
