"""`regulation check FILE..` and `regulation diff A B`: reads files, writes nothing."""

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from office.audit.core import rule
from office.regulations.core import Change, Regulation, RegulationError, differences, parse

HOLDS, FAILS, WRONG_CALL = 0, 1, 2


@rule("cli")
class Command(BaseCommand):
    """Exit 0 when every file is a regulation (check) or nothing differs (diff), else 1; 2 for a bad call."""

    help = "Periksa berkas peraturan, atau bandingkan dua berkas."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the verb and its files."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        check = verbs.add_parser("check", help="periksa berkas")
        check.add_argument("files", nargs="+", type=Path)
        check.add_argument("--json", action="store_true")
        diff = verbs.add_parser("diff", help="bandingkan dua berkas")
        diff.add_argument("before", type=Path)
        diff.add_argument("after", type=Path)
        diff.add_argument("--json", action="store_true")

    def handle(self, *_args: object, **options: Any) -> None:
        """Run the verb and leave with its exit code."""
        sys.exit(self.check_files(options) if options["verb"] == "check" else self.diff(options))

    def check_files(self, options: dict[str, Any]) -> int:
        """Return the worst exit code of the files."""
        checked = [self.checked(path) for path in options["files"]]
        if options["json"]:
            self.stdout.write(json.dumps([document for _, document in checked], ensure_ascii=False))
        return max(code for code, _ in checked)

    def checked(self, path: Path) -> tuple[int, dict[str, Any]]:
        """Return the exit code of one file and what was found, telling the messages on stderr."""
        found: dict[str, Any] = {"file": str(path), "ok": False, "faults": []}
        try:
            regulation = parse(path.read_bytes())
        except OSError as error:
            self.stderr.write(f"{path}: berkas yang dapat dibaca ({error.strerror})")
            return WRONG_CALL, found
        except RegulationError as error:
            for fault in error.faults:
                self.stderr.write(f"{path}: {fault.key}: {fault.expected}")
            return FAILS, found | {"faults": [asdict(fault) for fault in error.faults]}
        self.stderr.write(
            f"{path}: {regulation.instrument}, {len(regulation.sections)} bagian, sah"
        )
        return HOLDS, found | {"ok": True, "sha256": regulation.sha256}

    def diff(self, options: dict[str, Any]) -> int:
        pair = [self.readable(options[name]) for name in ("before", "after")]
        if pair[0] is None or pair[1] is None:
            return WRONG_CALL
        changes = differences(pair[0], pair[1])
        if options["json"]:
            self.stdout.write(
                json.dumps([asdict(change) for change in changes], ensure_ascii=False)
            )
        else:
            self.tell(changes)
        return FAILS if changes else HOLDS

    def readable(self, path: Path) -> Regulation | None:
        try:
            return parse(path.read_bytes())
        except OSError as error:
            self.stderr.write(f"{path}: berkas yang dapat dibaca ({error.strerror})")
        except RegulationError as error:
            for fault in error.faults:
                self.stderr.write(f"{path}: {fault.key}: {fault.expected}")
        return None

    def tell(self, changes: tuple[Change, ...]) -> None:
        for change in changes:
            if change.before is None:
                self.stdout.write(f"+ {change.key}: {change.after}")
            elif change.after is None:
                self.stdout.write(f"- {change.key}: {change.before}")
            else:
                self.stdout.write(f"~ {change.key}: {change.before} -> {change.after}")
