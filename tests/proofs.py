"""Counts what the proofs really repeat, and keeps it for the table of `make prove` (pytest loads this: `-p tests.proofs`).

A proof takes the fixture `proof` and asks it for its rounds; each round that ends well counts. Where `PROOFS_FILE`
names a file, one line per proof that ran is appended to it: `tests.run` draws the table of both engines from there.
"""

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

import pytest

FULL = os.environ.get("PROVE") == "1"
REPETITIONS = "repetitions"
WORST_FIRST = ("failed", "error", "passed")
HEAD = ("bukti", "mesin", "ulangan", "hasil", "detik")
SAID = {"passed": "lulus", "failed": "GAGAL", "error": "RUSAK"}


@dataclass(slots=True)
class Proof:
    """The repetitions of one proof: asked for by the proof, counted when done."""

    done: int = 0
    """Repetitions that ended well."""

    def rounds(self, full: int, small: int = 1) -> Iterator[int]:
        """Yield the numbers of the rounds: `full` of them under `make prove`, `small` otherwise."""
        for number in range(count(full, small)):
            yield number
            self.done += 1

    def counts(self, times: int = 1) -> None:
        """Count repetitions that somebody else drives, such as Hypothesis."""
        self.done += times


def count(full: int, small: int = 1) -> int:
    """Return how often to repeat: `full` under `make prove`, `small` otherwise."""
    return full if FULL else small


@pytest.fixture
def proof(request, record_property) -> Iterator[Proof]:
    """Return the counter of this proof."""
    counter = Proof()
    yield counter
    record_property(REPETITIONS, counter.done)


@pytest.fixture(params=range(count(full=20)))
def twenty_times(request) -> int:
    """Repeat a proof that starts from nothing each time; return the number of the round."""
    return int(request.param)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let a proof with full counts take the time it needs."""
    for item in items:
        if FULL and item.get_closest_marker("proof"):
            item.add_marker(pytest.mark.timeout(0), append=False)


@dataclass(slots=True)
class Ran:
    """One proof on one engine; the cases of a parametrised one together."""

    name: str
    """File and name, without the parameters."""
    engine: str
    """Name of the database."""
    repetitions: int = 0
    """Repetitions that ended well; a case that does not count its own is one."""
    outcome: str = "passed"
    """passed, failed (a rule was broken) or error (the set-up was)."""
    seconds: float = 0.0
    """Time of all its cases, with set-up and tear-down."""


@dataclass(slots=True)
class Ledger:
    """Collects what the reports of a run tell about its proofs."""

    ran: dict[str, Ran] = field(default_factory=dict)
    """By name."""
    broken: set[str] = field(default_factory=set)
    """Cases that did not end well."""

    def note(self, report: pytest.TestReport, engine: str) -> None:
        """Add one report: set-up, call or tear-down of one case."""
        name = report.nodeid.partition("[")[0].removeprefix("tests/")
        row = self.ran.setdefault(name, Ran(name, engine))
        row.seconds += report.duration
        if report.failed:
            self.broken.add(report.nodeid)
            told = "failed" if report.when == "call" else "error"
            row.outcome = min(row.outcome, told, key=WORST_FIRST.index)
        if report.when == "teardown":
            once = int(report.nodeid not in self.broken)
            row.repetitions += dict(report.user_properties).get(REPETITIONS, once)


class Keeper:
    """Writes what ran to the file of the run; only where one is named, and never in a worker."""

    def __init__(self, path: Path, engine: str) -> None:
        self.path, self.engine, self.ledger = path, engine, Ledger()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep the report of a proof."""
        if "proof" in report.keywords:
            self.ledger.note(report, self.engine)

    def pytest_sessionfinish(self) -> None:
        """Append one line per proof."""
        with self.path.open("a", encoding="utf-8") as file:
            for row in self.ledger.ran.values():
                file.write(json.dumps({name: getattr(row, name) for name in Ran.__slots__}) + "\n")


def pytest_configure(config: pytest.Config) -> None:
    """Take part where a file is named."""
    named = os.environ.get("PROOFS_FILE", "")
    if named and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Keeper(Path(named), os.environ.get("PROOFS_ENGINE", "")))


def read(path: Path) -> list[Ran]:
    """Return what was kept, by proof and then in the order of the engines."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return sorted((Ran(**json.loads(line)) for line in lines), key=lambda row: row.name)


def table(ran: Iterable[Ran]) -> str:
    """Return the table that `make prove` ends with: each proof once, a line per engine."""
    rows: list[Sequence[str]] = [HEAD]
    for name, engines in groupby(ran, key=lambda row: row.name):
        for place, row in enumerate(engines):
            rows.append(
                (
                    name if not place else "",
                    row.engine,
                    f"{row.repetitions:,}".replace(",", "."),
                    SAID[row.outcome],
                    f"{row.seconds:,.1f}".translate(str.maketrans(",.", ".,")),
                )
            )
    wide = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    lines = [_line(row, wide) for row in rows]
    return "\n".join([lines[0], "  ".join("-" * width for width in wide), *lines[1:]]) + "\n"


def _line(row: Sequence[str], wide: Sequence[int]) -> str:
    numbers = (2, 4)
    cells = [
        text.rjust(width) if place in numbers else text.ljust(width)
        for place, (text, width) in enumerate(zip(row, wide, strict=True))
    ]
    return "  ".join(cells).rstrip()
