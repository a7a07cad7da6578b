"""Jobs of signing."""

from typing import Any

from office.jobs.core import handler
from signing import intents, stamping
from signing.core import SignatureState
from signing.selectors import signature_states


@handler("audit.stamp")
def stamp_checkpoints(_key: str, _args: dict[str, Any]) -> None:
    """Let a time stamp server witness the trail's newest seals; without TSA_URLS there is nothing to ask."""
    stamping.stamp_checkpoints()


@handler("signing.sweep_intents")
def sweep_intents(_key: str, _args: dict[str, Any]) -> None:
    """Remove signed bytes whose signature was stored or lapsed while the process died before it could tidy up."""
    lying = list(intents.pending())
    states = signature_states(lying)
    for signature_id in lying:
        if states.get(signature_id, SignatureState.LAPSED) != SignatureState.INTENDED:
            intents.remove(signature_id)
    intents.clear_leftovers()
