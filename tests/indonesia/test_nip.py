"""The civil-service number (Perka BKN 22/2007). Every number here is invented."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.indonesia import CalendarMonth, NipFault, NotANip, Sex, nip_groups, parse_nip

VALID = "199001012015031001"


def test_a_nip_tells_birth_appointment_and_sex():
    parsed = parse_nip(VALID)
    assert parsed.birth_date == date(1990, 1, 1)
    assert parsed.appointed == CalendarMonth(2015, 3)
    assert parsed.appointed_year == 2015
    assert parsed.sex is Sex.MALE
    assert parsed.sequence == "001"
    assert not parsed.is_pppk
    assert parsed.age_is_usual


def test_month_21_is_a_pppk_and_no_fault():
    parsed = parse_nip("199001012022212003")
    assert parsed.is_pppk
    assert parsed.appointed is None
    assert parsed.appointed_year == 2022
    assert parsed.sex is Sex.FEMALE


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("19900101201503100", NipFault.SHAPE),
        ("1990010120150310011", NipFault.SHAPE),
        ("130123456", NipFault.SHAPE),
        ("19900101201503100X", NipFault.SHAPE),
        ("١٩٩٠٠١٠١٢٠١٥٠٣١٠٠١", NipFault.SHAPE),
        ("199002302015031001", NipFault.BIRTH_DATE),
        ("199001012015131001", NipFault.APPOINTMENT),
        ("199001012015001001", NipFault.APPOINTMENT),
        ("199001011990031001", NipFault.APPOINTMENT),
        ("199001010000031001", NipFault.APPOINTMENT),
        ("199001012015033001", NipFault.SEX),
        ("199001012015031000", NipFault.SEQUENCE),
    ],
)
def test_one_wrong_part_is_named(text, fault):
    with pytest.raises(NotANip) as caught:
        parse_nip(text)
    assert caught.value.fault is fault


@pytest.mark.parametrize(
    "text", ["19900101 201503 1 001", "19900101.201503.1.001", " 199001012015031001 "]
)
def test_separators_between_the_groups_are_read_over(text):
    assert parse_nip(text).nip == VALID


@pytest.mark.parametrize(
    ("year", "usual"), [("2008", True), ("2007", False), ("2030", True), ("2031", False)]
)
def test_an_unusual_age_at_appointment_is_a_doubt_and_no_refusal(year, usual):
    assert parse_nip(f"19900101{year}031001").age_is_usual is usual


@given(
    st.dates(date(1940, 1, 1), date(2005, 12, 31)),
    st.integers(18, 40),
    st.sampled_from([*range(1, 13), 21]),
    st.sampled_from("12"),
    st.integers(1, 999),
)
def test_every_well_formed_nip_is_read_and_grouped(born, age, month, sex, sequence):
    nip = f"{born:%Y%m%d}{born.year + age}{month:02d}{sex}{sequence:03d}"
    parsed = parse_nip(nip_groups(nip))
    assert parsed.nip == nip
    assert parsed.birth_date == born
    assert parsed.is_pppk == (month == 21)
    assert parsed.age_is_usual


@given(st.text(max_size=20))
def test_any_text_is_a_nip_or_a_named_fault(text):
    try:
        read = parse_nip(text).nip
    except NotANip as refused:
        read = refused.fault
    assert read in set(NipFault) or len(read) == 18


def test_a_text_that_is_no_nip_is_shown_as_it_is():
    assert nip_groups("130123456") == "130123456"
