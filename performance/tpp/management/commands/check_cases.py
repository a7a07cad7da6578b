"""`check_cases FILE..`: worked examples against the engine. Writes nothing."""

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from office.audit.core import rule
from performance.tpp.cases import UnreadableCase, Verdict, verdicts


@rule("cli")
class Command(BaseCommand):
    """Exit 0 when every example gives what it expects, 1 when one does not, 2 for a file not in the form."""

    help = "Hitung contoh kasus dan bandingkan dengan nilai yang diharapkan."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the files."""
        parser.add_argument("files", nargs="+", type=Path)
        parser.add_argument("--json", action="store_true")

    def handle(self, *_args: object, **options: Any) -> None:
        """Judge every example and leave with the exit code."""
        found: list[Verdict] = []
        code = 0
        for path in options["files"]:
            try:
                found += verdicts(path)
            except UnreadableCase as error:
                self.stderr.write(str(error))
                code = 2
        if options["json"]:
            self.stdout.write(json.dumps([asdict(one) for one in found], ensure_ascii=False))
        else:
            for one in found:
                self.tell(one)
        sys.exit(code or int(any(one.status != "pass" for one in found)))

    def tell(self, one: Verdict) -> None:
        words = {"pass": "sesuai", "differs": "BERBEDA", "error": "GALAT"}[one.status]
        self.stdout.write(f"{words}: {one.file}: {one.case} / {one.name}")
        if one.error:
            self.stderr.write(f"{one.file}: {one.name}: {one.error}")
        for difference in one.differences:
            self.stdout.write(
                f"  {difference.key}: diharapkan {difference.expected}, diperoleh {difference.got}"
            )
