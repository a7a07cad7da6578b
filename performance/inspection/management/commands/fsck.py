"""fsck [--json]: every room's invariants with counts and first offenders; exit 1 when one does not hold."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from office.audit.core import rule
from performance.inspection.checking import Finding, all_findings


@rule("cli")
class Command(BaseCommand):
    """Ask every invariant; writes nothing."""

    help = "Memeriksa semua invarian; keluar 1 bila ada yang tidak terpenuhi."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("--json", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print each finding as it comes."""
        findings = []
        for finding in all_findings():
            findings.append(finding)
            if not options["json"]:
                self._tell(finding)
        holds = all(finding.holds for finding in findings)
        if options["json"]:
            answer = {
                "holds": holds,
                "invariants": [asdict(f) | {"holds": f.holds} for f in findings],
            }
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        if not holds:
            raise SystemExit(1)

    def _tell(self, finding: Finding) -> None:
        mark = "utuh " if finding.holds else "RUSAK"
        self.stdout.write(
            f"{mark} {finding.code:<3} {finding.title} ({finding.room}: {finding.looked_at})"
        )
        for line in finding.first:
            self.stdout.write(f"          {line}")
        if finding.broken > len(finding.first):
            self.stdout.write(f"          dan {finding.broken - len(finding.first)} lagi")
