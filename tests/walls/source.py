"""Reads the project's own source for the wall tests."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOFS = ("config", "demo", "performance", "workflows", "signing", "office")
HOUSES = {"performance": 2, "workflows": 2, "office": 2, "signing": 1, "config": 1, "demo": 1}


@dataclass(frozen=True)
class Module:
    """One source file."""

    name: str
    path: Path
    tree: ast.Module

    @property
    def room(self) -> str:
        """Dotted name of the room it lies in, such as `office.people`."""
        parts = self.name.split(".")
        return ".".join(parts[: HOUSES[parts[0]]])

    @property
    def inside(self) -> str:
        """Name within the room, such as `services.mandates`."""
        return self.name[len(self.room) + 1 :]

    def imports(self) -> Iterator[tuple[str, int]]:
        """Yield every imported module (with the imported name joined) and its line."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((alias.name, node.lineno) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


@cache
def modules() -> tuple[Module, ...]:
    """Return every module of the house but migrations."""
    found = []
    for roof in ROOFS:
        for path in sorted((ROOT / roof).rglob("*.py")):
            if "migrations" in path.parts or "__pycache__" in path.parts:
                continue
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            found.append(Module(name, path, ast.parse(path.read_text(encoding="utf-8"))))
    return tuple(found)
