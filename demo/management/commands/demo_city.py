"""The imaginary city by way of the real services: `manage.py demo_city [--months M] [--hands N]`."""

import json
from argparse import ArgumentParser
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, OutputWrapper

from demo.build import build, settle
from demo.summary import as_text, logins_text, summary
from office.audit.core import rule


@rule("cli")
class Command(BaseCommand):
    """Migrates, plays what has not been played, settles the work and says what the chain holds."""

    help = "Membangun Kota Contoh lewat layanan yang sama dengan situs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare --months, --hands and --json."""
        parser.add_argument("--months", type=int, default=3, choices=(1, 2, 3))
        parser.add_argument(
            "--hands",
            type=int,
            default=0,
            help="proses bersamaan; 0 berarti sebanyak inti prosesor",
        )
        parser.add_argument(
            "--json", action="store_true", help="satu dokumen JSON di keluaran baku"
        )

    def handle(self, *_: Any, **options: Any) -> None:
        """Build and tell; a second run plays nothing."""
        if not settings.DEMO:
            raise CommandError(
                "Kota Contoh hanya untuk pemasangan demo: jalankan dengan DEMO=1.", returncode=2
            )
        call_command("migrate", verbosity=0)
        told = self.stderr if options["json"] else self.stdout
        if build(partial(_tell, told), options["months"], options["hands"] or None):
            settle()
        else:
            told.write("Kota Contoh sudah lengkap: tidak ada yang diubah.")
        found = summary()
        if options["json"]:
            self.stdout.write(json.dumps(found))
        else:
            self.stdout.write(as_text(found) + "\n" + logins_text())


def _tell(out: OutputWrapper, line: str) -> None:
    out.write(line)
    out.flush()  # a long build is watched through pipes too
