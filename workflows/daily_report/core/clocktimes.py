"""Minutes of a day as people write them."""

from collections.abc import Iterable

from workflows.daily_report.core.intervals import Interval

_HOUR = 60
_DAY = 1440


def clock_text(minute: int) -> str:
    """Return `07.25`; a minute of the next day carries a mark: `01.00 (+1)`."""
    days, rest = divmod(minute, _DAY)
    return f"{rest // _HOUR:02d}.{rest % _HOUR:02d}" + (f" (+{days})" if days else "")


def span_text(span: Interval) -> str:
    """Return `07.25–16.05`; a lone punch is its one moment."""
    start, end = span
    return clock_text(start) if start == end else f"{clock_text(start)}–{clock_text(end)}"


def spans_text(spans: Iterable[Interval]) -> str:
    """Return several stretches, separated by commas."""
    return ", ".join(span_text(span) for span in spans)
