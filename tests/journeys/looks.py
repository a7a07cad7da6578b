"""Looking at a page: pictures at three widths in light and dark, axe's opinion, nothing cut off."""

import os
from pathlib import Path

from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parent.parent.parent
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
WIDTHS = (360, 768, 1360)
THEMES = ("light", "dark")
HEIGHT = 800
TALLEST = 6000
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
GRAVE = {"serious", "critical"}


def screens_folder() -> Path | None:
    """Return where `make screens` wants its pictures; None in an ordinary test run."""
    named = os.environ.get("SCREENS_DIR", "")
    return Path(named) if named else None


def look(page: Page, name: str) -> None:
    """Look at the open page at every width and theme: nothing may be cut off, axe reports nothing grave.

    Writes `<name>-<width>-<theme>.png`, the width in four digits, where `make screens` asks for it; otherwise looks at the phone only.
    """
    folder = screens_folder()
    before = page.viewport_size
    for theme in THEMES if folder else ("light",):
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        for width in WIDTHS if folder else WIDTHS[:1]:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            assert_fits(page, f"{name} {width}")
            if folder:
                folder.mkdir(parents=True, exist_ok=True)
                _picture(page, folder / f"{name}-{width:04}-{theme}.png")
        _unroll(page)
        assert_accessible(page, f"{name} {theme}")
    page.emulate_media(color_scheme="light")
    if before:
        page.set_viewport_size(before)


def _picture(page: Page, path: Path) -> None:
    """Write the whole page as one screen high enough, so that bars at the edge are drawn at the edge."""
    _unroll(page)
    page.screenshot(path=path, full_page=True)


def _unroll(page: Page) -> None:
    """Make the screen as high as the page: no field lies half under the bar at the edge by chance of the scroll."""
    height = page.evaluate("document.documentElement.scrollHeight")
    width = page.viewport_size["width"]
    page.set_viewport_size({"width": width, "height": max(HEIGHT, min(height, TALLEST))})


def assert_fits(page: Page, name: str) -> None:
    """Fail when the page scrolls sideways."""
    wide = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide[0] <= wide[1], f"{name}: the page is {wide[0]} px wide on a screen of {wide[1]} px"


def assert_accessible(page: Page, name: str) -> None:
    """Fail when axe finds something serious or critical."""
    page.evaluate(AXE.read_text(encoding="utf-8") + "; 0")
    found = page.evaluate(
        "axe.run(document, {resultTypes: ['violations'],"
        " runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})"
    )
    grave = [
        f"{one['id']} ({one['impact']}): {one['help']}: {[node['html'][:160] for node in one['nodes'][:4]]}"
        for one in found["violations"]
        if one["impact"] in GRAVE
    ]
    assert not grave, f"{name}: " + "\n".join(grave)
