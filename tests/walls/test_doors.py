"""Every write goes through the act door, every door says what comes back, and pinned names stay."""

import ast
import importlib
import re
from pathlib import Path

import pytest

from tests.walls.source import ROOT, modules

# The machinery beneath acts, projections rebuilt from facts, and steps outside any transaction; each argued in its docstring.
WITHOUT_AN_ACT = {
    "office.audit": "machinery",
    "office.jobs": "machinery",
    "office.archive": "machinery",
    "office.acts": "the door itself",
}
NAMED = set((ROOT / "tests/walls/without_act.txt").read_text().split())
CLOCK_WORDS = re.compile(
    r"clock_timestamp|\bnow\(\)\s*(?:at|,|\)|-|\+|$)|CURRENT_TIMESTAMP|statement_timestamp|datetime\('now'"
)


def _service_modules():
    for module in modules():
        if module.inside == "services" or module.inside.startswith("services."):
            yield module


def _public_functions(module):
    for node in module.tree.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node


def test_every_service_is_an_act():
    plain = []
    for module in _service_modules():
        if module.room in WITHOUT_AN_ACT or module.inside.split(".")[-1].startswith("_"):
            continue
        loaded = importlib.import_module(module.name)
        for node in _public_functions(module):
            dotted = f"{module.room}.{node.name}"
            if not hasattr(getattr(loaded, node.name), "act") and dotted not in NAMED:
                plain.append(f"{module.name}:{node.lineno} {node.name}")
    assert plain == []


def test_the_list_of_services_without_an_act_names_only_existing_ones():
    existing = {f"{m.room}.{n.name}" for m in _service_modules() for n in _public_functions(m)}
    assert NAMED - existing == set()


def _doors(module):
    inside = module.inside.split(".")[0]
    if inside not in {"services", "selectors", "core"}:
        return
    for node in module.tree.body:
        public = isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
        if public and not _is_overload(node):
            yield node


def _is_overload(node) -> bool:
    return any(getattr(d, "id", getattr(d, "attr", "")) == "overload" for d in node.decorator_list)


def test_every_door_says_what_comes_back():
    silent = [
        f"{m.name}:{n.lineno} {n.name}"
        for m in modules()
        for n in _doors(m)
        if not ast.get_docstring(n)
    ]
    assert silent == []


def _is_dataclass(node) -> bool:
    names = [getattr(d, "func", d) for d in node.decorator_list]
    return any(getattr(n, "id", getattr(n, "attr", "")) == "dataclass" for n in names)


def test_every_field_of_a_public_dataclass_is_explained():
    bare = []
    for module in modules():
        for node in _doors(module):
            if not isinstance(node, ast.ClassDef) or not _is_dataclass(node):
                continue
            for here, after in zip(node.body, [*node.body[1:], None], strict=True):
                if isinstance(here, ast.AnnAssign) and not _is_text(after):
                    bare.append(f"{module.name}:{here.lineno} {node.name}.{here.target.id}")
    assert bare == []


def _is_text(node) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def test_only_one_place_asks_the_database_for_the_time():
    found = [
        m.name
        for m in modules()
        if not m.name.startswith("office.audit.sql")
        for text in (
            n.value
            for n in ast.walk(m.tree)
            if isinstance(n, ast.Constant) and isinstance(n.value, str)
        )
        if re.search(r"\b(SELECT|INSERT|UPDATE|DEFAULT)\b", text) and CLOCK_WORDS.search(text)
    ]
    assert found == []


def test_signals_only_restore_triggers():
    users = {
        m.name
        for m in modules()
        for name, _ in m.imports()
        if name.startswith("django.db.models.signals")
    }
    assert users <= {
        "office.audit.apps",
        "office.people.apps",
        "office.attendance.apps",
        "workflows.leave.apps",
    }


def _act_names() -> list[str]:
    names = []
    for module in modules():
        if module.inside == "acts":
            loaded = importlib.import_module(module.name)
            names += [str(name) for name in loaded.Acts]
    return sorted(names)


def test_act_names_are_pinned():
    """Act names lie in every stored event: adding one is free, renaming or dropping one is not."""
    pinned = set((ROOT / "tests/walls/acts.txt").read_text().split())
    assert pinned - set(_act_names()) == set()
    assert set(_act_names()) - pinned == set(), "add the new act to tests/walls/acts.txt"


def test_act_names_are_unique():
    assert len(_act_names()) == len(set(_act_names()))


def test_the_event_format_is_pinned():
    from datetime import UTC, datetime

    from office.audit.core import FORMAT_VERSION
    from office.audit.models import Event
    from office.audit.selectors import as_record

    record = as_record(
        Event(pk=1, at=datetime(2026, 11, 2, tzinfo=UTC), format_version=FORMAT_VERSION)
    )
    assert FORMAT_VERSION == 1
    assert sorted(record) == ["act", "acting_for", "at", "body", "by", "correlation", "format_version", "id", "label",
                              "salt", "subject"]  # fmt: skip


@pytest.mark.django_db
def test_every_write_table_of_the_trail_is_guarded():
    from office.audit import sql

    assert sql.missing_triggers() == []


def _lines_of_work(node: ast.FunctionDef) -> int:
    """Count a function's lines without its signature and docstring."""
    work = node.body[1:] if ast.get_docstring(node) else node.body
    return node.end_lineno - work[0].lineno + 1 if work else 0


def test_files_and_functions_stay_small():
    long_files = [
        f"{m.name} {n}" for m in modules() if (n := len(m.path.read_text().splitlines())) > 350
    ]
    long_functions = [
        f"{m.name}:{node.lineno} {node.name}"
        for m in modules()
        for node in ast.walk(m.tree)
        if isinstance(node, ast.FunctionDef) and _lines_of_work(node) > 45
    ]
    assert (long_files, long_functions) == ([], [])


def test_nothing_third_party_and_no_database_is_committed():
    tracked = [Path(p) for p in _git_files() if p]
    assert [
        str(p) for p in tracked if p.suffix in {".sqlite3", ".pyc", ".woff2", ".ttf", ".mo"}
    ] == []
    assert [
        str(p) for p in tracked if p.parts[0] in {"node_modules", "var"} or "vendor" in p.parts
    ] == []


def _git_files() -> list[str]:
    import subprocess

    return subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\n")


def test_every_handler_module_is_found_at_start():
    from office.jobs.core import known_kinds

    declared = {
        node.args[0].value
        for m in modules()
        for node in ast.walk(m.tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "handler" and node.args
    }
    assert declared <= set(known_kinds())
