"""verify_audit [--bundle FILE] [--json]: the trail and its checkpoints, or a bundle; exit 1 when it breaks."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from office.audit.core import rule
from office.audit.verification import verify_trail
from performance.inspection.standalone.verify import verify
from signing.stamping import broken_stamps

WRONGLY_CALLED = 2


@rule("cli")
class Command(BaseCommand):
    """Recompute the trail; writes nothing."""

    help = "Memeriksa jejak audit dan segelnya, atau sebuah berkas bukti dengan --bundle."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("--bundle", type=Path)
        parser.add_argument("--json", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Check the trail, or the bundle."""
        answer = self._bundle(options["bundle"]) if options["bundle"] else _trail()
        if options["json"]:
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        else:
            self._tell(answer)
        if not answer["holds"]:
            raise SystemExit(1)

    def _bundle(self, path: Path) -> dict[str, Any]:
        if not path.is_file():
            self.stderr.write(f"{path}: berkas bukti tidak ada")
            raise SystemExit(WRONGLY_CALLED)
        reasons, facts = verify(str(path))
        return {"bundle": str(path), "holds": not reasons, "breaks": reasons, "facts": facts}

    def _tell(self, answer: dict[str, Any]) -> None:
        for name, value in answer.items():
            if not isinstance(value, list):
                self.stdout.write(f"{name}: {value}")
        for line in (*answer.get("facts", ()), *(f"RUSAK {reason}" for reason in answer["breaks"])):
            self.stdout.write(line)


def _trail() -> dict[str, Any]:
    verdict = verify_trail()
    stamped, broken = broken_stamps()
    return {
        "holds": verdict.holds and not broken,
        "events": verdict.events,
        "sealed": verdict.sealed,
        "unsealed": verdict.unsealed,
        "checkpoints": verdict.checkpoints,
        "stamped": stamped,
        "root": verdict.root,
        "breaks": [*verdict.breaks, *(f"cap waktu segel {size} tidak sah" for size in broken)],
    }
