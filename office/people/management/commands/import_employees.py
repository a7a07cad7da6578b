"""`manage.py import_employees FILE [--dry-run] [--json]`: employees, posts and placements from CSV or XLSX."""

import json
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from office.audit.core import Actor, rule
from office.people import selectors, services
from office.people.core.faults import RowError
from office.people.importing.columns import COLUMNS, template_csv
from office.people.problems import ImportRefused
from office.people.selectors import ImportReport

CALLED_WRONGLY = 2


@rule("cli")
class Command(BaseCommand):
    """Imports a list of employees, or says line by line why it does not fit. Twice is once."""

    help = "Employees from CSV or XLSX; row-level errors; --dry-run says what would change."

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        """Show the columns below the help."""
        columns = "\n".join(f"  {column.name:<16} {column.help}" for column in COLUMNS)
        return super().create_parser(
            prog_name,
            subcommand,
            epilog=f"columns:\n{columns}",
            formatter_class=RawDescriptionHelpFormatter,
            **kwargs,
        )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file and what to do with it."""
        parser.add_argument("file", nargs="?", help="CSV (; , or tab) or XLSX")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would change, store nothing"
        )
        parser.add_argument(
            "--json", action="store_true", help="one JSON document on standard output"
        )
        parser.add_argument(
            "--template", action="store_true", help="print an empty template and stop"
        )

    def handle(self, *_: Any, **options: Any) -> None:
        """Import; exit 1 when a line is wrong, 2 when the file cannot be opened."""
        if options["template"]:
            self.stdout.write(template_csv(), ending="")
            return
        payload = self._read(options["file"])
        report = selectors.preview_import(payload)
        if report.errors or options["dry_run"]:
            self._answer(report, applied=False, as_json=options["json"])
            sys.exit(1 if report.errors else 0)
        try:
            services.import_employees(
                by=Actor.system("cli"), payload=payload, filename=Path(options["file"]).name
            )
        except ImportRefused as refused:
            self._complain(refused.errors)
            sys.exit(1)
        self._answer(report, applied=True, as_json=options["json"])

    def _read(self, name: str | None) -> bytes:
        try:
            return Path(name or "").read_bytes()
        except OSError as fault:
            self.stderr.write(f"{name or 'FILE'}: expected a CSV or XLSX file ({fault.strerror})")
            sys.exit(CALLED_WRONGLY)

    def _answer(self, report: ImportReport, *, applied: bool, as_json: bool) -> None:
        self._complain(report.errors)
        if as_json:
            self.stdout.write(
                json.dumps(_plain(report, applied=applied), ensure_ascii=False, indent=1)
            )
            return
        for change in report.changes:
            self.stdout.write(f"{change.line:>6}  {change.action:<20} {change.subject}")
        counts = (
            ", ".join(f"{action} {count}" for action, count in report.counts.items())
            or "nothing to change"
        )
        self.stdout.write(
            f"{report.rows} rows, {len(report.errors)} errors; {counts}{'; stored' if applied else ''}"
        )

    def _complain(self, errors: tuple[RowError, ...]) -> None:
        for error in errors:
            found = f", found {error.found!r}" if error.found else ""
            self.stderr.write(
                f"line {error.line}, {error.column or 'file'}: expected {error.expected}{found}"
            )


def _plain(report: ImportReport, *, applied: bool) -> dict[str, Any]:
    return {
        "sha256": report.sha256,
        "rows": report.rows,
        "applied": applied,
        "errors": [
            {"line": e.line, "column": e.column, "expected": str(e.expected), "found": e.found}
            for e in report.errors
        ],
        "changes": [
            {"line": c.line, "action": c.action, "subject": c.subject} for c in report.changes
        ],
        "counts": report.counts,
    }
