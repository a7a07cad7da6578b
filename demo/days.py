"""What each person of the story does on a day: when the finger meets the device, and what the report claims. Pure."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from demo.cast import SHIFT_WORKERS, Member
from demo.work import tasks_of

SHIFTS = ("pagi", "pagi", "sore", "sore", "malam", "")
SHIFT_MINUTES = {"pagi": (420, 870), "sore": (840, 1290), "malam": (1260, 1860)}
FIRST_DAY = date(2026, 8, 1)
LAST_DAY = date(2026, 10, 31)

ABSENT = {
    "cahyo": [date(2026, 8, day) for day in (3, 4, 5, 6)],
    "camat": [date(2026, 9, day) for day in (14, 15, 16, 17, 18)],
}
LEAVE = {
    "budi": ("annual", date(2026, 9, 7), date(2026, 9, 18), "SI-800/41/2026"),
    "eka": ("annual", date(2026, 8, 19), date(2026, 8, 20), "SI-800/37/2026"),
    "kartika": ("sick", date(2026, 10, 12), date(2026, 10, 14), "SI-800/55/2026"),
}
DUTY = {
    "gunawan": (
        date(2026, 9, 22),
        date(2026, 9, 24),
        "ST-090/118/2026",
        "Rapat koordinasi SPBE di ibu kota provinsi",
    )
}


@dataclass(frozen=True, slots=True)
class Claim:
    """One activity as the person writes it."""

    start: int
    """Minutes from midnight of the day."""
    end: int
    """Minutes from midnight; a night shift passes 1,440."""
    text: str
    """What was done."""
    output: str
    """What came out of it."""
    volume: int
    """How many of them."""
    unit: str
    """Unit of the output."""


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """One person's day."""

    punches: tuple[int, ...]
    """Minutes from midnight at which the finger met the device."""
    claims: tuple[Claim, ...]
    """What the report says; empty where none is filed."""


def shift_of(member: Member, day: date) -> str:
    """Return the shift code of a shift worker's day; empty on the day off."""
    turn = (day - FIRST_DAY).days + 2 * SHIFT_WORKERS.index(member.key)
    return SHIFTS[turn % len(SHIFTS)]


def away(member: Member, day: date) -> bool:
    """Return whether leave or duty keeps the person from the office that day."""
    spans = [LEAVE[member.key][1:3]] if member.key in LEAVE else []
    spans += [DUTY[member.key][:2]] if member.key in DUTY else []
    return any(first <= day <= last for first, last in spans)


def planned_day(member: Member, day: date, *, workday: bool) -> PlannedDay | None:
    """Return what the person does that day, the same for every build; None when there is nothing."""
    if away(member, day) or day in ABSENT.get(member.key, ()):
        return None
    rng = random.Random(f"{member.key} {day}")  # noqa: S311 - a story, not a secret
    if member.key in SHIFT_WORKERS:
        shift = shift_of(member, day)
        return _day(member, day, rng, *SHIFT_MINUTES[shift]) if shift else None
    if not workday:
        return None
    return _day(member, day, rng, 450, 990 if day.weekday() == 4 else 960)


def _day(member: Member, day: date, rng: random.Random, start: int, end: int) -> PlannedDay:
    came, left = start - rng.randint(2, 25), end + rng.randint(2, 25)
    came, left = _habit(member.key, rng, (came, left), (start, end))
    claims = _claims(member, rng, (max(start, came), end), left)
    punches: tuple[int, ...] = (came, left)
    if member.key == "vina" and day.day in {7, 23}:
        punches = (came,)  # forgot to punch out
    return PlannedDay(punches, claims)


def _habit(
    key: str, rng: random.Random, usual: tuple[int, int], required: tuple[int, int]
) -> tuple[int, int]:
    came, left = usual
    start, end = required
    if (key == "rudi" and rng.random() < 0.45) or (key == "camat" and rng.random() < 0.35):
        came = start + rng.choice([7, 18, 29, 31, 44, 58, 63, 92])
    if key == "tono" and rng.random() < 0.4:
        left = end + rng.randint(150, 260)
    if key == "sari" and rng.random() < 0.2:
        left = end - rng.randint(75, 110)
    if key != "ani" and rng.random() < 0.02:
        came = start + rng.randint(1, 20)
    return came, left


def _claims(
    member: Member, rng: random.Random, hours: tuple[int, int], left: int
) -> tuple[Claim, ...]:
    """Return three or four claims between coming and going; only one person claims after having left."""
    start, end = hours
    until = end if member.key == "sari" else min(end, left)
    noon = end - 240
    claims, clock = [], -(-start // 5) * 5 + rng.choice([5, 10, 15])
    for text, output, unit in rng.sample(tasks_of(member), k=4):
        if noon <= clock < noon + 60:
            clock = noon + 60
        length = 120 if member.key == "ani" else rng.choice([60, 75, 90, 105, 120])
        stop = min(clock + length, until - 5)
        if clock < noon < stop:
            stop = noon
        if stop - clock < 20:
            break
        claims.append(Claim(clock, stop, text, output, rng.randint(1, 6), unit))
        clock = stop + rng.choice([0, 5, 10])
    return tuple(claims)


def every_day() -> list[date]:
    """Return all days of the story."""
    return [FIRST_DAY + timedelta(n) for n in range((LAST_DAY - FIRST_DAY).days + 1)]
