"""Files as fingerprint devices of the city hand them over, with the faults real devices have. Pure."""

from datetime import date, datetime, time, timedelta

from demo.cast import MEMBERS, OFFICES, SEQUENCE, Member
from demo.days import FIRST_DAY, planned_day

BROKEN_CLOCK_DEVICE = "KOM-2"
UNMAPPED_PIN = "999"
ALWAYS_IN = "RSUD-1"
UNDEFINED = "KEC-1"
OVERLAP = 6


def pin_of(member: Member) -> str:
    """Return the number under which the devices know a person."""
    return str(100 + SEQUENCE[member.key])


def device_of(member: Member) -> str:
    """Return the serial number of the device a person uses."""
    return next(office.device for office in OFFICES if office.code == member.office)


def device_file(device: str, first: date, last: date, workdays: set[date]) -> bytes:
    """Return the ATTLOG bytes a device gives for the punches of some days, ends inclusive.

    Faults on purpose: the last lines of the days before are sent again, directions are useless (everyone in, or
    255), a number nobody owns punches too, and one file is torn in its last line. Nothing before the story's first
    day is sent again: the devices were put up then, and half a day would measure nobody. Empty while a device has
    nothing to give.
    """
    rows = _rows(device, first, last, workdays)
    before = max(first - timedelta(4), FIRST_DAY)
    again = _rows(device, before, first - timedelta(1), workdays)[-OVERLAP:]
    lines = [_line(device, pin, at) for pin, at in [*again, *rows]]
    if device == "KOM-1":
        lines.append(_line(device, UNMAPPED_PIN, datetime.combine(first, time(7, 41, 9))))
    if device == "SETDA-1" and first.day <= 3:
        lines.append(f"101\t{first} 07:2")
    return "".join(f"{text}\r\n" for text in lines).encode()


def broken_clock_file() -> bytes:
    """Return punches of a device whose battery died: its clock stands in the year 2000."""
    return "".join(f"115\t2000-01-0{n} 00:1{n}:30\t0\t1\t0\t0\t0\n" for n in range(1, 5)).encode()


def _rows(device: str, first: date, last: date, workdays: set[date]) -> list[tuple[str, datetime]]:
    users = [member for member in MEMBERS if device_of(member) == device and member.key != "wali"]
    rows = []
    for offset in range((last - first).days + 1):
        day = first + timedelta(offset)
        for member in users:
            plan = planned_day(member, day, workday=day in workdays)
            rows += [
                (pin_of(member), _moment(member, day, minute))
                for minute in (plan.punches if plan else ())
            ]
    return sorted(rows, key=lambda row: (row[1], row[0]))


def _moment(member: Member, day: date, minute: int) -> datetime:
    second = (SEQUENCE[member.key] * 7 + minute) % 60
    return datetime.combine(day, time()) + timedelta(minutes=minute, seconds=second)


def _line(device: str, pin: str, at: datetime) -> str:
    status = {ALWAYS_IN: 0, UNDEFINED: 255}.get(device, 0 if at.hour < 12 else 1)
    return f"{pin}\t{at:%Y-%m-%d %H:%M:%S}\t{status}\t1\t0\t0\t0"
