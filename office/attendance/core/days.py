"""A day of one employee: what is known about it and what follows."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Status(StrEnum):
    """What a day counts as.

    `pending` is a working day that is not over yet and has no finding either way; `unmeasured` one that is over, but
    no file of the person's devices proves what would be held against him or her.
    """

    PRESENT = "present"
    ABSENT = "absent"
    LEAVE = "leave"
    DUTY = "duty"
    HOLIDAY = "holiday"
    OFF = "off"
    PENDING = "pending"
    UNMEASURED = "unmeasured"


STATUS_WORDS: dict[str, str] = {
    Status.PRESENT.value: "Hadir",
    Status.ABSENT.value: "Tidak hadir",
    Status.LEAVE.value: "Cuti",
    Status.DUTY.value: "Dinas luar",
    Status.HOLIDAY.value: "Hari libur",
    Status.OFF.value: "Bukan hari kerja",
    Status.PENDING.value: "Belum selesai",
    Status.UNMEASURED.value: "Belum diukur",
}


@dataclass(frozen=True, slots=True)
class Shift:
    """The hours one roster asks for on one date."""

    code: str
    """Roster and, for shift units, the named shift: `kantor-5` or `rsud/malam`."""
    start_minute: int
    """First minute of work, counted from 00.00 local time of the shift date."""
    end_minute: int
    """Minute work ends (exclusive), same count; above 1440 when the shift ends on the next day."""
    break_minutes: int
    """Minutes of rest inside the shift that are not work."""
    title: str = ""
    """What people call it: `Kantor lima hari kerja`, `Pelayanan rumah sakit tiga sif, malam`."""

    @property
    def required_minutes(self) -> int:
        """Return minutes of work the shift asks for, rest taken off."""
        return self.end_minute - self.start_minute - self.break_minutes

    @property
    def middle_second(self) -> int:
        """Return the middle of the shift in seconds from 00.00 of the shift date."""
        return (self.start_minute + self.end_minute) * 30


@dataclass(frozen=True, slots=True, order=True)
class PunchMark:
    """One punch as a day sees it; direction and kind of the device are left out on purpose."""

    second: int
    """Seconds from 00.00 local time (the employee's zone) of the shift date; may be negative or above 86400."""
    device: str = ""
    """Serial number of the device."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that explains a day: leave, duty or holiday."""

    title: str
    """Kind as people say it: `Cuti tahunan`, `Dinas luar ke Surabaya`, `Hari Kemerdekaan`."""
    decree: str
    """Number of the letter or decree."""


@dataclass(frozen=True, slots=True, order=True)
class Stoppage:
    """A recorded outage or special circumstance, seen from the shift date."""

    from_second: int
    """First second it held, from 00.00 local time of the shift date."""
    until_second: int
    """Second it ended (exclusive), same count."""
    cause: str
    """Cause as recorded: `mesin mati`, `banjir`."""
    decree: str
    """Number of the paper that confirms it."""


@dataclass(frozen=True, slots=True, order=True)
class Attested:
    """A moment of arrival or departure that a correction puts in the place of a punch."""

    side: str
    """`in` or `out`."""
    second: int
    """Seconds from 00.00 local time of the shift date."""
    decree: str
    """Number of the correction."""


@dataclass(frozen=True, slots=True)
class DayInputs:
    """All that decides one day of one employee."""

    employee_id: int
    """Employee judged."""
    on: date
    """Shift date: the local date on which the shift begins."""
    roster: str = ""
    """Code of the roster that governs the date; empty when none does."""
    shift: Shift | None = None
    """Hours asked for on the date; None on an off day or holiday."""
    before: Shift | None = None
    """Hours of the previous date, in minutes of that date; None when it was free."""
    after: Shift | None = None
    """Hours of the next date, in minutes of that date; None when it is free."""
    holiday: Paper | None = None
    """Holiday that frees from duty; None for rosters that serve without pause."""
    leave: Paper | None = None
    """Leave that covers the date."""
    duty: Paper | None = None
    """Duty elsewhere that covers the date."""
    stoppages: tuple[Stoppage, ...] = ()
    """Outages and special circumstances that touch the date."""
    punches: tuple[PunchMark, ...] = ()
    """Punches of the employee from the day before to two days after, any order, repeats allowed."""
    suspect_devices: tuple[str, ...] = ()
    """Serial numbers among the punches whose clock is flagged as doubtful."""
    has_pin: bool = True
    """Whether any device PIN was mapped to the employee on the date."""
    grace_minutes: int = 0
    """Minutes of lateness that do not count (regulation, section `attendance`)."""
    roster_title: str = ""
    """What people call the roster of the date."""
    permits: tuple[Stoppage, ...] = ()
    """Hours the employee may be away; unlike an outage they stand in for no punch."""
    attested: tuple[Attested, ...] = ()
    """Corrections of the date, at most one for each side."""
    unseen: tuple[str, ...] = ()
    """Parts of the shift (`in`, `shift`, `out`) that no file of the person's devices proves; silence there is no absence."""
    ahead: tuple[PunchMark, ...] = ()
    """Records around the date that lie later than their receipt; they count for nothing."""


@dataclass(frozen=True, slots=True)
class JudgedDay:
    """What one day of one employee counts as, and why. Minutes count from 00.00 local time of the shift date."""

    employee_id: int
    """Employee judged."""
    date: date
    """Shift date; a night shift belongs to the date on which it begins."""
    roster: str
    """Code of roster and shift; empty when no roster governs the date."""
    status: str
    """present, absent, leave, duty, holiday or off; pending while a working day is not over and shows nothing yet;
    unmeasured when it is over and no device file proves what it would hold against the person."""
    presence: tuple[tuple[int, int], ...]
    """Proven presence as (from, until) minutes, until exclusive, may exceed 1440. A punch without its partner gives
    a pair of equal minutes: a moment, not a duration."""
    minutes_required: int
    """Minutes of work the roster asks for, rest taken off; 0 on off days and holidays."""
    minutes_present: int
    """Minutes of proven presence, rest taken off when presence spans the middle of the shift."""
    minutes_late: int
    """Whole minutes late, seconds dropped, after grace and outages; 0 unless present."""
    minutes_early: int
    """Whole minutes left early, seconds dropped, after outages; 0 unless present."""
    missing_punch: str
    """Empty, `in` or `out`: which punch of a present day has no record and no excuse."""
    reasons: tuple[str, ...]
    """One Indonesian sentence for each conclusion."""
