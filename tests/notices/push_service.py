"""A push service on loopback, and the browser behind it: checks the VAPID signature, decrypts what it gets."""

import json
import threading
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer

import http_ece
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

POINT = (Encoding.X962, PublicFormat.UncompressedPoint)


def to_text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")


def to_bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class PushService:
    """What arrived, as the browser would show it, and what is answered."""

    status: int = 201
    location: str = ""
    arrived: list = field(default_factory=list)
    bodies: list = field(default_factory=list)
    claims: list = field(default_factory=list)
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    auth: bytes = b"sixteen-byte-key"
    port: int = 0

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def subscription(self, number: int = 1) -> dict:
        """What the browser hands to the page."""
        return {
            "endpoint": f"{self.origin}/push/{number}",
            "p256dh": to_text(self.key.public_key().public_bytes(*POINT)),
            "auth": to_text(self.auth),
        }

    def take(self, headers, body: bytes, application_key: str) -> None:
        """Judge a message as RFC 8291 and RFC 8292 ask; raises where it does not hold."""
        scheme, _, rest = headers["Authorization"].partition(" ")
        parts = dict(part.split("=", 1) for part in rest.replace(" ", "").split(","))
        assert scheme == "vapid"
        assert parts["k"] == application_key
        signed, _, signature = parts["t"].rpartition(".")
        raw = to_bytes(signature)
        public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), to_bytes(parts["k"]))
        public.verify(
            encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:])),
            signed.encode(),
            ec.ECDSA(hashes.SHA256()),
        )
        claims = json.loads(to_bytes(signed.split(".")[1]))
        assert claims["aud"] == self.origin
        assert 0 < claims["exp"] - time.time() <= 24 * 3600
        assert headers["Content-Encoding"] == "aes128gcm"
        plain = http_ece.decrypt(
            body, private_key=self.key, auth_secret=self.auth, version="aes128gcm"
        )
        self.claims.append(claims)
        self.bodies.append(body)
        self.arrived.append(json.loads(plain))


def serve(service: PushService, application_key: str) -> HTTPServer:
    """Start the service in a thread; the caller shuts it down."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status = service.status
            try:
                service.take(self.headers, body, application_key)
            except Exception as problem:  # noqa: BLE001 - a message that does not hold is a 400, as at a real service
                service.arrived.append(repr(problem))
                status = 400
            self.send_response(status)
            if service.location:
                self.send_header("Location", service.location)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args):
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    service.port = server.server_port
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
