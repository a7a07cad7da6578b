"""Checkpoints outside the database: who cuts the trail's tail must also find and change these files."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from office.audit import clock
from office.audit.core import checkpoint_text
from office.audit.keys import audit_key, signature_holds
from office.audit.models import Checkpoint
from office.audit.selectors import checkpoint_data


def hand_out() -> int:
    """Write every unsent checkpoint to the anchor folder and return how many were written."""
    folder = Path(settings.ANCHOR_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    unsent = list(Checkpoint.objects.filter(sent_at=None).order_by("size"))
    for checkpoint in unsent:
        path = folder / f"{checkpoint.size:012d}.json"
        path.write_text(json.dumps(checkpoint_data(checkpoint), indent=1), encoding="utf-8")
    with transaction.atomic():
        Checkpoint.objects.filter(pk__in=[c.pk for c in unsent]).update(sent_at=clock.now())
    return len(unsent)


def anchors() -> list[dict[str, Any]]:
    """Return all handed-out checkpoints, smallest first; a file that was destroyed counts with an empty root."""
    return [_read(path) for path in sorted(Path(settings.ANCHOR_DIR).glob("*.json"))]


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        found = {}
    size = int(path.stem) if path.stem.isdecimal() else 0
    return {"root": "", **(found if isinstance(found, dict) else {}), "size": size}


def anchor_holds(anchor: dict[str, Any]) -> bool:
    """Return whether a handed-out checkpoint is signed by this installation's own key."""
    try:
        text = checkpoint_text(
            anchor["origin"],
            anchor["size"],
            bytes.fromhex(anchor["root"]),
            datetime.fromisoformat(anchor["at"]),
        )
        return signature_holds(audit_key().public_pem, bytes.fromhex(anchor["signature"]), text)
    except (KeyError, TypeError, ValueError):
        return False
