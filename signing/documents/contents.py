"""Checks that a content fits its document code; the shape is described in `signing.core.contents`."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from signing.core.contents import DOCUMENT_TITLES
from signing.core.errors import BadContent

TEXTS = frozenset({"agency", "date", "government", "address", "place", "title", "about"})
LISTS = frozenset({"opening", "closing", "notes"})
MONEY = frozenset({"amount", "amount_words"})
ARTICLES = frozenset({"considering", "recalling", "deciding"})
TABLE = frozenset({"facts", "columns", "rows", "total"})
COMMON = TEXTS | LISTS | TABLE
ALLOWED = dict.fromkeys(DOCUMENT_TITLES, COMMON) | {
    "spp": COMMON | MONEY,
    "spm": COMMON | MONEY,
    "sp2d": COMMON | MONEY,
    "tpp_list": COMMON | MONEY,
    "slip": COMMON | MONEY,
    "sanction_decision": COMMON | ARTICLES,
}
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
WIDTH = re.compile(r"auto|\d+(\.\d+)?(fr|mm|cm|pt)")


def check_content(code: str, content: Mapping[str, Any]) -> None:
    """Raise `BadContent` unless the content fits the code: nothing missing, nothing that would not be printed."""
    _ensure(code in DOCUMENT_TITLES, _("Kode dokumen tidak dikenal: %s.") % code)
    unknown = sorted(set(content) - ALLOWED[code])
    _ensure(not unknown, _("Isi dokumen tidak akan tercetak: %s.") % ", ".join(unknown))
    missing = [key for key in ("agency", "date") if not content.get(key)]
    _ensure(not missing, _("Isi dokumen belum lengkap: %s.") % ", ".join(missing))
    _ensure(
        bool(ISO_DATE.fullmatch(str(content["date"]))),
        _("Tanggal dokumen harus berbentuk 2026-08-03."),
    )
    for key, value in content.items():
        _ensure(SHAPES[key](value), _("Bentuk isi dokumen salah pada %s.") % key)
    _check_table(content)
    _check_characters(content)


def _check_characters(content: Mapping[str, Any]) -> None:
    """Refuse control characters and marks that turn the reading direction: what is read must be what is stored."""
    for value in _texts(content):
        if found := UNPRINTABLE.search(value):
            raise unprintable(found[0])


def unprintable(character: str) -> BadContent:
    """Return the refusal that names a character our papers cannot print."""
    shown = character if character.isprintable() else ""
    return BadContent(
        _(
            "Ada huruf yang tidak dapat dicetak: %(shown)s (%(code)s). Ganti atau hapus, lalu kirim lagi."
        )
        % {"shown": shown, "code": " ".join(f"U+{ord(one):04X}" for one in character[:8])}
    )


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)


def _check_table(content: Mapping[str, Any]) -> None:
    columns, rows = content.get("columns", ()), content.get("rows", ())
    _ensure(bool(columns) or not rows, _("Baris tabel ada, kolomnya tidak."))
    lines = [*rows, *([content["total"]] if content.get("total") else [])]
    _ensure(
        all(len(line) == len(columns) for line in lines),
        _("Banyak sel tidak sama dengan banyak kolom."),
    )


def _ensure(condition: bool, message: str) -> None:  # noqa: FBT001  # a guard reads as a sentence
    if not condition:
        raise BadContent(message)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_texts(value: object) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(item, str) for item in value)


def _is_facts(value: object) -> bool:
    return isinstance(value, list | tuple) and all(
        _is_texts(pair) and len(pair) == 2 for pair in value
    )


def _is_rows(value: object) -> bool:
    return isinstance(value, list | tuple) and all(_is_texts(row) for row in value)


def _is_columns(value: object) -> bool:
    return isinstance(value, list | tuple) and all(_is_column(column) for column in value)


def _is_column(column: object) -> bool:
    return (
        isinstance(column, Mapping)
        and set(column) <= {"title", "width", "align"}
        and isinstance(column.get("title"), str)
        and bool(WIDTH.fullmatch(str(column.get("width", "auto"))))
        and column.get("align", "left") in {"left", "center", "right"}
    )


SHAPES: dict[str, Callable[[object], bool]] = {
    **dict.fromkeys(TEXTS | MONEY, _is_text),
    **dict.fromkeys(LISTS | ARTICLES | {"total"}, _is_texts),
    "facts": _is_facts,
    "rows": _is_rows,
    "columns": _is_columns,
}
