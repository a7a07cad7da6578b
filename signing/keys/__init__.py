"""Keys: the test certificate authority, people's PKCS#12 files, and opening one with a passphrase."""

from signing.keys.authority import authority_certificate
from signing.keys.issue import issue_certificate
from signing.keys.unlocked import UnlockedKey
from signing.keys.unlocking import unlock

__all__ = ["UnlockedKey", "authority_certificate", "issue_certificate", "unlock"]
