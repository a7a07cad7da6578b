"""What a browser loads: complete, ours, and light enough for a phone."""

import gettext
import gzip
import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage

from config import assets, translations

ROOT = assets.ROOT
BUDGET_BYTES = 150_000
FIRST_PAGE = (
    "vendor/bootstrap.css",
    "vendor/site.css",
    "vendor/htmx.js",
    "vendor/icons.svg",
    "js/site.js",
    "js/theme.js",
)
ALREADY_COMPRESSED = ("vendor/plus-jakarta-sans.woff2", "img/mark.svg")


@pytest.fixture
def static() -> Path:
    return ROOT / "static"


def test_the_first_phone_page_fits_150_kilobytes_compressed(static):
    packed = sum(len(gzip.compress((static / name).read_bytes(), 6)) for name in FIRST_PAGE)
    packed += sum((static / name).stat().st_size for name in ALREADY_COMPRESSED)
    page_itself = 12_000
    assert packed + page_itself <= BUDGET_BYTES


def test_every_icon_a_page_names_is_in_the_sprite(static):
    sprite = (static / "vendor" / "icons.svg").read_text(encoding="utf-8")
    missing = [name for name in assets.icon_names() if f'id="{name}"' not in sprite]
    assert missing == []


def test_the_stylesheet_is_built_from_the_parts_as_they_are(static):
    assert (static / "vendor" / "site.css").read_text(encoding="utf-8") == assets.stylesheet()


def test_hashed_names_work_for_every_file(static, tmp_path, settings):
    storage = ManifestStaticFilesStorage(location=tmp_path, base_url="/static/")
    paths = {}
    for file in static.rglob("*"):
        if file.is_file():
            name = str(file.relative_to(static))
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes(file.read_bytes())
            paths[name] = (storage, name)
    results = list(storage.post_process(paths))
    assert [fault for *_, fault in results if isinstance(fault, Exception)] == []
    hashed = json.loads((tmp_path / "staticfiles.json").read_text(encoding="utf-8"))["paths"]
    assert hashed["vendor/plus-jakarta-sans.woff2"] in (
        tmp_path / hashed["vendor/site.css"]
    ).read_text(encoding="utf-8")


def test_nothing_of_ours_asks_a_third_party(static):
    pattern = re.compile(rb"(?:https?:)?//[a-z0-9-]+\.[a-z]{2,}")
    for file in [*static.glob("css/*.css"), *static.glob("js/*.js")]:
        assert pattern.findall(file.read_bytes()) == [], file


def test_the_lock_names_no_host():
    lock = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert "http" not in lock
    assert '"integrity"' in lock


def test_versions_are_exact():
    package = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    versions = {**package["dependencies"], **package["devDependencies"]}
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in versions.values())


def test_no_script_of_ours_evaluates_text(static):
    for file in static.glob("js/*.js"):
        assert not re.search(
            r"\beval\(|new Function|innerHTML|insertAdjacentHTML", file.read_text(encoding="utf-8")
        ), file


def test_a_compiled_catalogue_reads_as_its_source(tmp_path):
    source = tmp_path / "xx" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
        'msgid "Satu"\nmsgstr ""\n"O"\n"ne"\n\nmsgid "%(n)s hari"\nmsgid_plural "%(n)s hari"\n'
        'msgstr[0] "%(n)s day"\nmsgstr[1] "%(n)s days"\n\nmsgid "Kosong"\nmsgstr ""\n',
        encoding="utf-8",
    )
    assert translations.compile_all(tmp_path) == ["xx"]
    with source.with_suffix(".mo").open("rb") as compiled:
        words = gettext.GNUTranslations(compiled)
    assert words.gettext("Satu") == "One"
    assert words.ngettext("%(n)s hari", "%(n)s hari", 2) == "%(n)s days"
    assert words.gettext("Kosong") == "Kosong"
