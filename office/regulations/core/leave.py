"""Being away by permission: leave, duty, permits; and the correction of attendance."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from office.regulations.core.section import Part, Section
from office.regulations.core.values import Count, Text, unchangeable

LeaveKind = Literal["annual", "sick", "maternity", "important", "long", "unpaid"]
PositionKind = Literal["jpt", "administrator", "pengawas", "fungsional", "pelaksana"]


class EvidenceRule(Part):
    """The paper a leave needs."""

    title: Text
    """What it is called: "Surat keterangan dokter"."""
    from_days: Count = Field(ge=1)
    """Days counted from which it is needed."""
    confidential: bool = False
    """Whether only its owner and those who keep leave papers may open it."""


class YearlyDays(Part):
    """A kind of leave of which each calendar year gives so many days."""

    days: Count = Field(ge=1)
    """Days of one year."""
    carry_days: Count
    """Most unused days of the last year that come over."""
    carry_days_unused: Count
    """Most that come over when nothing at all was taken in the last two years."""
    joint_leave: Literal["kept", "deducted"]
    """Whether joint leave (cuti bersama) takes days off the year's."""

    @model_validator(mode="after")
    def two_years_bring_no_less(self) -> Self:
        if self.carry_days_unused < self.carry_days:
            raise ValueError("carry_days_unused tidak kurang dari carry_days")
        return self


class LeaveRule(Part):
    """One kind of leave."""

    clause: Text
    counts: Literal["workdays", "calendar"]
    """Which days are counted: those the roster asks for, or all."""
    max_days: Count = Field(ge=1)
    """Most days one request may count."""
    service_months: Count = 0
    """Months of service needed."""
    yearly: YearlyDays | None = None
    """The balance; None for kinds without one."""
    evidence: EvidenceRule | None = None


class StandIn(Part):
    """Whose absence asks for a Plh."""

    clause: Text
    position_kinds: tuple[PositionKind, ...]
    """Kinds of positions whose holder names one."""
    from_workdays: Count = Field(ge=1)
    """Working days away from which one is named."""


class Leave(Section):
    """Cuti: kinds, balances, papers."""

    kinds: Annotated[Mapping[LeaveKind, LeaveRule], AfterValidator(unchangeable)]
    plh: StandIn


class Duty(Section):
    """Dinas luar: longest, and the paper it needs."""

    max_days: Count = Field(ge=1)
    """Most calendar days of one assignment."""
    evidence: EvidenceRule | None = None


class Permit(Section):
    """Izin: hours of a working day that are not judged."""

    max_minutes: Count = Field(ge=1, le=24 * 60)
    """Most minutes of one permit."""
    max_per_month: Count = Field(ge=1)
    """Most permits of one person in a calendar month."""


class Correction(Section):
    """Correction of a punch that is missing or wrong."""

    window_workdays: Count
    """Working days after the day itself within which it may be asked for."""
    max_per_month: Count = Field(ge=1)
    """Most days of one person in a calendar month."""
    evidence: Literal["optional", "required"]
