"""What a day of attendance is, and how it follows from punches, roster and papers. Pure."""

from office.attendance.core.attlog import AttlogReading, AttlogReject, AttlogRow, read_attlog
from office.attendance.core.days import (
    Attested,
    DayInputs,
    JudgedDay,
    Paper,
    PunchMark,
    Shift,
    Status,
    Stoppage,
)
from office.attendance.core.evidence import inputs_hash
from office.attendance.core.judge import judge

__all__ = [
    "Attested",
    "AttlogReading",
    "AttlogReject",
    "AttlogRow",
    "DayInputs",
    "JudgedDay",
    "Paper",
    "PunchMark",
    "Shift",
    "Status",
    "Stoppage",
    "inputs_hash",
    "judge",
    "read_attlog",
]
