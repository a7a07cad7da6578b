"""Clocks in the working hours of the office: they remind, they go one seat up, they decide nothing."""

from datetime import UTC, date, datetime, timedelta

import pytest

from office.acts.core import Conflict, NotAllowed
from office.attendance.core.worktime import worked_after, worked_before
from office.audit.core import Actor
from office.notices.models import Notice
from office.people.models import Agency
from tests.approval.city import CLERK
from workflows.approval import services
from workflows.approval.clock_models import StepClock
from workflows.approval.clocks import desk_clocks
from workflows.approval.handlers import run_clocks
from workflows.approval.models import Decision, Step
from workflows.approval.selectors import overdue_filings
from workflows.approval.selectors.clocks import step_time

HAND = Actor.system("approval.run_clocks")


def span(day, first, last):
    start = datetime(2026, 10, day, tzinfo=UTC)
    return start + timedelta(hours=first), start + timedelta(hours=last)


WEEK = (span(1, 8, 16), span(2, 8, 16), span(5, 8, 16))


@pytest.mark.parametrize(
    ("hours", "moment"),
    [(1, (1, 16)), (2, (2, 9)), (9, (2, 16)), (10, (5, 9)), (99, None)],
)
def test_hours_are_counted_only_while_the_office_works(hours, moment):
    found = worked_after(WEEK, datetime(2026, 10, 1, 15, tzinfo=UTC), hours)
    assert found == (datetime(2026, 10, moment[0], moment[1], tzinfo=UTC) if moment else None)


@pytest.mark.parametrize(("hours", "moment"), [(1, (5, 8)), (2, (2, 15)), (9, (2, 8)), (99, None)])
def test_hours_are_counted_back_over_a_weekend(hours, moment):
    found = worked_before(WEEK, datetime(2026, 10, 5, 9, tzinfo=UTC), hours)
    assert found == (datetime(2026, 10, moment[0], moment[1], tzinfo=UTC) if moment else None)


def local(moment, zone="Asia/Jakarta"):
    from zoneinfo import ZoneInfo

    return f"{moment.astimezone(ZoneInfo(zone)):%d %H.%M}"


def test_a_desk_closes_with_its_office_on_the_last_day(town):
    filing = town.submit()  # Monday 5 October, two working days: Wednesday
    step = Step.objects.select_related("filing").get(pk=filing.steps[0].step_id)
    hands = desk_clocks([step])[step.pk]
    assert local(hands.deadline) == "07 16.00"
    assert local(hands.remind_at) == "07 08.00"  # eight working hours before
    assert local(hands.escalate_at) == "08 15.30"  # eight after, from Thursday 07.30


def test_the_hours_are_those_of_the_offices_zone(town):
    Agency.objects.filter(code="KOMINFO").update(zone="Asia/Jayapura")
    filing = town.submit()
    step = Step.objects.select_related("filing").get(pk=filing.steps[0].step_id)
    hands = desk_clocks([step])[step.pk]
    assert (local(hands.deadline), local(hands.deadline, "Asia/Jayapura")) == (
        "07 14.00",
        "07 16.00",
    )


def told(town, key):
    return list(Notice.objects.filter(employee_id=town.people[key]).values_list("text", flat=True))


def test_the_desk_is_reminded_once_then_the_seat_above_is_told_once_and_nothing_is_decided(
    town, at
):
    filing = town.submit()
    at(2026, 10, 7, 7, 59)
    run_clocks("periodic", {})
    assert told(town, "budi") == []
    at(2026, 10, 7, 8, 1)
    for _twice in range(2):
        run_clocks("periodic", {})
    assert [text[:24] for text in told(town, "budi")] == ["Menunggu keputusan Anda:"]
    assert told(town, "citra") == []
    at(2026, 10, 8, 15, 31)
    for _twice in range(2):
        run_clocks("periodic", {})
    assert len(told(town, "citra")) == 1
    assert "Lewat tenggat di meja Kepala Bidang" in told(town, "citra")[0]
    assert len(told(town, "budi")) == 2
    assert step_time(filing.steps[0].step_id).escalated_at is not None
    assert (Decision.objects.count(), town.open_step(filing.filing_id).seat_title) == (
        0,
        "Kepala Bidang",
    )
    assert town.decide("budi", filing.filing_id).level == 2


def test_the_plh_is_reminded_instead_of_the_absent_official(town, at):
    town.mandate("plh", "budi", "dedi")
    town.submit()
    at(2026, 10, 7, 9, 0)
    run_clocks("periodic", {})
    assert (len(told(town, "dedi")), len(told(town, "budi"))) == (1, 0)


def test_only_the_clock_escalates_and_only_in_its_hour(town, at):
    filing = town.submit()
    step_id = filing.steps[0].step_id
    for act in (services.remind_desk, services.escalate_desk):
        with pytest.raises(NotAllowed):
            act(by=town.who("budi"), step_id=step_id)
        with pytest.raises(Conflict):
            act(by=HAND, step_id=step_id)
    at(2026, 10, 9, 9, 0)
    services.escalate_desk(by=HAND, step_id=step_id)
    with pytest.raises(Conflict, match="Sudah disampaikan"):
        services.escalate_desk(by=HAND, step_id=step_id)
    assert StepClock.objects.get().escalated_to == str(town.seat("citra"))
    town.decide("budi", filing.filing_id)
    with pytest.raises(Conflict, match="tidak sedang menunggu"):
        services.escalate_desk(by=HAND, step_id=step_id)


def test_a_holiday_gives_the_desk_its_hours_back(town, at):
    from office.attendance.services import declare_holiday

    filing = town.submit()
    step = Step.objects.select_related("filing").get(pk=filing.steps[0].step_id)
    before = desk_clocks([step])[step.pk].escalate_at
    declare_holiday(by=CLERK, on=date(2026, 10, 8), name="Libur", kind="regional", decree="SE-L")
    assert desk_clocks([step])[step.pk].escalate_at > before


def test_filings_that_wait_beyond_their_day_are_named_and_others_not(town, at):
    late, decided = town.submit(), town.submit()
    town.decide("budi", decided.filing_id, "return", note="perbaiki")
    at(2026, 10, 8, 0, 1)
    fresh = town.submit()
    asked = [late.filing_id, decided.filing_id, fresh.filing_id, None]
    assert overdue_filings(asked) == {late.filing_id}
