"""Which position pays in a month; the scalar twin of the engine's choice."""

from collections.abc import Sequence

from office.regulations.core import TppMove
from performance.tpp.core.facts import SegmentFacts


def paying(segments: Sequence[SegmentFacts], move: TppMove) -> SegmentFacts | None:
    """Return the own position that pays: held on the cutoff day, else the next, else the last.

    A prorated month names the last one held. None for somebody without a position of one's own.
    """
    own = sorted((one for one in segments if not one.acting), key=lambda one: one.from_day)
    if not own or move.mode == "prorata" or move.cutoff_day is None:
        return own[-1] if own else None
    on_or_after = [one for one in own if one.until_day >= move.cutoff_day]
    return on_or_after[0] if on_or_after else own[-1]
