"""What must hold of the trail and of the archive themselves: this room's part of fsck."""

from office.archive.services import stored
from office.audit import sql
from office.audit.core import Invariant
from office.audit.verification import verify_trail


def invariants() -> list[Invariant]:
    """Return the statements about what every other room stands on."""
    return [
        Invariant("I4", "Jejak audit utuh: setiap catatan sama dengan segelnya", trail_holds),
        Invariant("I5", "Setiap berkas arsip masih sesuai dengan hash-nya", hashes_hold),
        Invariant("T1", "Setiap tabel jejak dijaga pemicu basis data", triggers_are_there),
    ]


def trail_holds() -> tuple[int, list[str]]:
    """Return how many events were compared with their seal and where the trail breaks."""
    verdict = verify_trail()
    return verdict.sealed, list(verdict.breaks)


def triggers_are_there() -> tuple[int, list[str]]:
    """Return how many triggers the database lacks and their names."""
    missing = sql.missing_triggers()
    return len(missing), missing


def hashes_hold() -> tuple[int, list[str]]:
    """Return how many archived files were hashed again and those that no longer have their name's hash."""
    found = list(stored())
    return len(found), [f"berkas {sha256} berubah" for sha256, same in found if not same]
