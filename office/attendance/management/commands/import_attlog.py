"""`import_attlog FILE --device SN [--dry-run] [--as NIP] [--json]`: a device's file into the house."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from office.acts.core import Problem
from office.attendance.outcomes import AttlogOutcome
from office.attendance.selectors import preview_attlog
from office.attendance.services import import_attlog
from office.audit.core import Actor, rule
from office.people.selectors import employee_by_nip

ALL_SOUND, SOME_REFUSED, WRONG_CALL = 0, 1, 2


@rule("cli")
class Command(BaseCommand):
    """Exit 0 when every line was sound, 1 when some were refused (the others are kept), 2 for an unusable call or file."""

    help = "Impor berkas ATTLOG mesin kehadiran."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the file, its device, and the rehearsal."""
        parser.add_argument("file", type=Path, help="berkas ATTLOG (kolom dipisah tab)")
        parser.add_argument("--device", required=True, metavar="SN", help="nomor seri mesin")
        parser.add_argument(
            "--dry-run", action="store_true", help="periksa saja, tidak menyimpan apa pun"
        )
        parser.add_argument(
            "--as", dest="nip", metavar="NIP", default="", help="atas nama pegawai ini"
        )
        parser.add_argument(
            "--json", action="store_true", help="satu dokumen JSON di keluaran baku"
        )

    def handle(self, *_: Any, **options: Any) -> None:
        """Import or rehearse, tell the outcome, leave with its exit code."""
        try:
            outcome = self._outcome(options)
        except OSError as error:
            self.stderr.write(
                f"{options['file']}: diharapkan berkas yang dapat dibaca ({error.strerror})"
            )
            sys.exit(WRONG_CALL)
        except Problem as problem:
            self.stderr.write(f"{options['file']}: {problem.message}")
            sys.exit(WRONG_CALL)
        self._tell(outcome, options)
        sys.exit(ALL_SOUND if outcome.is_clean else SOME_REFUSED)

    def _outcome(self, options: dict[str, Any]) -> AttlogOutcome:
        content = options["file"].read_bytes()
        nip = options["nip"]
        by = Actor.person(employee_by_nip(nip).employee_id) if nip else Actor.system("cli")
        if options["dry_run"]:
            return preview_attlog(options["device"], content, by)
        return import_attlog(by=by, sn=options["device"], content=content)

    def _tell(self, outcome: AttlogOutcome, options: dict[str, Any]) -> None:
        for refused in outcome.rejected:
            self.stderr.write(f"{options['file']}: baris {refused.line}: {refused.reason}")
        for warning in outcome.warnings:
            self.stderr.write(warning)
        if options["json"]:
            self.stdout.write(
                json.dumps(outcome.as_dict() | {"dry_run": options["dry_run"]}, ensure_ascii=False)
            )
            return
        word = "akan baru" if options["dry_run"] else "baru"
        self.stdout.write(
            f"{outcome.lines} baris: {outcome.read} terbaca, {outcome.new} {word}, {outcome.duplicate} ganda, "
            f"{outcome.lines - outcome.read} ditolak; PIN belum dipetakan: {', '.join(outcome.unmapped_pins) or '-'}"
        )
