"""NIP, the 18-digit number of a civil servant (Perka BKN 22/2007).

8 birth date YYYYMMDD, 6 year and month of first appointment YYYYMM (21 in place of the month for
PPPK), 1 sex, 3 sequence. There is no check digit. It is text: leading and inner zeros count.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from office.indonesia.months import CalendarMonth

_SHAPE = re.compile(r"\d{18}", re.ASCII)
_SEPARATORS = re.compile(r"[\s.\-]+")
_PPPK_MONTH = 21
_USUAL_AGE_PNS = (18, 40)
_USUAL_AGE_PPPK = (18, 60)


class Sex(StrEnum):
    """Sex as the NIP records it."""

    MALE = "male"
    FEMALE = "female"


class NipFault(StrEnum):
    """What is wrong with a number that should be a NIP."""

    SHAPE = "shape"
    """Not 18 digits."""
    BIRTH_DATE = "birth_date"
    """Digits 1-8 are no date."""
    APPOINTMENT = "appointment"
    """Digits 9-14 are no month of appointment after birth, and not PPPK (21)."""
    SEX = "sex"
    """Digit 15 is neither 1 nor 2."""
    SEQUENCE = "sequence"
    """Digits 16-18 are 000."""


class NotANip(ValueError):
    """The text is no NIP; `fault` says why."""

    def __init__(self, fault: NipFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class ParsedNip:
    """What a NIP says of its owner."""

    nip: str
    """The 18 digits, without separators."""
    birth_date: date
    """Digits 1-8."""
    appointed_year: int
    """Year of first appointment, digits 9-12."""
    appointed: CalendarMonth | None
    """Month of first appointment; None for PPPK, whose number names only the year."""
    sex: Sex
    """Digit 15: 1 male, 2 female."""
    sequence: str
    """Digits 16-18, 001 to 999."""
    is_pppk: bool
    """True when digits 13-14 are 21."""
    age_is_usual: bool
    """False when the age at appointment is out of the ordinary (about 18-40, PPPK 18-60): ask, do not refuse."""


def parse_nip(text: str) -> ParsedNip:
    """Return the parts of a NIP; spaces, dots and dashes between digits are allowed. Raises NotANip."""
    nip = _SEPARATORS.sub("", text)
    if not _SHAPE.fullmatch(nip):
        raise NotANip(NipFault.SHAPE)
    birth_date = _birth_date(nip)
    appointed_year, appointed = _appointed(nip, birth_date)
    if nip[14] not in "12":
        raise NotANip(NipFault.SEX)
    if nip[15:] == "000":
        raise NotANip(NipFault.SEQUENCE)
    return ParsedNip(
        nip=nip,
        birth_date=birth_date,
        appointed_year=appointed_year,
        appointed=appointed,
        sex=Sex.MALE if nip[14] == "1" else Sex.FEMALE,
        sequence=nip[15:],
        is_pppk=appointed is None,
        age_is_usual=_age_is_usual(birth_date, appointed_year, appointed),
    )


def nip_groups(nip: str) -> str:
    """Return the number in groups 8-6-1-3 for reading; a text that is not 18 digits comes back as it is."""
    if not _SHAPE.fullmatch(nip):
        return nip
    return f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"


def _birth_date(nip: str) -> date:
    try:
        return date(int(nip[:4]), int(nip[4:6]), int(nip[6:8]))
    except ValueError:
        raise NotANip(NipFault.BIRTH_DATE) from None


def _appointed(nip: str, birth_date: date) -> tuple[int, CalendarMonth | None]:
    year, month = int(nip[8:12]), int(nip[12:14])
    if year <= birth_date.year:
        raise NotANip(NipFault.APPOINTMENT)
    if month == _PPPK_MONTH:
        return year, None
    try:
        return year, CalendarMonth(year, month)
    except ValueError:
        raise NotANip(NipFault.APPOINTMENT) from None


def _age_is_usual(birth_date: date, year: int, appointed: CalendarMonth | None) -> bool:
    youngest, oldest = _USUAL_AGE_PPPK if appointed is None else _USUAL_AGE_PNS
    return youngest <= year - birth_date.year <= oldest
