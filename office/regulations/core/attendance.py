"""Working time: grace, the length of a working day, and the rosters."""

from typing import Literal, Self

from pydantic import Field, model_validator

from office.regulations.core.section import Part, Section
from office.regulations.core.values import ByText, Count, Minute, Text

MINUTES_PER_DAY = 24 * 60


class Attendance(Section):
    """How punches are judged."""

    grace_minutes: Count
    """Whole minutes after the start of duty that still count as on time."""
    stay_flag_after_minutes: Count
    """A stay longer than this after the end of duty without any work logged is a finding."""
    minutes_per_day: Count = Field(ge=1)
    """Minutes of lateness and early leaving that add up to one day (discipline)."""
    ahead_minutes: Count = 0
    """A record later than its receipt by more than this counts for nothing."""
    silent_hours: Count = 0
    """A device file received no later than this after its last record is complete up to its receipt."""


class Hours(Part):
    """Duty hours of a day or shift, in minutes from 00.00 of the (shift) date, local time."""

    start_minute: Minute = Field(alias="start")
    end_of_duty: Minute = Field(alias="end")
    next_day: bool = False
    break_minutes: Count = 0

    @property
    def end_minute(self) -> int:
        """Return the end of duty; above 1440 when the shift runs over midnight."""
        return self.end_of_duty + MINUTES_PER_DAY * self.next_day

    @property
    def required_minutes(self) -> int:
        """Return the minutes of work the day asks for, without the break."""
        return self.end_minute - self.start_minute - self.break_minutes

    @model_validator(mode="after")
    def ends_after_it_starts(self) -> Self:
        if self.required_minutes <= 0:
            raise ValueError(
                "jam pulang sesudah jam masuk (isi next_day = true bila lewat tengah malam)"
            )
        return self


class WeekHours(Hours):
    """The same hours on several weekdays; 1 is Monday, 7 is Sunday."""

    weekdays: tuple[Literal[1, 2, 3, 4, 5, 6, 7], ...] = Field(min_length=1)


class Roster(Part):
    """Hours by weekday (`week`), or shifts by code that are planned by date (`shifts`)."""

    title: Text
    clause: Text
    week: tuple[WeekHours, ...] = ()
    shifts: ByText[Hours] = Field(default_factory=dict)
    holidays_off: bool = True
    """Whether public holidays are free of duty; units that serve without pause say false."""

    def on_weekday(self, weekday: int) -> Hours | None:
        """Return the hours of an ISO weekday (1 Monday), or None for a free day."""
        return next((hours for hours in self.week if weekday in hours.weekdays), None)

    @model_validator(mode="after")
    def one_kind_each_day_once(self) -> Self:
        if bool(self.week) == bool(self.shifts):
            raise ValueError("isi salah satu: week atau shifts")
        days = [day for hours in self.week for day in hours.weekdays]
        if len(days) != len(set(days)):
            raise ValueError("setiap hari hanya sekali dalam week")
        return self


class Rosters(Section):
    """The rosters of the government, by code."""

    by_code: ByText[Roster]
