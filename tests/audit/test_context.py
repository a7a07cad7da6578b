"""Streams keep their surroundings, and one page asks the same thing once."""

import pytest

from office.audit.context import (
    Surroundings,
    carry,
    once_per_page,
    one_page,
    surrounded_by,
    surroundings,
)

asked: list[int] = []


@once_per_page
def answer(number: int, *, doubled: bool = False) -> int:
    asked.append(number)
    if number < 0:
        raise ValueError(number)
    return number * 2 if doubled else number


@pytest.fixture(autouse=True)
def _nothing_asked():
    asked.clear()


def test_within_a_page_the_same_question_is_asked_once():
    with one_page():
        assert [answer(1), answer(1), answer(2), answer(1, doubled=True)] == [1, 1, 2, 2]
    assert asked == [1, 2, 1]


def test_outside_a_page_and_on_the_next_page_it_is_asked_again():
    answer(1)
    answer(1)
    for _ in range(2):
        with one_page():
            answer(1)
    assert asked == [1, 1, 1, 1]


def test_a_refusal_is_not_remembered():
    with one_page():
        for _ in range(2):
            with pytest.raises(ValueError, match="-1"):
                answer(-1)
    assert asked == [-1, -1]


def test_a_stream_keeps_address_and_correlation_after_the_request():
    def stream():
        yield surroundings()
        yield surroundings()

    place = Surroundings(address="10.0.0.7")
    with surrounded_by(place):
        carried = carry(stream())
    assert list(carried) == [place, place]


def test_a_closed_stream_closes_what_it_carries():
    closed = []

    def stream():
        try:
            yield 1
            yield 2
        finally:
            closed.append(True)

    carried = carry(stream())
    next(carried)
    carried.close()
    assert closed == [True]
