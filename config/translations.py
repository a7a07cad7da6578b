"""Translations without gettext's programs: reads .po, writes .mo, and finds every sentence the sources hold.

`python -m config.translations` compiles locale/*/LC_MESSAGES/django.po.
"""

import ast
import re
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
ROOMS = ("config", "office", "signing", "workflows", "performance", "demo")
CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
CONTEXT_END = "\4"
MO_MAGIC = 0x950412DE
LINE = re.compile(r'^(?:(msgid|msgid_plural|msgstr(?:\[\d\])?|msgctxt)\s+)?("(?:[^"\\]|\\.)*")$')
TAG = re.compile(r"\{[%{](.*?)[%}]\}")
IN_TAG = re.compile(r'(?<!\w)_\(("(?:[^"\\]|\\.)*")\)')
"""`_("..")` as an argument of one of our own tags, which Django's extractor passes over."""
MARKED = re.compile(r"\bn?gettext\(((?:u?\"(?:[^\"\\]|\\.)*\"|u?'(?:[^'\\]|\\.)*'|,|\s)+)")

Key = str
"""A message id as .mo files hold it: a plural's two ids joined by NUL, a context before it ended by EOT."""


def read_po(path: Path) -> dict[Key, str]:
    """Return the translated entries of a .po file; plural forms are joined by NUL. An entry with an empty text is left out."""
    found: dict[Key, str] = {}
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
        key, text = _entry(block)
        if text or key == "":
            found[key] = text
    return found


def _entry(block: str) -> tuple[Key, str]:
    parts: dict[str, str] = {}
    name = ""
    for line in block.splitlines():
        found = LINE.match(line.strip())
        if found is None:
            continue
        name = found.group(1) or name
        parts[name] = parts.get(name, "") + ast.literal_eval(found.group(2))
    ids = [parts[key] for key in ("msgid", "msgid_plural") if key in parts]
    texts = [text for key, text in parts.items() if key.startswith("msgstr")]
    context = parts["msgctxt"] + CONTEXT_END if "msgctxt" in parts else ""
    return context + "\0".join(ids), "\0".join(texts)


def mo_bytes(entries: dict[Key, str]) -> bytes:
    """Return the .mo file of these entries: sorted ids, two tables of lengths and offsets, then the texts."""
    pairs = [(key.encode(), text.encode()) for key, text in sorted(entries.items())]
    count, start = len(pairs), 28
    texts_at = start + 16 * count
    ids = b"".join(key + b"\0" for key, _ in pairs)
    texts = b"".join(text + b"\0" for _, text in pairs)
    id_table = _table([key for key, _ in pairs], texts_at)
    text_table = _table([text for _, text in pairs], texts_at + len(ids))
    head = struct.pack("<7I", MO_MAGIC, 0, count, start, start + 8 * count, 0, texts_at)
    return head + id_table + text_table + ids + texts


def _table(items: list[bytes], offset: int) -> bytes:
    rows = b""
    for item in items:
        rows += struct.pack("<2I", len(item), offset)
        offset += len(item) + 1
    return rows


def compile_all(locale: Path = LOCALE) -> list[str]:
    """Write a .mo beside every .po; return the languages."""
    languages = []
    for source in sorted(locale.glob("*/LC_MESSAGES/django.po")):
        source.with_suffix(".mo").write_bytes(mo_bytes(read_po(source)))
        languages.append(source.parent.parent.name)
    return languages


def sentences(root: Path = ROOT) -> dict[Key, str]:
    """Return every marked sentence of templates and rooms with the first file that holds it."""
    found: dict[Key, str] = {}
    pages = sorted((root / "templates").rglob("*.html"))
    modules = [path for room in ROOMS for path in sorted((root / room).rglob("*.py"))]
    for path in [*pages, *modules]:
        text = path.read_text(encoding="utf-8")
        holds = _of_template(text) if path.suffix == ".html" else _of_python(text)
        for key in holds:
            found.setdefault(key, str(path.relative_to(root)))
    return found


def _of_template(text: str) -> Iterator[Key]:
    for found in MARKED.finditer(templatize(text)):
        literals = ast.literal_eval(f"[{found.group(1)}]")
        yield "\0".join(literals[:2]) if found.group(0).startswith("n") else literals[0]
    for tag in TAG.finditer(text):
        yield from (ast.literal_eval(words) for words in IN_TAG.findall(tag.group(1)))


def _of_python(text: str) -> Iterator[Key]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
            key = _key_of(
                node.func.id, [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
            )
            if key:
                yield key


def _key_of(function: str, texts: list[object]) -> Key:
    words = [text for text in texts if isinstance(text, str)]
    if not words:
        return ""
    if function.startswith("p"):
        return words[0] + CONTEXT_END + words[1]
    return "\0".join(words[:2]) if function.startswith("n") else words[0]


if __name__ == "__main__":
    sys.stdout.write(f"{compile_all()}\n")
