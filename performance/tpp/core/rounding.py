"""One rational, one rounding: whole rupiah from numerator and denominator, on int64 arrays."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Integers: TypeAlias = NDArray[np.int64]
Rounding: TypeAlias = Callable[[Integers, Integers], Integers]

SAFE = 1 << 62
"""No numerator of the engine may reach this: 2n + d still fits int64."""
WHOLE_BP = 100 * 100
"""Basis points of the whole."""


def half_up(n: Integers, d: Integers) -> Integers:
    """Return n/d rounded to the nearest, exact halves up."""
    return (2 * n + d) // (2 * d)


def half_even(n: Integers, d: Integers) -> Integers:
    """Return n/d rounded to the nearest, exact halves to even."""
    whole, rest = np.divmod(n, d)
    above = (2 * rest > d) | ((2 * rest == d) & (whole % 2 == 1))
    return np.asarray(whole + above, dtype=np.int64)


def down(n: Integers, d: Integers) -> Integers:
    """Return n/d rounded down."""
    return n // d


def up(n: Integers, d: Integers) -> Integers:
    """Return n/d rounded up."""
    return -(-n // d)


def nearest_100(n: Integers, d: Integers) -> Integers:
    """Return n/d rounded to the nearest hundred, exact halves up."""
    return 100 * half_up(n, 100 * d)


MODES: Mapping[str, Rounding] = MappingProxyType(
    {
        "half_up": half_up,
        "half_even": half_even,
        "down": down,
        "up": up,
        "nearest_100": nearest_100,
    }
)


def rounded(numerator: Integers, denominator: Integers | int, mode: str) -> Integers:
    """Return numerator / denominator in whole rupiah; both non-negative, denominator above zero.

    `mode` is the word of the regulation (`money.round`). Exact for numerators below 2**61.
    """
    return MODES[mode](numerator, np.asarray(denominator, dtype=np.int64))
