"""What a maker changed between two rounds: facts and rows of the documents, amount, minutes, title."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
LONGEST_LINE = 120
JOINT = " · "


@dataclass(frozen=True, slots=True)
class Version:
    """What one round said."""

    contents: Mapping[str, Mapping[str, Any]]
    """Content of each document by its code."""
    title: str
    """Title of the filing."""
    amount: int
    """Whole rupiah."""
    minutes: int
    """Minutes claimed."""


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing that is not as it was."""

    kind: str
    """added, removed or changed."""
    place: str
    """Name of the fact; `row` for a row; `title`, `amount` or `minutes` for the filing's own."""
    before: str
    """As it was; empty for what is new."""
    after: str
    """As it is; empty for what is gone."""


def changes(before: Version, after: Version) -> tuple[Changed, ...]:
    """Return what changed, the filing's own facts first, then each document's facts and rows in their order."""
    own = [
        Changed(CHANGED, place, str(old), str(new))
        for place, old, new in (
            ("title", before.title, after.title),
            ("amount", before.amount, after.amount),
            ("minutes", before.minutes, after.minutes),
        )
        if old != new
    ]
    codes = dict.fromkeys([*before.contents, *after.contents])
    inside = [
        change
        for code in codes
        for change in _of_document(before.contents.get(code, {}), after.contents.get(code, {}))
    ]
    return tuple(dict.fromkeys([*own, *inside]))


def _of_document(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Changed]:
    return [*_facts(_pairs(old), _pairs(new)), *_rows(_lines(old), _lines(new))]


def _pairs(content: Mapping[str, Any]) -> dict[str, str]:
    return {str(label): str(value) for label, value in content.get("facts", ())}


def _lines(content: Mapping[str, Any]) -> list[str]:
    """Return the rows as lines; a leading running number is left out, or one new row would change all below it."""
    return [JOINT.join(_cells(row)) for row in content.get("rows", ())]


def _cells(row: Iterable[Any]) -> list[str]:
    cells = [str(cell) for cell in row]
    return cells[1:] if len(cells) > 1 and cells[0].isdigit() else cells


def _facts(old: Mapping[str, str], new: Mapping[str, str]) -> list[Changed]:
    found = []
    for label in dict.fromkeys([*old, *new]):
        before, after = old.get(label, ""), new.get(label, "")
        if before != after:
            kind = (
                CHANGED if label in old and label in new else (ADDED if label in new else REMOVED)
            )
            found.append(Changed(kind, label, before, after))
    return found


def _rows(old: Sequence[str], new: Sequence[str]) -> list[Changed]:
    found: list[Changed] = []
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for tag, start, end, new_start, new_end in blocks:
        if tag == "equal":
            continue
        gone, come = list(old[start:end]), list(new[new_start:new_end])
        both = min(len(gone), len(come))
        found += [Changed(CHANGED, "row", gone[n], come[n]) for n in range(both)]
        found += [Changed(REMOVED, "row", line, "") for line in gone[both:]]
        found += [Changed(ADDED, "row", "", line) for line in come[both:]]
    return found


def is_touched(mark: str, changed: Iterable[Changed]) -> bool:
    """Return whether a field an approver marked is among what changed; a mark names a fact, or a row by its text."""
    _number, dot, text = mark.partition(". ")
    line = text if dot and _number.isdigit() else mark
    for change in changed:
        if change.place == mark:
            return True
        cut = JOINT.join(_cells(line.split(JOINT)))
        if change.place == "row" and change.before[:LONGEST_LINE].startswith(
            cut[: LONGEST_LINE // 2]
        ):
            return True
    return False
