"""A half week of the city: devices hand over punches, people file reports, officials sign."""

from datetime import date, timedelta
from functools import cache, partial

from demo.cast import BY_KEY, MEMBERS, OFFICES, Member
from demo.crew import together
from demo.days import LEAVE, Claim, planned_day
from demo.desk import work_desk
from demo.logins import actor
from demo.punches import BROKEN_CLOCK_DEVICE, broken_clock_file, device_file
from office.attendance.selectors import workdays
from office.attendance.services import import_attlog
from office.audit.core import Actor
from workflows.approval.selectors import DeskRow
from workflows.daily_report.core.activities import ActivityEntry
from workflows.daily_report.services import save_draft, submit_daily_report

WAVES = (
    ("budi", "dedi", "made", "agus", "gunawan", "umar", "nina", "oki", "xena"),
    ("citra", "direktur", "camat", "inspektur", "kabkp", "bud"),
    ("sekda",),
    ("wali",),
)
NEGLECTED_FROM = date(2026, 10, 12)
LEFT_FOR_MONDAY = date(2026, 10, 30)


@cache
def city_workdays(first: date, last: date) -> frozenset[date]:
    """Return the working days of an office of five days, holidays and collective leave removed; ends inclusive."""
    return frozenset(workdays(first, last))


def bring_punches(first: date, last: date) -> None:
    """Import what every device holds for the days, ends inclusive."""
    days = set(city_workdays(first - timedelta(6), last))
    for device in sorted({office.device for office in OFFICES}):
        content = device_file(device, first, last, days)
        if content:
            import_attlog(
                by=Actor.system("cli"), sn=device, content=content, key=f"demo-{device}-{first}"
            )
    if first <= date(2026, 9, 1) <= last:
        import_attlog(
            by=Actor.system("cli"),
            sn=BROKEN_CLOCK_DEVICE,
            content=broken_clock_file(),
            key="demo-clock",
        )


def file_reports(first: date, last: date) -> None:
    """Let everybody who worked file the report of each day."""
    together(file_of, [(member.key, first, last) for member in MEMBERS if member.key != "wali"])


def file_of(key: str, first: date, last: date) -> None:
    """Let one person file the report of each day worked, ends inclusive."""
    days = city_workdays(first, last)
    for offset in range((last - first).days + 1):
        day = first + timedelta(offset)
        _file(BY_KEY[key], day, workday=day in days)


def _file(member: Member, day: date, *, workday: bool) -> None:
    plan = planned_day(member, day, workday=workday)
    if plan is None or not plan.claims:
        return
    by = actor(member.key)
    draft = save_draft(
        by=by, on=day, activities=[_entry(claim) for claim in plan.claims], key=f"demo-draft-{day}"
    )
    submit_daily_report(by=by, report_id=draft.report_id, key=f"demo-submit-{day}")


def _entry(claim: Claim) -> ActivityEntry:
    return ActivityEntry(claim.start, claim.end, claim.text, claim.output, claim.volume, claim.unit)


def sign_desks(until: date) -> None:
    """Let every official sign what lies on the desk, from the lowest seats to the mayor's."""
    for wave in WAVES:
        present = [key for key in wave if _at_work(key, until + timedelta(1))]
        # Whoever signs alone, signs in two sittings, so that two hands have work.
        sittings = 2 if len(wave) == 1 else 1
        together(
            sign_of, [(key, sitting, sittings) for key in present for sitting in range(sittings)]
        )


def _at_work(key: str, day: date) -> bool:
    if key in LEAVE and LEAVE[key][1] <= day <= LEAVE[key][2]:
        return False  # on leave; the Plh signs
    return not (key == "made" and day > NEGLECTED_FROM)  # neglects the desk


def sign_of(key: str, sitting: int, sittings: int) -> None:
    """Let one official sign the daily reports on the desk, a consent per seat and sitting."""
    work_desk(key, partial(_signs, key, sitting, sittings))


def _signs(key: str, sitting: int, sittings: int, row: DeskRow) -> bool:
    mine = row.kind == "daily_report" and row.step_id % sittings == sitting
    return mine and not _left(key, row)


def _left(key: str, row: DeskRow) -> bool:
    return key == "budi" and str(LEFT_FOR_MONDAY.day) in row.title and "Oktober" in row.title
