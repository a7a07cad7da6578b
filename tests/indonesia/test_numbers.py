"""What from outside is a whole number, and what is none."""

import pytest

from office.indonesia.numbers import whole


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("7", 7),
        ("007", 7),
        ("9" * 18, 10**18 - 1),
        ("9" * 19, None),
        ("9" * 5000, None),
        ("", None),
        ("-1", None),
        ("1.0", None),
        (" 1", None),
        ("٧", None),
        ("²", None),
        ("tujuh", None),
    ],
)
def test_only_ascii_digits_that_fit_a_column_are_a_number(text, number):
    assert whole(text) == number


def test_the_caller_may_allow_fewer_digits():
    assert whole("999", digits=3) == 999
    assert whole("1000", digits=3) is None
