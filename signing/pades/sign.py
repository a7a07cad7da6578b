"""Put one signature into a prepared field: PAdES B-B with our clock, our appearance, certification and lock."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from threading import local

from cryptography import x509
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigMDPSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import PdfSignedData

from signing.core import FieldSpec
from signing.documents.render import SeatBox
from signing.pades.cms import signed_data
from signing.pades.writer import QuietWriter

MD = "sha256"
RESERVED_HEX = 8192
"""Room for 4 kB of DER (signing.md 2): certificate and CA certificate of P-256 take about 1.5 kB."""


@dataclass(frozen=True, slots=True)
class SignJob:
    """What one signature puts into one document."""

    pdf: bytes
    """The document as it is now."""
    field: str
    """Empty field to sign in."""
    certify: bool
    """True for the first signature: it certifies and allows only further signatures."""
    locks: bool
    """True for the last: it forbids every further change."""
    signed_at: datetime
    """Aware signing time, written as claimed time (/M)."""
    name: str
    """Signer's name as written in the signature dictionary."""
    reason: str
    """Why, in Indonesian, as PDF readers show it."""
    seal_pdf: bytes
    """One-page PDF drawn into the box, of the box's size."""


def add_fields(pdf: bytes, specs: Sequence[FieldSpec], boxes: Sequence[SeatBox]) -> bytes:
    """Return the document with its empty signature fields; the same arguments give the same bytes.

    typst ends its file without a newline; an update appended right there breaks PDF/A-2, 6.1.9.
    """
    writer = QuietWriter(pdf + b"\n")
    places = {box.name: box for box in boxes}
    for spec in specs:
        fields.append_signature_field(writer, _field(writer, spec, places[spec.name]))
    return writer.result()


def _field(writer: QuietWriter, spec: FieldSpec, box: SeatBox) -> fields.SigFieldSpec:
    page = writer.find_page_for_modification(box.page)[0].get_object()
    top = float(page["/MediaBox"][3])
    return fields.SigFieldSpec(
        spec.name,
        on_page=box.page,
        box=tuple(
            round(value, 2)
            for value in (box.x, top - box.y - box.height, box.x + box.width, top - box.y)
        ),
        readable_field_name=spec.seat_title,
        field_mdp_spec=fields.FieldMDPSpec(fields.FieldMDPAction.ALL) if spec.locks else None,
        doc_mdp_update_value=fields.MDPPerm.NO_CHANGES if spec.locks else None,
    )


def sign_pdf(
    job: SignJob, chain: Sequence[x509.Certificate], sign: Callable[[bytes], bytes]
) -> bytes:
    """Return the document with one more signature; the old bytes are its beginning."""
    writer = QuietWriter(job.pdf)
    embedding = PdfCMSEmbedder().write_cms(job.field, writer, existing_fields_only=True)
    field = next(embedding).get_object()
    _draw(writer, field, job.seal_pdf)
    _declare_pades(writer)
    embedding.send(SigObjSetup(sig_placeholder=_signature(job), mdp_setup=_permissions(job)))
    prepared, out = embedding.send(SigIOSetup(md_algorithm=MD))
    embedding.send(signed_data(chain, prepared.document_digest, sign))
    signed: bytes = out.getvalue()
    return signed


def _signature(job: SignJob) -> PdfSignedData:
    signature = PdfSignedData(
        pdf_name("/Sig"),
        subfilter=fields.SigSeedSubFilter.PADES,
        timestamp=job.signed_at,
        bytes_reserved=RESERVED_HEX,
    )
    signature[pdf_name("/Name")] = generic.pdf_string(job.name)
    signature[pdf_name("/Reason")] = generic.pdf_string(job.reason)
    return signature


def _permissions(job: SignJob) -> SigMDPSetup:
    lock = fields.FieldMDPSpec(fields.FieldMDPAction.ALL) if job.locks else None
    if job.certify:
        allowed = fields.MDPPerm.NO_CHANGES if job.locks else fields.MDPPerm.FILL_FORMS
        return SigMDPSetup(MD, certify=True, field_lock=lock, docmdp_perms=allowed)
    return SigMDPSetup(
        MD, field_lock=lock, docmdp_perms=fields.MDPPerm.NO_CHANGES if job.locks else None
    )


def _declare_pades(writer: QuietWriter) -> None:
    """Name the PAdES extension in the catalog once, as ETSI EN 319 142-1 asks."""
    if "/Extensions" in writer.root:
        return
    writer.root[pdf_name("/Extensions")] = generic.DictionaryObject(
        {
            pdf_name("/ESIC"): generic.DictionaryObject(
                {
                    pdf_name("/BaseVersion"): pdf_name("/1.7"),
                    pdf_name("/ExtensionLevel"): generic.NumberObject(1),
                }
            )
        }
    )
    writer.update_root()


def _draw(writer: QuietWriter, annotation: generic.DictionaryObject, seal_pdf: bytes) -> None:
    drawing = writer.import_page_as_xobject(_seals.read(seal_pdf))
    annotation[pdf_name("/AP")] = generic.DictionaryObject({pdf_name("/N"): drawing})


class _SealReaders(local):
    """Appearances being drawn, read once per thread: a reader keeps its place in its stream and is not shared."""

    def __init__(self) -> None:
        self.read = lru_cache(maxsize=64)(lambda seal_pdf: PdfFileReader(BytesIO(seal_pdf)))


_seals = _SealReaders()
