"""Work this room does after an act; each may be killed at any moment and run again."""

from typing import Any

from office.audit.core import Actor
from office.jobs.core import handler
from performance.tpp import services


@handler("tpp.chunk")
def chunk(key: str, args: dict[str, Any]) -> None:
    """Compute one range of a run's employees."""
    del key
    services.compute_chunk(
        by=Actor.system("tpp.chunk"),
        run_id=args["run"],
        first_employee=args["first"],
        last_employee=args["last"],
    )


@handler("tpp.open_disbursement")
def disbursement(key: str, args: dict[str, Any]) -> None:
    """Open the payment of a frozen run."""
    del key
    services.open_disbursement(by=Actor.system("tpp.open_disbursement"), run_id=args["run"])
