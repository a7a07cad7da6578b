"""What desks and lists call a correction."""

from office.indonesia import long_date
from workflows.correction.models import CorrectionRequest

DAY_MINUTES = 1440


def title_of(row: CorrectionRequest) -> str:
    """Return what desks and notices call the request."""
    return f"Koreksi kehadiran {long_date(row.on)}"


def clock_text(minute: int | None) -> str:
    """Return a minute of the day as `07.30`; empty for none."""
    if minute is None:
        return ""
    return f"{minute // 60 % 24:02d}.{minute % 60:02d}"
