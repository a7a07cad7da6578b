"""The demo from nothing to a served site: `manage.py demo [--serve 0] [--port N]`."""

import json
from argparse import ArgumentParser
from functools import partial
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, OutputWrapper

from demo.build import build, settle
from demo.summary import as_text, logins_text, summary
from office.audit.core import rule


@rule("cli")
class Command(BaseCommand):
    """Migrates, plays what has not been played, settles the work, and serves."""

    help = "Membangun Kota Contoh lalu menjalankan situsnya."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare --serve, --port, --months and --json."""
        parser.add_argument("--serve", type=int, default=1, choices=(0, 1))
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--months", type=int, default=3, choices=(1, 2, 3))
        parser.add_argument(
            "--json", action="store_true", help="satu dokumen JSON di keluaran baku"
        )

    def handle(self, *_: Any, **options: Any) -> None:
        """Build, tell, and serve unless told not to."""
        call_command("migrate", verbosity=0)
        told = self.stderr if options["json"] else self.stdout
        played = build(partial(_tell, told), options["months"])
        if played:
            settle()
        else:
            told.write("Kota Contoh sudah lengkap: tidak ada yang diubah.")
        found = summary()
        self.stdout.write(json.dumps(found) if options["json"] else as_text(found))
        if not options["json"]:
            self.stdout.write(logins_text())
        if options["serve"]:
            self.stdout.write(
                f"\nSitus: http://localhost:{options['port']}  (Ctrl+C untuk berhenti)"
            )
            call_command("serve", port=options["port"])


def _tell(out: OutputWrapper, line: str) -> None:
    out.write(line)
    out.flush()  # a long build is watched through pipes too
