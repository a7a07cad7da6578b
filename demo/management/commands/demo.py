"""The demo from nothing to a served site: `manage.py demo [--serve 0] [--port N]`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from office.audit.core import rule


@rule("cli")
class Command(BaseCommand):
    """Builds the city where it is not built yet, and serves it."""

    help = "Membangun Kota Contoh lalu menjalankan situsnya."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare --serve, --port and --json."""
        parser.add_argument("--serve", type=int, default=1, choices=(0, 1))
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument(
            "--json", action="store_true", help="satu dokumen JSON di keluaran baku"
        )

    def handle(self, *_: Any, **options: Any) -> None:
        """Build, tell, and serve unless told not to."""
        call_command("demo_city", json=options["json"], stdout=self.stdout, stderr=self.stderr)
        if options["serve"]:
            self.stdout.write(
                f"\nSitus: http://localhost:{options['port']}  (Ctrl+C untuk berhenti)"
            )
            self.stdout.flush()
            call_command("serve", port=options["port"])
