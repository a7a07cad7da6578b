"""This room's part of `fsck`."""

from office.archive.services import stored
from office.audit.core import Invariant


def invariants() -> list[Invariant]:
    """Return the archive's part of I5: every stored file still has the hash it is named by."""
    return [Invariant("I5", "Setiap berkas arsip masih sesuai dengan hash-nya", _hashes_hold)]


def _hashes_hold() -> tuple[int, list[str]]:
    found = list(stored())
    return len(found), [f"berkas {sha256} berubah" for sha256, same in found if not same]
