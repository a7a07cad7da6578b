"""From counts to draft cases, for staff and heads alike. The machine proposes; it decides nothing."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from office.acts.core import ensure
from office.acts.services import act, keep, record
from office.attendance import selectors as attendance
from office.audit import clock
from office.audit.core import Actor
from office.notices.core import Kind
from office.notices.services import notify
from office.people import selectors as people
from office.people.core import PersonOnPost, Status
from office.regulations import selectors as regulations
from office.regulations.core import Sanction
from office.regulations.core.sanction import Threshold
from performance.sanctions import rights
from performance.sanctions.acts import Acts
from performance.sanctions.core.counter import AbsenceCount
from performance.sanctions.core.procedure import WITH_SUPERIOR, CaseState, threshold_reached
from performance.sanctions.counting import absence_counts
from performance.sanctions.errors import NotYourCase
from performance.sanctions.models import CaseEvidence, SanctionCase
from performance.sanctions.standing import OPENED, keep_case

PEOPLE_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Detection:
    """What a look at the counters found."""

    looked_at: int
    """People counted."""
    opened: tuple[int, ...]
    """Cases opened now; none when everything was open already."""


@act(Acts.DETECT)
def open_draft_cases(
    *, by: Actor, agency_id: int | None = None, on: date | None = None
) -> Detection:
    """Open a draft for everybody whose count of the year reaches a threshold up to and including a day.

    Staff and heads alike, of one agency or of all (None). Each person, year and threshold opens once; a heavier
    threshold takes over lighter drafts that nobody has decided. Raises NotYourCase.
    """
    ensure(
        rights.may_detect(by),
        NotYourCase(_("Hanya pengelola kepegawaian yang dapat memeriksa hitungan hari.")),
    )
    day = on or clock.today()
    law: Sanction = regulations.in_force("sanction", day)
    opened: list[int] = []
    looked_at = 0
    for group in _groups(people.roster_people(agency_id, day)):
        looked_at += len(group)
        counts = absence_counts([entry.person.employee_id for entry in group], day, law)
        opened += _open_reached(by, group, counts, law, day)
    place = f"agency:{agency_id}" if agency_id else "agencies"
    record(
        subject=place,
        label=_("Hitungan ketidakhadiran"),
        on=day.isoformat(),
        looked_at=looked_at,
        opened=opened,
    )
    return Detection(looked_at, tuple(opened))


def _groups(entries: Sequence[PersonOnPost]) -> Iterator[Sequence[PersonOnPost]]:
    """Yield people by agency, some hundred at once: colleagues' records show whether a day was measured at all."""
    agencies: defaultdict[int, list[PersonOnPost]] = defaultdict(list)
    for entry in entries:
        if (
            entry.person.status != Status.OFFICIAL
        ):  # a Kepala Daerah is no civil servant (PP 94/2021 article 1)
            agencies[entry.position.agency_id].append(entry)
    for people_there in agencies.values():
        for start in range(0, len(people_there), PEOPLE_AT_ONCE):
            yield people_there[start : start + PEOPLE_AT_ONCE]


def _open_reached(
    by: Actor,
    group: Sequence[PersonOnPost],
    counts: dict[int, AbsenceCount],
    law: Sanction,
    day: date,
) -> list[int]:
    opened = []
    heaviest = _heaviest_known([entry.person.employee_id for entry in group], day.year)
    for entry in group:
        count = counts[entry.person.employee_id]
        reached = threshold_reached(count, law)
        if reached and reached.from_days > heaviest.get(entry.person.employee_id, 0):
            opened.append(
                open_case(by=by, entry=entry, count=count, reached=reached, law=law, on=day)
            )
    return opened


def _heaviest_known(employee_ids: Sequence[int], year: int) -> dict[int, int]:
    rows = SanctionCase.objects.filter(employee_id__in=employee_ids, year=year).order_by(
        "from_days"
    )
    return dict(rows.values_list("employee_id", "from_days"))


@act(Acts.OPEN_CASE)
def open_case(
    *,
    by: Actor,
    entry: PersonOnPost,
    count: AbsenceCount,
    reached: Threshold,
    law: Sanction,
    on: date,
) -> int:
    """Open one draft case with its evidence and return its id; told to the direct superior. Twice is once."""
    case, fresh = SanctionCase.objects.get_or_create(
        employee_id=entry.person.employee_id,
        year=on.year,
        kind=reached.kind,
        defaults=_opening(entry, count, reached, on) | {"regulation_sha": law.regulation_sha},
    )
    if fresh:
        keep_case(case, *OPENED)
        _keep_evidence(case, count)
        _merge_lighter(case)
        _tell_superior(by, case, entry)
    record(
        subject=case.ref,
        label=f"{case.label} {case.year}",
        personal={"name": entry.person.name},
        employee=case.employee_id,
        days=case.days,
        fresh=fresh,
        regulation=case.regulation_sha,
    )
    return case.pk


def _opening(
    entry: PersonOnPost, count: AbsenceCount, reached: Threshold, on: date
) -> dict[str, Any]:
    """Return what a case keeps of the day it was opened, whatever changes later."""
    return {
        "position_id": entry.position.position_id,
        "agency_id": entry.position.agency_id,
        "label": reached.label,
        "level": reached.level,
        "clause": reached.clause,
        "from_days": reached.from_days,
        "in_a_row": count.days < reached.from_days,
        "days_absent": count.days_absent,
        "minutes_short": count.minutes_short,
        "days": count.days,
        "longest_run": count.longest_run,
        "counted_until": on,
        "opened_at": clock.now(),
        "due": attendance.add_workdays(on, _days_to_examine(on), entry.position.agency_id),
    }


def _days_to_examine(on: date) -> int:
    """Working days the superior has: those of the first level of the sanction chain (7; domain.md 3.3)."""
    days: int = regulations.in_force("chains", on).levels["sanction"][0].due_workdays
    return days


def _keep_evidence(case: SanctionCase, count: AbsenceCount) -> None:
    days = CaseEvidence.objects.bulk_create(
        CaseEvidence(
            case=case,
            on=item.on,
            basis=item.basis,
            minutes=item.minutes,
            reasons=list(item.reasons),
        )
        for item in count.evidence
    )
    for day in days:
        keep("case_evidence", day, "case_id", "on", "basis", "minutes", personal=("reasons",))


def _merge_lighter(case: SanctionCase) -> None:
    """Let a heavier case take over lighter ones of the year that are not decided and not on the ladder."""
    lighter = SanctionCase.objects.filter(
        employee_id=case.employee_id,
        year=case.year,
        from_days__lt=case.from_days,
        state__in=WITH_SUPERIOR,
        filing=None,
    )
    for row in lighter.select_for_update(of=("self",)):
        row.state, row.merged_into = CaseState.MERGED, case
        row.save(update_fields=["state", "merged_into"])
        keep_case(row, "merged_into_id")


def _tell_superior(by: Actor, case: SanctionCase, entry: PersonOnPost) -> None:
    seat = people.superior_seat(case.position_id)
    holders = people.seat_holders([seat], clock.now()).get(seat, ()) if seat else ()
    text = _(
        "%(name)s mencapai ambang %(label)s (%(days)d hari). Panggil dan periksa sebelum batas waktunya."
    ) % {
        "name": entry.person.full_name,
        "label": case.label.lower(),
        "days": case.days,
    }
    for holder in holders:
        notify(
            by=by,
            employee_id=holder.employee_id,
            kind=Kind.DUTY,
            text=text,
            link=reverse("sanctions:case", args=[case.public_id]),
        )
