"""Pages of attendance."""

from office.attendance.views.keeping import check_file, device, devices, import_file, upload
from office.attendance.views.months import day, index, person_day, person_month

__all__ = [
    "check_file",
    "day",
    "device",
    "devices",
    "import_file",
    "index",
    "person_day",
    "person_month",
    "upload",
]
