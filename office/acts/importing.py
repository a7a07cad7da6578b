"""The shape of a command that imports a file: all lines or none, and a dry run that says what would happen."""

import json
from abc import ABC, abstractmethod
from argparse import ArgumentParser
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, ClassVar

from django.core.management.base import BaseCommand

from office.acts.core import Problem

WRONGLY_CALLED = 2


class ImportCommand(BaseCommand, ABC):
    """`NAME FILE [--dry-run] [--json]`; exit 1 where a line cannot be taken, 2 where the file cannot be opened."""

    words: ClassVar[Mapping[str, str]]
    """Keys of `counts` and the words a person reads for them."""

    @abstractmethod
    def read(self, payload: bytes) -> Any:
        """Return what a file would do, its `problems` (dataclasses with line and reason) among it; raises Problem."""

    @abstractmethod
    def store(self, payload: bytes) -> None:
        """Store all lines; raises Problem and stores none."""

    @abstractmethod
    def counts(self, reading: Any) -> Mapping[str, int]:
        """Return how many lines do what."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the file and the options."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument("--json", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Read, report, and unless it is a dry run, store."""
        payload = self._payload(options["file"])
        try:
            reading = self.read(payload)
            stored = not options["dry_run"] and not reading.problems
            if stored:
                self.store(payload)
        except Problem as problem:
            self.stderr.write(f"{options['file']}: {problem.message}")
            raise SystemExit(1) from None
        self._tell(reading, options, stored=stored)
        if reading.problems:
            raise SystemExit(1)

    def _payload(self, path: Path) -> bytes:
        try:
            return path.read_bytes()
        except OSError as problem:
            self.stderr.write(f"{path}: {problem.strerror}")
            raise SystemExit(WRONGLY_CALLED) from None

    def _tell(self, reading: Any, options: dict[str, Any], *, stored: bool) -> None:
        for problem in reading.problems:
            self.stderr.write(f"{options['file']}:{problem.line}: {problem.reason}")
        counts = self.counts(reading)
        if options["json"]:
            rejected = [asdict(problem) for problem in reading.problems]
            answer = {**counts, "rejected": rejected, "stored": stored}
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
            return
        self.stdout.write(", ".join(f"{self.words[name]} {n}" for name, n in counts.items()))
