"""Known families of forged signed PDFs, made from one of our own signed files (signing.md 6). Not tuned to any set."""

import re
from collections.abc import Callable
from io import BytesIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

BYTE_RANGE = re.compile(rb"/ByteRange\s*\[([^\]]*)\]")


def last_gap(pdf: bytes) -> tuple[int, int]:
    """Return where the last signature's /Contents value begins and ends, angle brackets included."""
    numbers = [int(part) for part in BYTE_RANGE.findall(pdf)[-1].split()]
    return numbers[1], numbers[2]


def appended_bytes(pdf: bytes) -> bytes:
    return pdf + b"\nTambahan yang dilihat pembaca lain\n%%EOF\n"


def appended_page_copy(pdf: bytes) -> bytes:
    """ISA: the old tail again after other bytes, so that a lenient reader starts from the wrong place."""
    return pdf + b"1 0 obj\n<< /Type /Catalog >>\nendobj\n" + pdf[pdf.rfind(b"startxref") :]


def appended_revision(pdf: bytes) -> bytes:
    """ISA: a well-formed update draws over the first page."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    drawing = generic.StreamObject(stream_data=b"0 0 0 rg 60 700 400 60 re f")
    writer.add_stream_to_page(0, writer.add_object(drawing))
    return _written(writer)


def added_annotation(pdf: bytes) -> bytes:
    """EAA: an annotation that hides content, added after certification."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    page = writer.find_page_for_modification(0)[0].get_object()
    cover = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/Square"),
            pdf_name("/Rect"): generic.ArrayObject(
                [generic.NumberObject(n) for n in (60, 600, 400, 700)]
            ),
            pdf_name("/F"): generic.NumberObject(4),
        }
    )
    page["/Annots"].append(writer.add_object(cover))
    writer.update_container(page["/Annots"])
    writer.mark_update(writer.find_page_for_modification(0)[0])
    return _written(writer)


def redrawn_seal(pdf: bytes) -> bytes:
    """SSA: the appearance of a signature already made is exchanged."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    field = writer.root["/AcroForm"]["/Fields"][0]
    drawing = generic.StreamObject(
        {
            pdf_name("/Type"): pdf_name("/XObject"),
            pdf_name("/Subtype"): pdf_name("/Form"),
            pdf_name("/BBox"): generic.ArrayObject(
                [generic.NumberObject(n) for n in (0, 0, 215, 85)]
            ),
        },
        stream_data=b"0 0 215 85 re f",
    )
    field["/AP"] = generic.DictionaryObject({pdf_name("/N"): writer.add_object(drawing)})
    writer.update_container(field)
    return _written(writer)


def exchanged_page(pdf: bytes) -> bytes:
    """Shadow hide-and-replace: the page tree is pointed at another page object."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    other = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Page"),
            pdf_name("/Parent"): writer.root.raw_get("/Pages"),
            pdf_name("/MediaBox"): generic.ArrayObject(
                [generic.NumberObject(n) for n in (0, 0, 595, 842)]
            ),
        }
    )
    pages = writer.root["/Pages"]
    pages["/Kids"] = generic.ArrayObject([writer.add_object(other)])
    writer.update_container(pages)
    return _written(writer)


def removed_seal_field(pdf: bytes) -> bytes:
    """The last signer disappears from the form."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    del writer.root["/AcroForm"]["/Fields"][-1]
    writer.update_container(writer.root["/AcroForm"])
    return _written(writer)


def swapped_contents(pdf: bytes) -> bytes:
    """The first signature's value in the place of the last one's."""
    first = [int(part) for part in BYTE_RANGE.findall(pdf)[0].split()]
    start, end = last_gap(pdf)
    return (
        pdf[:start] + pdf[first[1] : first[2]].ljust(end - start, b"0")[: end - start] + pdf[end:]
    )


def emptied_contents(pdf: bytes) -> bytes:
    """USF: no value at all."""
    start, end = last_gap(pdf)
    return pdf[:start] + b"<" + b"0" * (end - start - 2) + b">" + pdf[end:]


def _range_edit(edit: Callable[[list[int]], list[int]]) -> Callable[[bytes], bytes]:
    def forge(pdf: bytes) -> bytes:
        match = list(BYTE_RANGE.finditer(pdf))[-1]
        numbers = edit([int(part) for part in match[1].split()])
        inner = " ".join(str(number) for number in numbers).encode().ljust(len(match[1]))
        return pdf[: match.start(1)] + inner[: len(match[1])] + pdf[match.end(1) :]

    return forge


def dropped_range(pdf: bytes) -> bytes:
    """USF: the ByteRange is called something else."""
    at = pdf.rfind(b"/ByteRange")
    return pdf[:at] + b"/ByteRangX" + pdf[at + 10 :]


def wrapped(pdf: bytes) -> bytes:
    """SWA: the signed tail is moved back and foreign objects stand in the widened gap."""
    match = list(BYTE_RANGE.finditer(pdf))[-1]
    _zero, size, resume, rest = (int(part) for part in match[1].split())
    foreign = b"\n9999 0 obj\n<< /Foreign true >>\nendobj\n"
    inner = f"0 {size} {resume + len(foreign)} {rest}".encode().ljust(len(match[1]))[
        : len(match[1])
    ]
    head = pdf[: match.start(1)] + inner + pdf[match.end(1) : resume]
    return head + foreign + pdf[resume:]


def flipped_bit(position: float) -> Callable[[bytes], bytes]:
    """Return a forger that flips one bit at a share of the file outside every signature's value."""

    def forge(pdf: bytes) -> bytes:
        gaps = [[int(part) for part in found.split()] for found in BYTE_RANGE.findall(pdf)]
        at = int(position * len(pdf))
        while any(size <= at < resume for _zero, size, resume, _rest in gaps):
            at += 1
        return pdf[:at] + bytes((pdf[at] ^ 1,)) + pdf[at + 1 :]

    return forge


def recased_gap(pdf: bytes) -> bytes:
    """Harmless to the signature, not the stored document: letter case of the hex value."""
    start, end = last_gap(pdf)
    return pdf[:start] + pdf[start:end].swapcase() + pdf[end:]


def _written(writer: IncrementalPdfFileWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


FAMILIES: dict[str, Callable[[bytes], bytes]] = {
    "appended bytes": appended_bytes,
    "appended tail": appended_page_copy,
    "appended revision": appended_revision,
    "added annotation": added_annotation,
    "redrawn seal": redrawn_seal,
    "exchanged page": exchanged_page,
    "removed field": removed_seal_field,
    "swapped contents": swapped_contents,
    "emptied contents": emptied_contents,
    "dropped byte range": dropped_range,
    "byte range from 1": _range_edit(lambda n: [1, n[1] - 1, n[2], n[3]]),
    "shortened byte range": _range_edit(lambda n: [n[0], n[1], n[2], n[3] - 100]),
    "byte range over the value": _range_edit(lambda n: [n[0], n[1] - 50, n[2], n[3]]),
    "overlapping byte range": _range_edit(lambda n: [n[0], n[1], n[1], n[3]]),
    "zero byte range": _range_edit(lambda _n: [0, 0, 0, 0]),
    "wrapped signature": wrapped,
} | {
    f"flipped bit at {position}": flipped_bit(position) for position in (0.2, 0.45, 0.7, 0.9, 0.99)
}
