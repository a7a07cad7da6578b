"""Columns of the packed facts by name, and who holds a position when."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from performance.tpp.core.facts import (
    DAY_COLUMNS,
    MISSING_CODES,
    SEGMENT_COLUMNS,
    STATUS_CODES,
    MonthArrays,
)
from performance.tpp.core.rounding import Integers

STATUS, LATE, EARLY, MISSING, APPROVED = range(len(DAY_COLUMNS))
FROM, UNTIL, _POSITION, JOB_CLASS, _AGENCY, ACTING, EMPLOYMENT = range(len(SEGMENT_COLUMNS))
PRESENT, ABSENT, LEAVE, DUTY, OUTSIDE, UNMEASURED = (
    STATUS_CODES[name] for name in ("present", "absent", "leave", "duty", "outside", "unmeasured")
)
NO_IN, NO_OUT = MISSING_CODES["in"], MISSING_CODES["out"]
Days = NDArray[np.bool_]
"""bool [employees][days of the month]."""


@dataclass(frozen=True)
class Own:
    """The segments that pay: positions of one's own, with the employee each belongs to."""

    rows: NDArray[np.int64]
    """int64 [own segments][SEGMENT_COLUMNS], grouped in the order of the employees."""
    employee: Integers
    """Row of the employee each segment belongs to."""
    starts: Integers
    """First row of each employee that has any."""
    holders: Integers
    """Those employees, rising."""


def owned(month: MonthArrays) -> Own:
    """Return the segments that are not acting, with the employees they belong to."""
    employee = np.repeat(np.arange(len(month.segment_counts)), month.segment_counts)
    mine = month.segments[:, ACTING] == 0
    employee = employee[mine]
    holders, starts = np.unique(employee, return_index=True)
    return Own(month.segments[mine], employee, starts, holders)


def coverage(month: MonthArrays, own: Own) -> Days:
    """Return bool [employees][days]: whether a position was held on the day."""
    people, length = month.days.shape[:2]
    edges = np.zeros((people, length + 1), dtype=np.int8)
    np.add.at(edges, (own.employee, own.rows[:, FROM] - 1), 1)
    np.add.at(edges, (own.employee, own.rows[:, UNTIL]), -1)
    return np.cumsum(edges[:, :length], axis=1, dtype=np.int8) > 0


def working_days(status: NDArray[np.int16]) -> Days:
    """Return which days asked for work, done or not, measured or not."""
    here: Days = (status >= PRESENT) & (status <= DUTY)
    due: Days = here | (status == OUTSIDE) | (status == UNMEASURED)
    return due


def total(values: NDArray[np.generic]) -> Integers:
    """Return the sum over the days of each employee, exact."""
    return np.asarray(values.sum(axis=1, dtype=np.int64))
