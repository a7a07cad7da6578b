"""The kinds of number a regulation may hold: whole rupiah, percent, index, clock time."""

import re
from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, StrictInt, StrictStr

PERCENT = re.compile(r"^\d{1,3}(\.\d{1,2})?$")
INDEX = re.compile(r"^\d{1,4}\.\d{1,10}$")
CLOCK = re.compile(r"^([01]\d|2[0-3])[.:]([0-5]\d)$")
RUPIAH_CEILING = 10**12
"""No single amount of a regulation may reach this: keeps every product of the engine below 2**62."""


def basis_points(value: object) -> int:
    """Return a percent given as decimal text ("1.25") in basis points (125); refuse floats."""
    if not isinstance(value, str) or not PERCENT.match(value):
        raise ValueError('persen sebagai teks desimal, misalnya "1.25"')
    whole, _, part = value.partition(".")
    points = int(whole) * 100 + int(part.ljust(2, "0"))
    if points > 100 * 100:
        raise ValueError('persen antara "0" dan "100"')
    return points


def exact_index(value: object) -> Fraction:
    """Return an index given as decimal text ("0.59112978") as an exact fraction."""
    if not isinstance(value, str) or not INDEX.match(value):
        raise ValueError('indeks sebagai teks desimal, misalnya "0.59112978"')
    return Fraction(value)


def minute_of_day(value: object) -> int:
    """Return a clock time "07:30" (or "07.30") as minutes from 00.00 local time."""
    found = CLOCK.match(value) if isinstance(value, str) else None
    if found is None:
        raise ValueError('jam sebagai teks, misalnya "07:30"')
    return int(found[1]) * 60 + int(found[2])


def job_class(value: object) -> int:
    """Return the key of a job class table (TOML keys are text) as a whole number."""
    if isinstance(value, str) and value.isdigit() and 1 <= int(value) <= 17:
        return int(value)
    raise ValueError("kelas jabatan 1 sampai 17")


def unchangeable(mapping: Mapping[Any, Any]) -> Mapping[Any, Any]:
    """Return a read-only copy of a mapping."""
    return MappingProxyType(dict(mapping))


Percent = Annotated[int, BeforeValidator(basis_points)]
"""Basis points: "1.25" in the file is 125 here."""
Index = Annotated[Fraction, BeforeValidator(exact_index)]
Minute = Annotated[int, BeforeValidator(minute_of_day)]
JobClass = Annotated[int, BeforeValidator(job_class)]
Rupiah = Annotated[StrictInt, Field(ge=0, lt=RUPIAH_CEILING)]
Count = Annotated[StrictInt, Field(ge=0, le=100_000)]
Text = Annotated[StrictStr, Field(min_length=1)]

V = TypeVar("V")
ByText = Annotated[Mapping[str, V], AfterValidator(unchangeable)]
ByClass = Annotated[Mapping[JobClass, V], AfterValidator(unchangeable)]
