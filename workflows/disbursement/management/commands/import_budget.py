"""import_budget FILE [--dry-run] [--json]: budget lines from CSV or XLSX, all rows or none."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from office.acts.core import Problem
from office.audit.core import Actor, rule
from workflows.disbursement.budget_import import BudgetReading, read_budget
from workflows.disbursement.services import import_budget

WRONGLY_CALLED = 2


@rule("cli")
class Command(BaseCommand):
    """Import budget lines, or say what an import would do."""

    help = "Impor pos anggaran dari CSV atau XLSX; --dry-run hanya menunjukkan akibatnya."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the file and the options."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument("--json", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Read, report, and unless it is a dry run, store."""
        payload = self._payload(options["file"])
        try:
            reading = read_budget(payload)
            if not options["dry_run"] and not reading.problems:
                import_budget(by=Actor.system("cli"), payload=payload)
        except Problem as problem:
            self.stderr.write(f"{options['file']}: {problem.message}")
            raise SystemExit(1) from None
        self._tell(reading, options)
        if reading.problems:
            raise SystemExit(1)

    def _payload(self, path: Path) -> bytes:
        try:
            return path.read_bytes()
        except OSError as problem:
            self.stderr.write(f"{path}: {problem.strerror}")
            raise SystemExit(WRONGLY_CALLED) from None

    def _tell(self, reading: BudgetReading, options: dict[str, Any]) -> None:
        for problem in reading.problems:
            self.stderr.write(f"{options['file']}:{problem.line}: {problem.reason}")
        answer = {
            "new": len(reading.fresh),
            "changed": len(reading.changed),
            "unchanged": reading.unchanged,
            "rejected": [asdict(problem) for problem in reading.problems],
            "stored": not options["dry_run"] and not reading.problems,
        }
        if options["json"]:
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
            return
        self.stdout.write(
            f"baru {answer['new']}, berubah {answer['changed']}, tetap {answer['unchanged']}"
        )
