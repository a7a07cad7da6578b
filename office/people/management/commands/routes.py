"""`manage.py routes`: every address of the site and the rule of who may."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from office.audit.core import rule
from office.people.access import rules
from office.people.routing import Route, open_to_anyone, routes


@rule("cli")
class Command(BaseCommand):
    """Prints each URL, its methods and its declared rule; exits 1 if one declares none, or an unknown one."""

    help = "Every URL, method and the declared rule of who may; an undeclared one is an error."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take `--json`."""
        parser.add_argument(
            "--json", action="store_true", help="one JSON document on standard output"
        )

    def handle(self, *_: Any, **options: Any) -> None:
        """Print the list; exit 1 with every faulty route on standard error."""
        found = routes()
        if options["json"]:
            self.stdout.write(
                json.dumps([_plain(route) for route in found], ensure_ascii=False, indent=1)
            )
        else:
            self._print(found)
        faulty = [route for route in found if route.fault]
        for route in faulty:
            self.stderr.write(f"{route.path}: {route.fault} ({route.view})")
        if faulty:
            sys.exit(1)

    def _print(self, found: list[Route]) -> None:
        wide = max((len(route.path) for route in found), default=0)
        for route in found:
            methods = ",".join(route.methods)
            rule_and_scope = " + ".join(filter(None, (route.rule or "-", route.scope)))
            self.stdout.write(
                f"{route.path:<{wide}}  {methods:<12}  {rule_and_scope:<24}  {route.view}"
            )
        self.stdout.write("")
        self.stdout.write("Tanpa masuk, siapa pun dapat membuka:")
        for route in open_to_anyone():
            self.stdout.write(f"  {route.path:<{wide}}  {route.why or '-'}")
        self.stdout.write("")
        for known in rules():
            self.stdout.write(f"{known.name:<24}  {known.words}")


def _plain(route: Route) -> dict[str, Any]:
    return {
        "url": route.path,
        "name": route.name,
        "methods": list(route.methods),
        "rule": route.rule,
        "view": route.view,
        "why": route.why,
        "scope": route.scope,
        "fault": route.fault,
    }
