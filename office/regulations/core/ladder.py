"""The ladder beyond its chains: mandates, clocks, disputed superiors, what the boss's silence does."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from office.regulations.core.section import Section
from office.regulations.core.values import Count, Text, unchangeable
from office.regulations.core.work import Procedure

Stand = Literal["plt", "plh"]


class Mandate(Section):
    """What whoever stands in may not decide, and how long one stands in at most."""

    strategic: Annotated[Mapping[Procedure, Text], AfterValidator(unchangeable)]
    """Procedures a Plt or Plh does not decide, each with the article that says so (UU 30/2014 art. 14 (7))."""
    longest_days: Annotated[Mapping[Stand, Count], AfterValidator(unchangeable)] = {}
    """Calendar days one mandate of a kind (`plt`, `plh`) lasts at most; a kind left out has no such bound."""


class Clock(Section):
    """When a desk is reminded and when its silence goes one seat up. Counted in working hours of that office."""

    remind_hours: Count = Field(ge=1)
    """Working hours before the end of a desk's time at which its holder is reminded."""
    escalate_hours: Count = Field(ge=1)
    """Working hours after the end of a desk's time at which the superior of the seat is told."""


class Dispute(Section):
    """A disputed superior: 'Ini bukan atasan saya'."""

    answer_workdays: Count = Field(ge=1)
    """Working days personnel has for an answer."""
    on_silence: Literal["next_seat"]
    """What an unanswered dispute leads to: the filing goes to the next seat of the line."""


class Undecided(Section):
    """What happens to minutes nobody decided on when a month closes."""

    mode: Literal["provisional", "held"]
    """`provisional`: counted now and settled by difference; `held`: paid once decided. Never lost."""
