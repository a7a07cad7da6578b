"""Copies what a browser needs from node_modules to static/vendor: `python -m config.assets`. No bundler, no network.

The versions are those of package-lock.json. Source map comments are dropped, since hashed names would look for the maps.
"""

import json
import re
import sys
from pathlib import Path

from config import translations

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"

COPIES = {
    "bootstrap/dist/css/bootstrap.min.css": "bootstrap.css",
    "htmx.org/dist/htmx.min.js": "htmx.js",
    "chart.js/dist/chart.umd.min.js": "chart.js",
    "@fontsource-variable/plus-jakarta-sans/files/plus-jakarta-sans-latin-wght-normal.woff2": "plus-jakarta-sans.woff2",
}
STYLE_PARTS = "[0-9]*.css"
SOURCE_MAP = re.compile(rb"(?:/\*|//)# sourceMappingURL=\S+(?:\s*\*/)?\s*")
ICON_TAG = re.compile(r"\{%\s*(?:icon|empty)\s+[\"']([a-z0-9-]+)[\"']")
ICON_ARGUMENT = re.compile(r"\bicon=[\"']([a-z0-9-]+)[\"']")
SVG_BODY = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


def copy_vendor_files(modules: Path = MODULES, vendor: Path = VENDOR) -> list[str]:
    """Copy each browser file of `COPIES`; return the names written, for the build's log."""
    vendor.mkdir(parents=True, exist_ok=True)
    for source, name in COPIES.items():
        content = (modules / source).read_bytes()
        if name.endswith((".css", ".js")):
            content = SOURCE_MAP.sub(b"", content)
        (vendor / name).write_bytes(layered(content) if name == "bootstrap.css" else content)
    return list(COPIES.values())


def layered(css: bytes) -> bytes:
    """Return a stylesheet in a cascade layer of its own, so that every rule of ours wins without being longer."""
    return b"@layer bootstrap{" + css.removeprefix(b'@charset "UTF-8";') + b"}"


def stylesheet(folder: Path = ROOT / "static" / "css") -> str:
    """Return our one stylesheet: the parts of static/css in the order of their numbers."""
    return "\n".join(part.read_text(encoding="utf-8") for part in sorted(folder.glob(STYLE_PARTS)))


def icon_names(root: Path = ROOT) -> list[str]:
    """Return the sorted names of every icon the pages use: static/icons.txt and the literal names in templates and config."""
    names = set((root / "static" / "icons.txt").read_text(encoding="utf-8").split())
    for page in (root / "templates").rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        names.update(ICON_TAG.findall(text), ICON_ARGUMENT.findall(text))
    for module in (root / "config").rglob("*.py"):
        names.update(ICON_ARGUMENT.findall(module.read_text(encoding="utf-8")))
    return sorted(names)


def sprite(names: list[str], modules: Path = MODULES) -> str:
    """Return one SVG holding each named icon as a symbol; an unknown name is a FileNotFoundError."""
    symbols = []
    for name in names:
        source = (modules / "bootstrap-icons" / "icons" / f"{name}.svg").read_text(encoding="utf-8")
        found = SVG_BODY.search(source)
        body = " ".join(found.group(1).split()) if found else ""
        symbols.append(f'<symbol id="{name}" viewBox="0 0 16 16">{body}</symbol>')
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbols)}</svg>'


def build() -> dict[str, object]:
    """Write static/vendor and return what was written."""
    files = copy_vendor_files()
    names = icon_names()
    (VENDOR / "icons.svg").write_text(sprite(names), encoding="utf-8")
    (VENDOR / "site.css").write_text(stylesheet(), encoding="utf-8")
    languages = translations.compile_all()
    return {"files": [*files, "icons.svg", "site.css"], "icons": len(names), "languages": languages}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(build()) + "\n")
