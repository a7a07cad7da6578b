"""Reads of receipts."""

from office.acts.models import Receipt
from office.audit.core import Actor


def has_receipt(actor: Actor, key: str) -> bool:
    """Return whether the actor has finished an act under that key."""
    return Receipt.objects.filter(actor=actor.ref, key=key).exclude(outcome=None).exists()
