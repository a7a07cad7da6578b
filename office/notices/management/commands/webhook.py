"""`webhook add|list|end|log`: other systems that are told, by the administrator on the server."""

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from office.acts.core import Problem
from office.audit.core import Actor, rule
from office.notices import selectors, services
from office.notices.core.hooks import CallState, HookEvent

HOLDS, FAILS, WRONG_CALL = 0, 1, 2


@rule("cli")
class Command(BaseCommand):
    """Exit 0 when done; `log` exits 1 while a call was given up; 2 for a bad call."""

    help = "Webhook bertanda tangan: daftarkan, lihat, akhiri, dan catatan panggilannya."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the verb."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        add = verbs.add_parser("add", help="daftarkan; rahasianya ditampilkan sekali ini saja")
        add.add_argument("--name", required=True)
        add.add_argument("--url", required=True)
        add.add_argument("--event", action="append", default=[], choices=sorted(HookEvent))
        end = verbs.add_parser("end", help="akhiri")
        end.add_argument("--name", required=True)
        log = verbs.add_parser("log", help="catatan panggilan, terbaru dahulu")
        log.add_argument("--name", default="")
        for verb in (add, end, log, verbs.add_parser("list", help="semua webhook")):
            verb.add_argument("--json", action="store_true")

    def handle(self, *_args: object, **options: Any) -> None:
        """Run the verb and leave with its exit code."""
        try:
            code, found = getattr(self, f"_{options['verb']}")(options)
        except Problem as problem:
            self.stderr.write(problem.message)
            sys.exit(WRONG_CALL)
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False))
        else:
            for row in found if isinstance(found, list) else [found]:
                self.stdout.write("  ".join(f"{name}={value}" for name, value in row.items()))
        sys.exit(code)

    def _add(self, options: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        secret = services.register_webhook(
            by=Actor.system("cli"),
            name=options["name"],
            url=options["url"],
            events=options["event"] or sorted(HookEvent),
        )
        return HOLDS, {"name": options["name"], "secret": secret.reveal()}

    def _end(self, options: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        services.end_webhook(by=Actor.system("cli"), name=options["name"])
        return HOLDS, {"name": options["name"], "ended": True}

    def _list(self, _options: dict[str, Any]) -> tuple[int, list[dict[str, Any]]]:
        return HOLDS, [asdict(hook) for hook in selectors.webhooks()]

    def _log(self, options: dict[str, Any]) -> tuple[int, list[dict[str, Any]]]:
        calls = selectors.hook_calls(options["name"])
        told = [
            {
                "id": call.public_id,
                "webhook": call.hook.name,
                "event": call.event,
                "state": call.state,
                "attempts": call.attempts,
                "answered": call.answered,
                "error": call.error,
            }
            for call in calls
        ]
        return (FAILS if any(c.state == CallState.FAILED for c in calls) else HOLDS), told
