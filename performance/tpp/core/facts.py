"""Facts of one month: judged days and the positions held, packed little-endian.

`days` is int16 [days of the month][DAY_COLUMNS], `segments` int64 [n][SEGMENT_COLUMNS]. Facts, not
results: any policy can be run on them, and the explanation of a day is in them.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

LAYOUT = 1
"""Number of the layout below; a change of columns or of what a code means is a new number."""

DAY_COLUMNS = ("status", "minutes_late", "minutes_early", "missing_punch", "minutes_approved")
DAY_TYPE = np.dtype("<i2")
STATUS_CODES: Mapping[str, int] = MappingProxyType(
    {
        "unknown": 0,
        "present": 1,
        "absent": 2,
        "leave": 3,
        "duty": 4,
        "holiday": 5,
        "off": 6,
        "outside": 7,
        "unmeasured": 8,
    }
)
"""A day that is not judged yet is "unknown" and asks for nothing; "unmeasured" is a working day of the past of which no
device file proves anything: part of the month, held against nobody and in no norm; "outside" is a working day of the agency on which
the employee held no position there: it is part of the month, and not paid."""
MISSING_CODES: Mapping[str, int] = MappingProxyType({"": 0, "in": 1, "out": 2})
MOST_MINUTES = np.iinfo(DAY_TYPE).max

SEGMENT_COLUMNS = (
    "from_day",
    "until_day",
    "position_id",
    "job_class",
    "agency_id",
    "acting",
    "status",
)
SEGMENT_TYPE = np.dtype("<i8")
EMPLOYMENT_CODES: Mapping[str, int] = MappingProxyType(
    {"PNS": 1, "CPNS": 2, "PPPK": 3, "PPPK_PW": 4}
)


@dataclass(frozen=True)
class DayFacts:
    """One judged day as the allowance sees it; minutes are whole."""

    status: str = "unknown"
    """A key of STATUS_CODES."""
    minutes_late: int = 0
    """Whole minutes after the start of duty."""
    minutes_early: int = 0
    """Whole minutes before the end of duty."""
    missing_punch: str = ""
    """"", "in" or "out"."""
    minutes_approved: int = 0
    """Minutes of approved activities of the day."""


@dataclass(frozen=True)
class SegmentFacts:
    """A position held during part of the month."""

    from_day: int
    """Day of the month, 1 to 31, inclusive."""
    until_day: int
    """Day of the month, inclusive."""
    job_class: int
    """Kelas jabatan, 1 to 17."""
    status: str = "PNS"
    """A key of EMPLOYMENT_CODES."""
    position_id: int = 0
    """Row of the position."""
    agency_id: int = 0
    """Row of the agency that pays."""
    acting: bool = False
    """Whether it is held as Plt or Plh beside the own post."""


@dataclass(frozen=True)
class PackedMonth:
    """The bytes of a month and their SHA-256 (over layout, days and segments)."""

    days: bytes
    """int16 [days][DAY_COLUMNS], little-endian."""
    segments: bytes
    """int64 [n][SEGMENT_COLUMNS], little-endian."""
    sha256: str
    """Hex hash that names these facts."""


def pack(days: Sequence[DayFacts], segments: Sequence[SegmentFacts]) -> PackedMonth:
    """Return a month as bytes; days from the first to the last of the month. ValueError if one does not fit."""
    rows = [
        (
            STATUS_CODES[day.status],
            fitting(day.minutes_late),
            fitting(day.minutes_early),
            MISSING_CODES[day.missing_punch],
            fitting(day.minutes_approved),
        )
        for day in days
    ]
    parts = [
        (
            one.from_day,
            one.until_day,
            one.position_id,
            one.job_class,
            one.agency_id,
            int(one.acting),
            EMPLOYMENT_CODES[one.status],
        )
        for one in segments
    ]
    packed_days = np.array(rows, dtype=DAY_TYPE).tobytes()
    packed_segments = np.array(parts, dtype=SEGMENT_TYPE).tobytes()
    return PackedMonth(packed_days, packed_segments, facts_sha(packed_days, packed_segments))


def fitting(minutes: int) -> int:
    """Return minutes that fit a packed column; ValueError otherwise."""
    if not 0 <= minutes <= MOST_MINUTES:
        raise ValueError(f"{minutes} minutes do not fit a packed day")
    return minutes


def facts_sha(days: bytes, segments: bytes) -> str:
    """Return the SHA-256 that names packed facts."""
    prefix = f"{LAYOUT}:{len(days)}:".encode()
    return hashlib.sha256(prefix + days + segments).hexdigest()


def unpack_days(days: bytes) -> tuple[DayFacts, ...]:
    """Return the days of packed facts, first to last."""
    status = {code: name for name, code in STATUS_CODES.items()}
    missing = {code: name for name, code in MISSING_CODES.items()}
    table = np.frombuffer(days, DAY_TYPE).reshape(-1, len(DAY_COLUMNS)).tolist()
    return tuple(DayFacts(status[a], b, c, missing[d], e) for a, b, c, d, e in table)


def has_unknown_days(days: bytes) -> bool:
    """Return whether a day of packed facts is not judged or not measured yet."""
    return bool(_open(_statuses(days)).any())


def was_never_measured(months: Iterable[bytes]) -> bool:
    """Return whether people's packed days leave something unknown while no day shows anybody present or absent."""
    status = np.concatenate([_statuses(days) for days in months])
    measured = np.isin(status, (STATUS_CODES["present"], STATUS_CODES["absent"]))
    return bool(_open(status).any() and not measured.any())


