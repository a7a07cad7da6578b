"""Kinds of leave as the law names them."""

from enum import StrEnum


class LeaveKind(StrEnum):
    """Cuti of civil servants (PP 11/2017 jo. PP 17/2020, Peraturan BKN 24/2017)."""

    ANNUAL = "annual"
    SICK = "sick"
    MATERNITY = "maternity"
    IMPORTANT = "important"
    LONG = "long"
    UNPAID = "unpaid"


LEAVE_TITLES = {
    LeaveKind.ANNUAL.value: "Cuti tahunan",
    LeaveKind.SICK.value: "Cuti sakit",
    LeaveKind.MATERNITY.value: "Cuti melahirkan",
    LeaveKind.IMPORTANT.value: "Cuti karena alasan penting",
    LeaveKind.LONG.value: "Cuti besar",
    LeaveKind.UNPAID.value: "Cuti di luar tanggungan negara",
}
"""Official names, never translated."""
