"""A chain is read as the regulation writes it, or refused with the level and the reason."""

import pytest

from workflows.approval.core import BadChain, parse_levels


def level(number=1, seats=("superior",), **rest):
    return {"number": number, "seats": list(seats), **rest}


def test_a_chain_keeps_its_order_and_defaults():
    first, second = parse_levels([level(), level(2, ["head"], document="spm", due_workdays=2)])
    assert (first.needed, first.document, first.due_workdays) == (1, "", 0)
    assert (second.number, second.seats, second.document, second.due_workdays) == (
        2,
        ("head",),
        "spm",
        2,
    )


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        ([], "tanpa tingkat"),
        ([level(2)], "nomor tingkat 2"),
        ([level(seats=[])], "tanpa kursi"),
        ([level(seats=["head", "head"])], "dua kali"),
        ([level(needed=2)], "jumlah keputusan 2"),
        ([level(needed=0)], "jumlah keputusan 0"),
        ([level(due_workdays=-1)], "batas hari kerja -1"),
        ([level(seats=["boss"])], "'boss' tidak dikenal"),
        ([level(seats=["position:"])], "tidak dikenal"),
        ([level(seats=["mayor:1"])], "tidak dikenal"),
    ],
)
def test_a_chain_nobody_could_climb_is_refused(raw, word):
    with pytest.raises(BadChain, match=word):
        parse_levels(raw)


@pytest.mark.parametrize("name", ["superior", "head", "position:SEKDA", "appointment:bud"])
def test_the_four_ways_to_name_a_seat_are_known(name):
    assert parse_levels([level(seats=[name])])[0].seats == (name,)
