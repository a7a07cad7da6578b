"""Work of the door itself."""

from typing import Any

from office.acts.counting import forget_expired
from office.jobs.core import handler


@handler("acts.forget_counts")
def forget_counts(_: str, __: dict[str, Any]) -> None:
    """Delete counts of tries whose time is over."""
    forget_expired()
