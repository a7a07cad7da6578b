"""What is wrong in an imported file, by line and column. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RowError:
    """One thing in the file that does not fit."""

    line: int
    """Line as the spreadsheet shows it, from 1; 0 for the file as a whole."""
    column: str
    """Header of the column; empty for the whole line."""
    expected: str
    """What was expected, in Indonesian."""
    found: str = ""
    """What stood there."""
