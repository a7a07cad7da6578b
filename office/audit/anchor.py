"""Checkpoints outside the database: who cuts the trail's tail must also find and change these files."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from office.audit import clock
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
    """Return all handed-out checkpoints, smallest first."""
    return [
        json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(Path(settings.ANCHOR_DIR).glob("*.json"))
    ]
