"""import_leave_balances FILE [--dry-run] [--json]: opening balances from CSV or XLSX, all lines or none."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from office.acts.core import Problem
from office.audit.core import Actor, rule
from workflows.leave.balance_import import BalanceReading, read_balances
from workflows.leave.services import import_balances

WRONGLY_CALLED = 2


@rule("cli")
class Command(BaseCommand):
    """Import opening balances of annual leave, or say what an import would do."""

    help = (
        "Impor saldo awal cuti tahunan dari CSV atau XLSX; --dry-run hanya menunjukkan akibatnya."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the file and the options."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument("--json", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Read, report, and unless it is a dry run, store."""
        payload = self._payload(options["file"])
        try:
            reading = read_balances(payload)
            if not options["dry_run"] and not reading.problems:
                import_balances(by=Actor.system("cli"), payload=payload)
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

    def _tell(self, reading: BalanceReading, options: dict[str, Any]) -> None:
        for problem in reading.problems:
            self.stderr.write(f"{options['file']}:{problem.line}: {problem.reason}")
        answer = {
            "changed": len(reading.changes),
            "unchanged": reading.unchanged,
            "rejected": [asdict(problem) for problem in reading.problems],
            "stored": not options["dry_run"] and not reading.problems,
        }
        if options["json"]:
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
            return
        self.stdout.write(f"berubah {answer['changed']}, tetap {answer['unchanged']}")
