"""Discipline sanctions: thresholds of absence, and what a decided one does to pay."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from office.regulations.core.bands import rising
from office.regulations.core.section import Part, Section
from office.regulations.core.values import ByText, Count, Percent, Text


class Threshold(Part):
    """Cumulative days absent in the counting year, both ends inclusive, and what they lead to."""

    from_days: Count = Field(ge=1)
    until_days: Count | None = None
    kind: Text
    level: Literal["light", "medium", "heavy"]
    label: Text
    clause: Text

    @property
    def first(self) -> int:
        return self.from_days

    @property
    def last(self) -> int | None:
        return self.until_days


def checked(thresholds: tuple[Threshold, ...]) -> tuple[Threshold, ...]:
    """Return thresholds that rise and touch; ValueError otherwise."""
    rising(thresholds)
    return thresholds


class TppCut(Part):
    """The cut of TPP that a decided sanction brings."""

    percent_bp: Percent = Field(alias="percent")
    months: Count = Field(ge=1, le=24)
    clause: Text


class Summons(Part):
    """How long before the examination the written summons has to be served."""

    workdays: Count = Field(ge=1)
    """Working days from the summons to the first day of examination; the day of the summons does not count."""
    clause: Text


class Sanction(Section):
    """PP 94/2021 thresholds and the region's own cuts."""

    year: Literal["calendar"]
    minutes_per_day: Count = Field(ge=1)
    """Minutes of lateness and early leaving that count as one day absent."""
    consecutive_days: Count
    """Days absent running that lead straight to `consecutive_kind`."""
    consecutive_kind: Text
    thresholds: Annotated[tuple[Threshold, ...], AfterValidator(checked)]
    tpp_cut: ByText[TppCut]
    """By kind of sanction; a kind that is not listed cuts nothing."""
    tpp_cut_base: Literal["gross", "rest"]
    """The cut is taken of TPP before other cuts, or of what they leave."""
    summons: Summons | None = None
    """None where the regulation names no time between summons and examination."""
    starts: Literal["next_month", "same_month"]
    """First month of the effect, counted from the month of the decision."""

    def threshold_for(self, days: int) -> Threshold | None:
        """Return the threshold that a number of days reaches, None below the first."""
        reached = [one for one in self.thresholds if one.from_days <= days]
        return reached[-1] if reached else None

    @model_validator(mode="after")
    def cuts_name_known_kinds(self) -> Self:
        kinds = {one.kind for one in self.thresholds}
        unknown = ({self.consecutive_kind} | set(self.tpp_cut)) - kinds
        if unknown:
            raise ValueError(f"jenis yang ada pada thresholds, bukan {', '.join(sorted(unknown))}")
        return self
