"""Bands of minutes or days: rising, without overlap, the last one may be open."""

import itertools
from collections.abc import Sequence
from typing import Protocol

from pydantic import Field

from office.regulations.core.section import Part
from office.regulations.core.values import Count, Percent, Text


class Range(Protocol):
    """Whatever has a first and a last value; None as last means "and above"."""

    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int | None: ...


class Tier(Part):
    """A band of whole minutes, both ends inclusive, and its cut in basis points per event."""

    label: Text
    from_minutes: Count = Field(ge=1)
    until_minutes: Count | None = None
    percent_bp: Percent = Field(alias="percent")

    @property
    def first(self) -> int:
        return self.from_minutes

    @property
    def last(self) -> int | None:
        return self.until_minutes


def rising(bands: Sequence[Range]) -> None:
    """Raise ValueError unless the bands are non-empty, rise, touch and do not overlap."""
    if not bands:
        raise ValueError("sekurangnya satu jenjang")
    for band in bands:
        if band.last is not None and band.last < band.first:
            raise ValueError(f"jenjang {band.first}: akhir tidak mendahului awal")
    for lower, upper in itertools.pairwise(bands):
        if lower.last is None or upper.first <= lower.last:
            raise ValueError(
                f"jenjang {upper.first} tidak tumpang tindih dengan jenjang sebelumnya"
            )
        if upper.first != lower.last + 1:
            raise ValueError(
                f"jenjang {upper.first} menyambung jenjang sebelumnya ({lower.last + 1})"
            )
