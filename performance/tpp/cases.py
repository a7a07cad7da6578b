"""Files of worked examples: read, overlay the regulation, compute, compare. Writes nothing."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from office.regulations.core import RegulationError, from_tree, read
from performance.tpp.core.base import NoAmount
from performance.tpp.core.examples import Difference, UnclearExample, clear, compared, outcome
from performance.tpp.core.policy import Policy, PolicyTooLarge, policy_of

FILE_KEYS = frozenset({"case", "source", "regulation", "with", "examples"})
EXAMPLE_KEYS = frozenset({"name", "with", "facts", "expected"})


class UnreadableCase(ValueError):
    """A file that is not in the form; the message names file, place and expectation."""


@dataclass(frozen=True)
class Verdict:
    """What became of one example."""

    file: str
    case: str
    name: str
    status: str
    """pass, differs, or error."""
    differences: tuple[Difference, ...] = ()
    error: str = ""


def verdicts(path: Path) -> Iterator[Verdict]:
    """Yield a verdict per example of a file; raise UnreadableCase where it is not in the form."""
    tree = written(path)
    for number, example in enumerate(tree["examples"], start=1):
        name = str(example.get("name", number)) if isinstance(example, dict) else str(number)
        yield judged(path, tree, example, name)


def judged(path: Path, tree: Mapping[str, Any], example: Any, name: str) -> Verdict:
    at = (str(path), str(tree["case"]), name)
    try:
        clear(
            isinstance(example, dict) and {"facts", "expected"} <= set(example) <= EXAMPLE_KEYS,
            "contoh berisi facts dan expected, boleh name dan with, tidak lain",
        )
        policy = overlaid(path, tree, example.get("with") or {})
        found = compared(example["expected"], outcome(example["facts"], policy))
    except RegulationError as error:
        return Verdict(*at, "error", error=f"peraturan: {error}")
    except KeyError as error:
        return Verdict(*at, "error", error=f"tidak dikenal atau kurang: {error}")
    except (UnclearExample, NoAmount, PolicyTooLarge, ValueError, TypeError) as error:
        return Verdict(*at, "error", error=str(error))
    return Verdict(*at, "differs" if found else "pass", differences=found)


def written(path: Path) -> dict[str, Any]:
    try:
        tree = yaml.safe_load(path.read_text())
    except OSError as error:
        raise UnreadableCase(f"{path}: berkas yang dapat dibaca ({error.strerror})") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise UnreadableCase(f"{path}: YAML yang sah ({' '.join(str(error).split())})") from None
    if (
        not isinstance(tree, dict)
        or set(tree) - FILE_KEYS
        or not {"case", "regulation", "examples"} <= set(tree)
    ):
        raise UnreadableCase(f"{path}: kunci {', '.join(sorted(FILE_KEYS))}")
    if not isinstance(tree["examples"], list) or not tree["examples"]:
        raise UnreadableCase(f"{path}: examples: daftar contoh, sekurangnya satu")
    return tree


def overlaid(path: Path, tree: Mapping[str, Any], own: Mapping[str, Any]) -> Policy:
    """Return the policy of the file's regulation with the replacements of file and example laid over it."""
    base = path.parent / str(tree["regulation"])
    try:
        law = read(base.read_bytes())
    except OSError as error:
        raise UnclearExample(f"regulation: {base} tidak terbaca ({error.strerror})") from None
    for name, values in [*(tree.get("with") or {}).items(), *own.items()]:
        replace(law, name, values)
    return policy_of(from_tree(law, json.dumps(law, sort_keys=True, default=str).encode()).sections)


def replace(law: dict[str, Any], section: str, values: Any) -> None:
    """Replace the named keys of a section; a key that is a table is replaced as a whole."""
    table = law
    for part in section.split("."):
        table = table.setdefault(part, {})
    if not isinstance(values, dict):
        raise UnclearExample(f"with.{section}: tabel kunci dan nilai")
    table.update(values)
