"""Content in, PDF/A-2a out: typst with the same fonts, the same time stamp and so the same bytes everywhere."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from threading import local
from typing import Any

import segno
import typst
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from office.indonesia import long_date
from signing.core import DOCUMENT_TITLES, FieldSpec
from signing.documents.contents import unprintable

TEMPLATES = Path(__file__).parent / "templates"
FONT = "Plus Jakarta Sans"
NO_GLYPH = re.compile(r"the text `\"(.+?)\"` could not be displayed", re.DOTALL)
SCREEN_PPI = 120
FIXED_TIMESTAMP = 1_767_200_400
"""1 January 2026 00.00 WIB: the document's own date is printed in it; the file's must not vary."""


@dataclass(frozen=True, slots=True)
class SeatBox:
    """Where a signature box lies: points from the top left corner of its page."""

    name: str
    """Field name."""
    page: int
    """Page, first is 0."""
    x: float
    """Left edge in points."""
    y: float
    """Upper edge in points, from the top."""
    width: float
    """Width in points."""
    height: float
    """Height in points."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A typeset document and its boxes."""

    pdf: bytes
    """PDF/A-2a."""
    boxes: tuple[SeatBox, ...]
    """One per field, in document order."""


@dataclass(frozen=True, slots=True)
class Paper:
    """All a template needs besides the content."""

    code: str
    """Pinned document code."""
    number: str
    """Register number or empty."""
    public_code: str
    """Code of the verification address."""
    verify_url: str
    """Absolute verification address, printed and in the QR."""


class _Compilers(local):
    """One typst compiler per thread and template: fonts are read once, compiling is not shared."""

    def __init__(self) -> None:
        self.by_template: dict[str, typst.Compiler] = {}

    def get(self, template: str) -> typst.Compiler:
        if template not in self.by_template:
            self.by_template[template] = typst.Compiler(
                TEMPLATES / f"{template}.typ",
                root=TEMPLATES,
                font_paths=fonts(),
                ignore_system_fonts=True,
            )
        return self.by_template[template]


_compilers = _Compilers()


@cache
def fonts() -> typst.Fonts:
    """Return the document fonts: Plus Jakarta Sans of FONT_DIR and those typst embeds, none of the system's.

    Raises ImproperlyConfigured without Plus Jakarta Sans: another font would make other bytes.
    """
    found = typst.Fonts(include_system_fonts=False, font_paths=[Path(settings.FONT_DIR)])
    if FONT not in found.families():
        raise ImproperlyConfigured(
            f"FONT_DIR={settings.FONT_DIR} holds no {FONT}: run `npm ci` (package.json names the fonts)"
        )
    return found


def render(paper: Paper, content: Mapping[str, Any], fields: Sequence[FieldSpec]) -> Rendered:
    """Return the typeset document; the same arguments give the same bytes. Raises BadContent for odd letters."""
    compiler = _compilers.get(paper.code)
    given = json.dumps(_document(paper, content, fields), ensure_ascii=False)
    try:
        pdf = compiler.compile(
            sys_inputs={"document": given}, pdf_standards=["a-2a"], timestamp=FIXED_TIMESTAMP
        )
    except typst.TypstError as problem:
        raise _refused(problem) from None
    boxes = json.loads(compiler.query("<seat>", field="value"))
    return Rendered(
        _single(pdf), tuple(SeatBox(**{**box, "page": box["page"] - 1}) for box in boxes)
    )


def _single(made: bytes | list[bytes] | None) -> bytes:
    if not isinstance(made, bytes):
        raise TypeError("typst gives one file for one PDF")
    return made


def _refused(problem: typst.TypstError) -> Exception:
    """Return the problem of a text no font can print; any other error is ours and stays what it is."""
    found = NO_GLYPH.search(problem.message)
    return unprintable(found[1]) if found else problem


def pages_png(
    paper: Paper,
    content: Mapping[str, Any],
    fields: Sequence[FieldSpec],
    seals: Mapping[str, Mapping[str, str]],
) -> list[bytes]:
    """Return the document's pages as PNG images for the screen, with the appearances of the signatures made so far."""
    document = _document(paper, content, fields) | {
        "seals": {name: dict(seal) for name, seal in seals.items()}
    }
    images = _compilers.get(paper.code).compile(
        format="png",
        ppi=SCREEN_PPI,
        sys_inputs={"document": json.dumps(document, ensure_ascii=False)},
        timestamp=FIXED_TIMESTAMP,
    )
    return images if isinstance(images, list) else [_single(images)]


@lru_cache(maxsize=512)
def seal_pdf(lines: tuple[tuple[str, str], ...]) -> bytes:
    """Return a one-page PDF of a signature's appearance, of the box's size; the same lines give the same bytes."""
    seal = json.dumps(dict(lines), ensure_ascii=False)
    made = _compilers.get("appearance").compile(
        sys_inputs={"seal": seal}, pdf_standards=["a-2b"], timestamp=FIXED_TIMESTAMP, pdf_tags=False
    )
    return _single(made)


def _document(
    paper: Paper, content: Mapping[str, Any], fields: Sequence[FieldSpec]
) -> dict[str, Any]:
    return {
        "title": DOCUMENT_TITLES[paper.code],
        "number": paper.number,
        "public_code": paper.public_code,
        "verify_url": paper.verify_url,
        "qr": qr_svg(paper.verify_url),
        "date_text": long_date(date.fromisoformat(content["date"])),
        "content": dict(content),
        "fields": [asdict(field) for field in fields],
    }


def qr_svg(text: str) -> str:
    """Return a QR code as SVG text, medium error correction; the mask is fixed, so it is always the same picture."""
    out = BytesIO()
    segno.make(text, error="m", mask=4, micro=False, boost_error=False).save(
        out, kind="svg", border=2, scale=4
    )
    return out.getvalue().decode()
