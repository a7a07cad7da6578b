"""`sign`: one PAdES B-B signature with appearance into a prepared document; cost in CPU milliseconds.

Floor: SHA-256 of the file and the raw key operation. Peer `stock_pyhanko`: SimpleSigner and PdfSigner as documented,
certificates loaded from DER, the same prepared file, field, certification and static appearance.
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from django.db import connection
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from signing.documents.prepare import prepared_bytes
from signing.documents.render import Paper, seal_pdf
from signing.pades.sign import SignJob, sign_pdf
from tests.bench.floors import sign_floor
from tests.signing.conftest import CONTENT, FIELDS

ROUNDS = 5
MINUTE = timedelta(minutes=1)
AT = datetime(2026, 8, 3, 1, 0, tzinfo=UTC)
SEAL = (
    ("formula", "Plh."),
    ("seat_title", "Kepala Dinas Komunikasi dan Informatika"),
    ("own_title", ""),
    ("name", "Dr. Dedi Kurniawan, M.M."),
    ("rank", "Pembina (IV/a)"),
    ("nip", "19700101 199503 1 001"),
    ("time", "3 Agustus 2026, 08.00 WIB"),
)

Key = Any
RawSign = Callable[[bytes], bytes]


def run() -> Iterator[dict[str, Any]]:
    """Yield one line per key type."""
    yield _line("sign_p256", ec.generate_private_key(ec.SECP256R1()), 40)
    yield _line("sign_rsa2048", rsa.generate_private_key(65537, 2048), 20)
    yield _line("sign_rsa3072", rsa.generate_private_key(65537, 3072), 20)


def _line(name: str, key: Key, n: int) -> dict[str, Any]:
    chain, raw = _chain(key), _raw(key)
    paper = Paper("daily_report", "", "K7QF2M9XWB4TZ", "http://localhost:8000/v/K7QF2M9XWB4TZ")
    prepared = prepared_bytes(paper, CONTENT, FIELDS)
    job = SignJob(prepared, "L1a", True, False, AT, "Dedi", "Disetujui", seal_pdf(SEAL))
    with tempfile.NamedTemporaryFile(suffix=".pdf") as stamp:
        Path(stamp.name).write_bytes(seal_pdf(SEAL))
        style = StaticStampStyle.from_pdf_file(stamp.name, border_width=0)
        ours, floor, stock = alternately(
            partial(sign_pdf, job, chain, raw),
            partial(sign_floor, sign_pdf(job, chain, raw), raw),
            partial(_stock, prepared, key, chain, style),
            n=n,
        )
    return line(name, n, ours, floor, {"stock_pyhanko": stock})


def line(name: str, n: int, ours: float, floor: float, peers: dict[str, float]) -> dict[str, Any]:
    """Return one result in the shape of interfaces.md."""
    return {
        "bench": name,
        "database": connection.vendor,
        "n": n * ROUNDS,
        "unit": "cpu ms",
        "ours": round(ours, 3),
        "floor": round(floor, 3),
        "ratio": round(ours / floor, 2),
        "peers": {peer: round(cost / ours, 2) for peer, cost in peers.items()},
    }


def alternately(*doings: Callable[[], Any], n: int) -> list[float]:
    """Return the CPU milliseconds of one call of each, measured in turns so that a busy machine slows them alike."""
    for doing in doings:
        doing()
    costs = [0.0] * len(doings)
    for _round in range(ROUNDS):
        for index, doing in enumerate(doings):
            before = time.process_time()
            for _time in range(n):
                doing()
            costs[index] += time.process_time() - before
    return [cost * 1000 / (n * ROUNDS) for cost in costs]


def _raw(key: Key) -> RawSign:
    if isinstance(key, ec.EllipticCurvePrivateKey):
        return lambda text: key.sign(text, ec.ECDSA(hashes.SHA256()))
    return lambda text: key.sign(text, padding.PKCS1v15(), hashes.SHA256())


def _chain(key: Key) -> tuple[x509.Certificate, ...]:
    root_key = ec.generate_private_key(ec.SECP256R1())
    root = _certificate("CA Uji", root_key.public_key(), "CA Uji", root_key)
    return (_certificate("Dedi", key.public_key(), "CA Uji", root_key), root)


def _certificate(name: str, public: Any, issuer: str, issuer_key: Key) -> x509.Certificate:
    def named(text: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])

    return (
        x509.CertificateBuilder()
        .subject_name(named(name))
        .issuer_name(named(issuer))
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(AT - MINUTE)
        .not_valid_after(AT + timedelta(days=730))
        .sign(issuer_key, hashes.SHA256())
    )


def _stock(
    prepared: bytes, key: Key, chain: tuple[x509.Certificate, ...], style: StaticStampStyle
) -> bytes:
    certificates = [asn1_x509.Certificate.load(one.public_bytes(Encoding.DER)) for one in chain]
    store = SimpleCertificateStore()
    store.register_multiple(certificates)
    pkcs8 = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    signer = SimpleSigner(certificates[0], asn1_keys.PrivateKeyInfo.load(pkcs8), store)
    meta = PdfSignatureMetadata(
        field_name="L1a",
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=fields.MDPPerm.FILL_FORMS,
        reason="Disetujui",
        name="Dedi",
    )
    writer = IncrementalPdfFileWriter(BytesIO(prepared))
    out = PdfSigner(meta, signer, stamp_style=style).sign_pdf(writer, existing_fields_only=True)
    signed: bytes = out.getvalue()
    return signed
