"""Web push: encrypted for one device (RFC 8291), signed with this installation's VAPID key (RFC 8292), sent once."""

import json
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from email.utils import parseaddr
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.utils import translation
from py_vapid import Vapid02
from pywebpush import WebPusher

from office.audit.locking import made_once
from office.notices import outside
from office.notices.core import NotTaken, PushCard
from office.notices.words import HEADLINES

KEPT_SECONDS = 24 * 60 * 60
"""How long a push service keeps a message for a device that is off; what is older is in the site."""
VALID_SECONDS = 12 * 60 * 60
LONGEST_TITLE = 200
TAKEN = frozenset({200, 201, 202, 204})
GONE = frozenset({404, 410})
AGAIN = frozenset({408, 425, 429})
SERVER_FAULT = 500


class NoSuchDevice(Exception):
    """The push service knows this subscription no more (404, 410)."""


def public_key() -> str:
    """Return the public half of the VAPID key as browsers want it: base64url of the uncompressed point."""
    point = _key().public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return urlsafe_b64encode(point).decode().rstrip("=")


def _key() -> ec.EllipticCurvePrivateKey:
    return _kept(Path(settings.VAR_DIR) / "keys" / "vapid.pem")


@lru_cache(maxsize=4)
def _kept(path: Path) -> ec.EllipticCurvePrivateKey:
    return made_once(path)


def sound_keys(p256dh: str, auth: str) -> bool:
    """Return whether these are a point on P-256 and a secret of 16 bytes, as a browser gives them."""
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _bytes(p256dh))
        return len(_bytes(auth)) == 16
    except ValueError:
        return False


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def payload(card: PushCard) -> bytes:
    """Return what the device is told, in its person's language: title and link, nothing else."""
    with translation.override(card.language):
        words = str(HEADLINES[card.line.kind])
    title = f"{words}: {card.line.title}" if card.line.title else words
    told = {"title": title[:LONGEST_TITLE], "link": card.line.link}
    return json.dumps(told, ensure_ascii=False).encode()


def push(card: PushCard) -> None:
    """Hand a notice to the push service of a device. Raises NoSuchDevice, NotTaken, Broken."""
    keys = {"p256dh": card.p256dh, "auth": card.auth}
    body = WebPusher({"endpoint": card.endpoint, "keys": keys}).encode(payload(card))["body"]
    headers = {"TTL": str(KEPT_SECONDS), "Content-Encoding": "aes128gcm", "Urgency": "normal"}
    status = outside.handed(card.endpoint, body, headers | _signed(card.endpoint))
    if status in GONE:
        raise NoSuchDevice
    if status not in TAKEN:
        for_good = status < SERVER_FAULT and status not in AGAIN
        raise NotTaken(f"HTTP {status}", for_good=for_good)


def _signed(endpoint: str) -> dict[str, str]:
    parts = urlsplit(endpoint)
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        # Real time, whatever a demo's clock says: the push service judges it.
        "exp": int(time.time()) + VALID_SECONDS,
        "sub": f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}",
    }
    signed: dict[str, str] = Vapid02(private_key=_key()).sign(claims)
    return signed
