"""One RFC 3161 time stamp: asking a server for it, and whether it holds."""

import asyncio
import hashlib
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from asn1crypto import cms, tsp, x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import load_pem_x509_certificate
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
from pyhanko.sign.validation.status import TimestampSignatureStatus
from pyhanko_certvalidator import ValidationContext

from signing.validation.verify import roots

DIGEST = "sha256"
TIMEOUT_SECONDS = 10
LARGEST_ANSWER = 64 * 1024


class _HttpTimeStamper(TimeStamper):  # type: ignore[misc]  # pyHanko has no types
    """Asks one server; the standard library's client is enough for one small post."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """Return the server's answer. Raises OSError where it cannot be reached, ValueError for no such answer."""
        if urlsplit(self.url).scheme not in {"http", "https"}:
            raise ValueError(f"TSA_URLS: expected http(s), got {self.url!r}")
        headers = {"Content-Type": "application/timestamp-query"}
        request = Request(self.url, data=req.dump(), headers=headers)  # noqa: S310 - checked above
        with urlopen(request, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310
            content = answer.read(LARGEST_ANSWER + 1)
        if len(content) > LARGEST_ANSWER:
            raise ValueError("the answer is larger than any time stamp")
        found = tsp.TimeStampResp.load(content, strict=True)
        if (
            found["status"]["status"].native == "granted"
            and _nonce_of(found) != req["nonce"].native
        ):
            # Said here, since pyHanko's own message about it breaks on the number.
            raise ValueError("the answer belongs to another request")
        return found


def _nonce_of(answer: tsp.TimeStampResp) -> int | None:
    content = answer["time_stamp_token"]["content"]["encap_content_info"]["content"]
    nonce: int | None = content.parsed["nonce"].native
    return nonce


def asked(url: str, text: bytes) -> bytes:
    """Return a server's token over a text, not yet judged. Raises OSError or ValueError where there is none to be had."""
    digest = hashlib.new(DIGEST, text).digest()
    token: bytes = asyncio.run(_HttpTimeStamper(url).async_timestamp(digest, DIGEST)).dump()
    return token


def stamp_holds(text: bytes, token: bytes) -> bool:
    """Return whether a token is a sound time stamp over a text, by an authority of TRUST_DIR (RFC 3161, 2.2).

    Its certificate is judged at the moment it names: a stamp outlives the certificate it was made with.
    """
    trusted = [
        x509.Certificate.load(load_pem_x509_certificate(pem.encode()).public_bytes(Encoding.DER))
        for pem in roots()
    ]
    try:
        signed = cms.ContentInfo.load(token, strict=True)["content"]
        moment = signed["encap_content_info"]["content"].parsed["gen_time"].native
        context = ValidationContext(trust_roots=trusted, allow_fetching=False, moment=moment)
        found = asyncio.run(
            validate_tst_signed_data(signed, context, lambda name: hashlib.new(name, text).digest())
        )
    except (ValueError, KeyError, TypeError, SignatureValidationError):
        return False
    status = TimestampSignatureStatus(**found)
    return bool(status.intact and status.valid and status.trusted)
