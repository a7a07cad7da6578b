"""Rupiah in figures and in words."""

_UNITS = (
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
)
_SCALES = (
    (10**18, "kuintiliun"),
    (10**15, "kuadriliun"),
    (10**12, "triliun"),
    (10**9, "miliar"),
    (10**6, "juta"),
)
SPELLED_BELOW = 10**21


def rupiah(amount: int) -> str:
    """Return whole rupiah as on official papers: ``Rp1.234.567``, ``-Rp500`` when negative."""
    sign = "-" if amount < 0 else ""
    return f"{sign}Rp{abs(amount):,}".replace(",", ".")


def terbilang(number: int) -> str:
    """Return the number in Indonesian words: ``seribu dua ratus``; negative ones begin with ``minus``.

    Raises ValueError from 10^21 on, for which no word is in official use.
    """
    if abs(number) >= SPELLED_BELOW:
        message = f"no official words for {number}"
        raise ValueError(message)
    return f"minus {_spell(-number)}" if number < 0 else _spell(number)


def _spell(number: int) -> str:
    """Return a number from 0 to below 10^21 in words."""
    for size, word in _SCALES:
        if number >= size:
            return _with_rest(f"{_spell(number // size)} {word}", number % size)
    if number >= 1000:
        return _with_rest(_one_or_many(number // 1000, "ribu"), number % 1000)
    if number >= 100:
        return _with_rest(_one_or_many(number // 100, "ratus"), number % 100)
    if number >= 20:
        return _with_rest(f"{_UNITS[number // 10]} puluh", number % 10)
    return _UNITS[number] if number < len(_UNITS) else f"{_UNITS[number - 10]} belas"


def _one_or_many(count: int, word: str) -> str:
    return f"se{word}" if count == 1 else f"{_spell(count)} {word}"


def _with_rest(head: str, rest: int) -> str:
    return f"{head} {_spell(rest)}" if rest else head
