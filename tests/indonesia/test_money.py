"""Rupiah in figures and words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.indonesia import rupiah, terbilang
from office.indonesia.money import SPELLED_BELOW

WORDS = {
    "nol": 0,
    "satu": 1,
    "dua": 2,
    "tiga": 3,
    "empat": 4,
    "lima": 5,
    "enam": 6,
    "tujuh": 7,
    "delapan": 8,
    "sembilan": 9,
    "sepuluh": 10,
    "sebelas": 11,
}
SCALES = {
    "ribu": 10**3,
    "juta": 10**6,
    "miliar": 10**9,
    "triliun": 10**12,
    "kuadriliun": 10**15,
    "kuintiliun": 10**18,
}


def read_back(text: str) -> int:
    """Return the number the words say, read by a reader that shares nothing with the writer."""
    total = group = 0
    for word in text.removeprefix("minus ").split():
        if word == "seratus":
            group += 100
        elif word == "seribu":
            total += 1000
        elif word in SCALES:
            total, group = total + group * SCALES[word], 0
        elif word in {"belas", "puluh", "ratus"}:
            last = group % 10
            group += {"belas": 10, "puluh": last * 9, "ratus": last * 99}[word]
        else:
            group += WORDS[word]
    return -(total + group) if text.startswith("minus") else total + group


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (0, "Rp0"),
        (999, "Rp999"),
        (1_000, "Rp1.000"),
        (1_234_567, "Rp1.234.567"),
        (-20_000, "-Rp20.000"),
    ],
)
def test_rupiah_are_grouped_by_dots(amount, text):
    assert rupiah(amount) == text


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (11, "sebelas"),
        (12, "dua belas"),
        (20, "dua puluh"),
        (100, "seratus"),
        (111, "seratus sebelas"),
        (1_000, "seribu"),
        (2_019, "dua ribu sembilan belas"),
        (1_000_000, "satu juta"),
        (1_001_000, "satu juta seribu"),
        (-7, "minus tujuh"),
        (18_400_000, "delapan belas juta empat ratus ribu"),
    ],
)
def test_numbers_are_spelled_as_officials_write_them(number, words):
    assert terbilang(number) == words


@given(st.integers(min_value=-SPELLED_BELOW + 1, max_value=SPELLED_BELOW - 1))
def test_words_read_back_to_the_same_number(number):
    assert read_back(terbilang(number)) == number


@pytest.mark.parametrize("number", [SPELLED_BELOW, -SPELLED_BELOW])
def test_a_number_without_official_words_is_refused(number):
    with pytest.raises(ValueError, match="no official words"):
        terbilang(number)


@given(st.integers())
def test_rupiah_keep_every_digit(amount):
    assert int(rupiah(amount).replace("Rp", "").replace(".", "")) == amount
