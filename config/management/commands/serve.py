"""The site and, on an embedded installation, its worker: `manage.py serve [--port N]`."""

import os
import signal
import subprocess
import sys
import threading
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from office.audit.core import rule


@rule("cli")
class Command(BaseCommand):
    """Starts gunicorn on 127.0.0.1 and the dispatcher beside it; ends both together."""

    help = "Menjalankan situs beserta pekerjanya."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare --port."""
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *_: Any, **options: Any) -> None:
        """Run until either process ends or a signal arrives."""
        call_command("check", databases=["default"], stdout=self.stdout, stderr=self.stderr)
        commands = [_site(options["port"]), _worker()]
        children = [subprocess.Popen(command, cwd=settings.BASE_DIR) for command in commands]
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        while not stop.wait(0.5) and all(child.poll() is None for child in children):
            pass
        for child in children:
            child.terminate()
        codes = [child.wait(timeout=30) for child in children]
        if not stop.is_set():
            sys.exit(max(abs(code) for code in codes) or 1)


def _site(port: int) -> list[str]:
    threads = os.environ.get("WEB_THREADS", "4")
    options = [
        "--worker-class",
        "gthread",
        "--workers",
        "2",
        "--threads",
        threads,
        "--timeout",
        "120",
        "--no-control-socket",
    ]
    binary = [sys.executable, "-m", "gunicorn", "config.wsgi:application"]
    return [*binary, "--bind", f"127.0.0.1:{port}", *options]


def _worker() -> list[str]:
    if settings.REDIS_URL:
        return [
            sys.executable,
            "-m",
            "celery",
            "-A",
            "config.celery",
            "worker",
            "--beat",
            "--schedule",
            str(settings.VAR_DIR / "celerybeat"),
            "--loglevel",
            "WARNING",
        ]
    return [sys.executable, "manage.py", "work"]
