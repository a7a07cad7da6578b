"""The consent's challenge: what exactly one step-up authorises."""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from office.audit.core import canonical, moment, tree_root


def merkle_root(sha256s: Iterable[str]) -> str:
    """Return the RFC 6962 root, hex, over the given document hashes (hex) in sorted order."""
    leaves = [
        hashlib.sha256(b"\x00" + bytes.fromhex(sha256)).digest() for sha256 in sorted(sha256s)
    ]
    return tree_root(leaves).hex()


def challenge(
    *, signer: str, seat: str, n: int, root: str, nonce: str, expires_at: datetime
) -> str:
    """Return the SHA-256, hex, of the canonical JSON that names signer, seat, N, root, nonce and expiry."""
    return hashlib.sha256(
        canonical(
            {
                "signer": signer,
                "seat": seat,
                "n": n,
                "merkle_root": root,
                "nonce": nonce,
                "expires_at": moment(expires_at),
            }
        )
    ).hexdigest()
