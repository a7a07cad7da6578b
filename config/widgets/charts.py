"""Data of the small drawings: shares of a bar, points of a line, series of a chart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SPARK_WIDTH, SPARK_HEIGHT = 120, 28


@dataclass(frozen=True)
class Share:
    """One part of a stacked bar: tone, width in percent with a point, the amount itself in whole rupiah."""

    tone: str
    width: str
    amount: int


def shares(total: int, spent: int, committed: int) -> list[Share]:
    """Return spent and committed as parts of a ceiling, all whole rupiah; a ceiling of 0 draws nothing."""
    if total <= 0:
        return []
    return [
        Share("good", _percent(spent, total), spent),
        Share("wait", _percent(committed, total), committed),
    ]


def _percent(part: int, whole: int) -> str:
    return f"{min(max(part, 0) * 100 / whole, 100):.2f}"


def spark_points(values: Sequence[int]) -> str:
    """Return the points of an SVG polyline through the values, low at the bottom; fewer than two values draw nothing."""
    if len(values) < 2:
        return ""
    low, high = min(values), max(values)
    rise = (high - low) or 1
    step = SPARK_WIDTH / (len(values) - 1)
    return " ".join(
        f"{index * step:.1f},{SPARK_HEIGHT - 2 - (value - low) * (SPARK_HEIGHT - 4) / rise:.1f}"
        for index, value in enumerate(values)
    )


@dataclass(frozen=True)
class Table:
    """A chart's numbers as a table: one row per label, one cell per series."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]


def series_of(
    values: Sequence[int] | Mapping[str, Sequence[int]], title: str
) -> dict[str, list[int]]:
    """Return named series; a plain list is one series named by the title."""
    if isinstance(values, Mapping):
        return {str(name): list(numbers) for name, numbers in values.items()}
    return {title: list(values)}


def table_of(labels: Sequence[object], series: Mapping[str, Sequence[int]]) -> Table:
    """Return the same numbers for readers who do not see the drawing; series of another length are a ValueError."""
    columns = zip(*series.values(), strict=True)
    rows = zip((str(label) for label in labels), columns, strict=True)
    return Table(tuple(series), tuple(rows))
