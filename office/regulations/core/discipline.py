"""Cuts of the allowance for lateness, early leaving, missing punches and absence."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from office.regulations.core.bands import Tier, rising
from office.regulations.core.section import Section
from office.regulations.core.values import Count, Percent


def checked(tiers: tuple[Tier, ...]) -> tuple[Tier, ...]:
    """Return tiers that rise, touch and are open above; ValueError otherwise."""
    rising(tiers)
    if tiers[-1].until_minutes is not None:
        raise ValueError("jenjang terakhir terbuka ke atas (tanpa until_minutes)")
    return tiers


Tiers = Annotated[tuple[Tier, ...], AfterValidator(checked)]


class DisciplineBase(Section):
    """What the percentages are taken from, and how much of it always stays."""

    cut_base: Literal["component", "total"]
    """The discipline part of TPP, or all of it."""
    min_component_bp: Percent = Field(alias="min_component")
    """Basis points of the cut base that no discipline cut may touch."""


class DisciplineLate(Section):
    """Late arrivals: one tier per event, whole minutes, seconds dropped."""

    tiers: Tiers


class DisciplineEarly(Section):
    """Early departures: one tier per event."""

    tiers: Tiers


class DisciplineMissingPunch(Section):
    """A day with no in-punch or no out-punch, in basis points per missing punch."""

    mode: Literal["top_tier", "percent"]
    percent_bp: Percent | None = Field(default=None, alias="percent")


class DisciplineAbsent(Section):
    """Days absent without a valid reason."""

    mode: Literal["percent"]
    percent_per_day_bp: Percent = Field(alias="percent_per_day")
    full_cut_after_consecutive: Count
    """This many working days running within a month cut the whole base; 0 switches it off."""
