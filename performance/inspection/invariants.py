"""What must hold of the trail itself: this room's part of fsck."""

from office.audit import selectors as audit
from office.audit import sql
from office.audit.core import Invariant


def invariants() -> list[Invariant]:
    """Return the statements about the trail."""
    return [
        Invariant("I4", "Jejak audit utuh: setiap catatan sama dengan segelnya", trail_holds),
        Invariant("T1", "Setiap tabel jejak dijaga pemicu basis data", triggers_are_there),
    ]


def trail_holds() -> tuple[int, list[str]]:
    """Return how many events were compared with their seal and where the trail breaks."""
    verdict = audit.verify_trail()
    return verdict.sealed, list(verdict.breaks)


def triggers_are_there() -> tuple[int, list[str]]:
    """Return how many triggers the database lacks and their names."""
    missing = sql.missing_triggers()
    return len(missing), missing
