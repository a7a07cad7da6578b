"""The embedded dispatcher: `manage.py work [--once]`."""

import json
import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from office.audit.core import rule
from office.jobs.services import between_jobs, keep_schedule, run_due

PAUSE_SECONDS = 0.5


@rule("cli")
class Command(BaseCommand):
    """Does due jobs until it is told to stop; with --once until none is due."""

    help = "Menjalankan pekerjaan yang jatuh tempo."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare --once and --json."""
        parser.add_argument(
            "--once", action="store_true", help="berhenti bila tidak ada lagi yang jatuh tempo"
        )
        parser.add_argument(
            "--json", action="store_true", help="satu dokumen JSON di keluaran baku"
        )

    def handle(self, *_: Any, **options: Any) -> None:
        """Run the loop; SIGTERM and SIGINT end it after the job at hand."""
        stop = threading.Event()
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_: stop.set())
        done = self._drain(stop)
        while not options["once"] and not stop.wait(PAUSE_SECONDS):
            between_jobs()
            done += self._drain(stop)
        self.stdout.write(
            json.dumps({"done": done}) if options["json"] else f"{done} pekerjaan selesai"
        )

    def _drain(self, stop: threading.Event) -> int:
        keep_schedule()
        done = 0
        while not stop.is_set() and (count := run_due()):
            done += count
        return done