def _open(status: NDArray[np.int16]) -> NDArray[np.bool_]:
    return np.isin(status, (STATUS_CODES["unknown"], STATUS_CODES["unmeasured"]))


def _statuses(days: bytes) -> NDArray[np.int16]:
    return np.frombuffer(days, DAY_TYPE).reshape(-1, len(DAY_COLUMNS))[:, 0]


def unpack_segments(segments: bytes) -> tuple[SegmentFacts, ...]:
    """Return the positions of packed facts, in their order."""
    names = {code: name for name, code in EMPLOYMENT_CODES.items()}
    table = np.frombuffer(segments, SEGMENT_TYPE).reshape(-1, len(SEGMENT_COLUMNS)).tolist()
    return tuple(
        SegmentFacts(first, last, job_class, names[status], position, agency, bool(acting))
        for first, last, position, job_class, agency, acting, status in table
    )


@dataclass(frozen=True)
class MonthArrays:
    """A month of many employees, ready for the engine; every employee has the same days."""

    days: NDArray[np.int16]
    """int16 [employees][days of the month][DAY_COLUMNS]."""
    segments: NDArray[np.int64]
    """int64 [segments of all employees, grouped in the order of the employees][SEGMENT_COLUMNS]."""
    segment_counts: NDArray[np.int64]
    """int64 [employees]: how many rows of `segments` belong to each."""
    sanction_bp: NDArray[np.int64]
    """int64 [employees]: basis points cut by sanctions in force this month."""


def stacked(
    days: Sequence[bytes], segments: Sequence[bytes], sanction_bp: Sequence[int]
) -> MonthArrays:
    """Return many packed months of the same calendar month as arrays; at least one is needed."""
    per_day, per_segment = len(DAY_COLUMNS), len(SEGMENT_COLUMNS) * SEGMENT_TYPE.itemsize
    table = np.frombuffer(b"".join(days), DAY_TYPE).reshape(len(days), -1, per_day)
    return MonthArrays(
        # Column after column in memory: the engine reads one column of everybody at a time.
        days=np.ascontiguousarray(table.transpose(2, 0, 1)).transpose(1, 2, 0),
        segments=np.frombuffer(b"".join(segments), SEGMENT_TYPE).reshape(-1, len(SEGMENT_COLUMNS)),
        segment_counts=np.fromiter(map(len, segments), np.int64, len(segments)) // per_segment,
        sanction_bp=np.array(sanction_bp, dtype=np.int64),
    )
