"""Command export_evidence (--document H, --case ID, --person NIP or --period YYYY-MM) OUT.zip."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from office.acts.core import Problem
from office.audit.core import Actor, rule
from office.indonesia.months import CalendarMonth
from office.people import selectors as people
from performance.inspection import selectors
from performance.inspection.bundle import export
from performance.inspection.trails import Trail

CLI = Actor.system("cli")
WRONGLY_CALLED = 2


@rule("cli")
class Command(BaseCommand):
    """Write a bundle of evidence that verifies offline."""

    help = "Mengeluarkan berkas bukti yang dapat diperiksa tanpa sistem ini."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare what to export and where to."""
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--document", help="SHA-256 berkas, kode publik, atau document:ID")
        what.add_argument("--case", help="nomor perkara, atau rujukan seperti filing:7")
        what.add_argument("--person", help="NIP")
        what.add_argument("--period", help="bulan pembayaran, misalnya 2026-10")
        parser.add_argument("out", type=Path)
        parser.add_argument("--json", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Find the story, bundle it, and say what is in it."""
        try:
            trail = _trail(options)
            content = export(by=CLI, trail=trail)
        except ValueError as problem:
            self.stderr.write(str(problem))
            raise SystemExit(WRONGLY_CALLED) from None
        except Problem as problem:
            self.stderr.write(problem.message)
            raise SystemExit(1) from None
        options["out"].write_bytes(content)
        answer = {
            "out": str(options["out"]),
            "documents": len(trail.documents),
            "events": len(trail.events),
        }
        self.stdout.write(json.dumps(answer) if options["json"] else f"{answer['out']}: {answer}")


def _trail(options: dict[str, Any]) -> Trail:
    if options["document"]:
        return selectors.document_trail(options["document"])
    if options["case"]:
        return selectors.case_trail(options["case"])
    if options["person"]:
        return selectors.person_trail(people.employee_by_nip(options["person"]).employee_id)
    return selectors.period_trail(CalendarMonth.parse(options["period"]), CLI)
