"""Geometry of the presence band: minutes of a day to percent of a width.

Minutes count from 00.00 of the (shift) date and may exceed 1440 after midnight.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

HOUR = 60
DEFAULT_AXIS = (7 * HOUR, 17 * HOUR)  # what an empty day shows; a drawing choice, no rule
FEW_HOURS = 12


@dataclass(frozen=True)
class Block:
    """One rectangle: left and width in percent of the axis with a point (CSS), lane from 0, and what it says."""

    left: str
    width: str
    lane: int
    label: str
    tone: str
    span: str


@dataclass(frozen=True)
class Tick:
    """One hour on the axis: its place in percent and its text."""

    left: str
    text: str


@dataclass(frozen=True)
class Band:
    """The whole drawing; `lanes` is how many rows the activities need, at least one."""

    ticks: tuple[Tick, ...]
    required: tuple[Block, ...]
    presence: tuple[Block, ...]
    activities: tuple[Block, ...]
    lanes: int


def clock_text(minute: int) -> str:
    """Return minutes of the day as "07.30"; after midnight it starts again at 00.00."""
    return f"{minute // HOUR % 24:02d}.{minute % HOUR:02d}"


def _value(item: object, name: str) -> object:
    return item.get(name, "") if isinstance(item, Mapping) else getattr(item, name, "")


def _minute(item: object, name: str) -> int:
    value = _value(item, name)
    return value if isinstance(value, int) else int(str(value))


def axis(spans: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """Return the first and last minute drawn: whole hours round all spans, or office hours when there are none."""
    known = list(spans)
    if not known:
        return DEFAULT_AXIS
    first = min(start for start, _ in known) // HOUR * HOUR
    last = -(-max(end for _, end in known) // HOUR) * HOUR
    return first, max(last, first + HOUR)


def lanes_of(spans: Sequence[tuple[int, int]]) -> list[int]:
    """Return a lane for each span, in the order given, so that overlapping spans never share one."""
    free_from: list[int] = []
    lanes = [0] * len(spans)
    for index in sorted(range(len(spans)), key=lambda place: spans[place]):
        start, end = spans[index]
        lane = next(
            (number for number, busy in enumerate(free_from) if busy <= start), len(free_from)
        )
        free_from[lane : lane + 1] = [end]
        lanes[index] = lane
    return lanes


def draw(
    required: Sequence[tuple[int, int]],
    presence: Sequence[tuple[int, int]],
    activities: Sequence[object],
    start: int | None = None,
    until: int | None = None,
) -> Band:
    """Return the band of one day; activities are mappings or objects with start, end, label and tone."""
    worked = [(_minute(item, "start"), _minute(item, "end")) for item in activities]
    fitted = axis([*required, *presence, *worked])
    first, last = fitted[0] if start is None else start, fitted[1] if until is None else until
    lanes = lanes_of(worked)

    def block(span: tuple[int, int], lane: int = 0, label: str = "", tone: str = "") -> Block:
        left, right = max(span[0], first), min(max(span[1], first), last)
        place = f"{(left - first) * 100 / (last - first):.3f}"
        width = f"{max(right - left, 0) * 100 / (last - first):.3f}"
        return Block(
            place, width, lane, label, tone, f"{clock_text(span[0])}–{clock_text(span[1])}"
        )

    blocks = tuple(
        block(span, lane, str(_value(item, "label")), str(_value(item, "tone")) or "accent")
        for span, lane, item in zip(worked, lanes, activities, strict=True)
    )
    return Band(
        ticks=_ticks(first, last),
        required=tuple(block(span) for span in required),
        presence=tuple(block(span) for span in presence),
        activities=blocks,
        lanes=max([lane + 1 for lane in lanes], default=1),
    )


def _ticks(first: int, last: int) -> tuple[Tick, ...]:
    step = HOUR if last - first <= FEW_HOURS * HOUR else 2 * HOUR
    return tuple(
        Tick(f"{(minute - first) * 100 / (last - first):.3f}", f"{minute // HOUR % 24:02d}")
        for minute in range(first, last + 1, step)
    )
