"""Asking to be away: what is refused, what is counted, what the ladder's decision writes."""

from datetime import date

import pytest

from office.attendance import selectors as attendance
from office.attendance.services import declare_holiday, lock_month, record_leave
from office.audit.models import Event
from office.people import selectors as people
from tests.approval.city import CLERK
from tests.leave.conftest import FRIDAY, MONDAY, duty, leave, paper, permit
from workflows.approval.models import Filing, Step
from workflows.leave import services
from workflows.leave.core.requests import Draft
from workflows.leave.errors import (
    AwayAlready,
    IncompleteRequest,
    NoSuchRequest,
    NotEnoughLeave,
    NotYours,
    WrongState,
)
from workflows.leave.invariants import invariants
from workflows.leave.models import AwayRequest


def broken() -> list[str]:
    return [line for invariant in invariants() for line in invariant.check()[1]]


def refused(desk, draft: Draft, who: str = "ani") -> dict[str, str]:
    with pytest.raises(IncompleteRequest) as problem:
        desk.ask(draft, who)
    assert AwayRequest.objects.count() == 0
    return problem.value.fields


def test_a_week_of_leave_counts_its_working_days_and_waits_for_the_superior(desk):
    declare_holiday(by=CLERK, on=date(2026, 10, 14), name="Pilkada", kind="regional", decree="K-1")
    asked = desk.ask(leave(MONDAY, date(2026, 10, 18)))
    assert (asked.state, asked.days) == ("running", 4)
    step = Step.objects.filter(filing_id=asked.filing_id).first()
    assert step.seat_id == desk.town.posts["budi"]
    assert desk.balance().taken == 4
    assert broken() == []


def test_an_approved_leave_stands_in_attendance_under_the_signed_letter(signing_desk):
    row = signing_desk.granted()
    assert row.state == "approved"
    assert row.letter == "0001/SIC/KOMINFO/2026"
    day = attendance.judged_day(row.employee_id, MONDAY)
    assert (day.status, day.reasons) == ("leave", ("Cuti tahunan (0001/SIC/KOMINFO/2026)",))
    assert broken() == []


def test_an_approved_duty_stands_in_attendance_under_its_letter(signing_desk):
    row = signing_desk.granted(duty())
    assert row.letter == "0001/ST/KOMINFO/2026"
    assert attendance.judged_day(row.employee_id, FRIDAY).status == "duty"
    assert broken() == []


def test_a_permit_needs_the_superior_alone_and_moves_the_arrival(desk):
    asked = desk.ask(permit(date(2026, 10, 6)))
    desk.town.decide("budi", asked.filing_id)
    row = AwayRequest.objects.get(pk=asked.away_id)
    assert (row.state, row.permit_id is not None) == ("approved", True)
    assert broken() == []


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (leave(FRIDAY, MONDAY), "last"),
        (leave(date(2026, 10, 17), date(2026, 10, 18)), "first"),
        (leave(reason=" "), "reason"),
        (leave(last=date(2026, 11, 20)), "last"),
        (leave(kind="sick"), "evidence"),
        (duty(place=""), "place"),
        (duty(last=date(2026, 12, 31)), "last"),
        (permit(until=450), "until"),
        (permit(until=700), "until"),
        (permit(date(2026, 10, 18)), "first"),
    ],
)
def test_what_is_missing_or_too_much_is_told_at_its_field(desk, draft, field):
    assert field in refused(desk, draft)


def test_service_that_is_too_short_is_refused_with_the_months(desk):
    """A year of service comes before annual leave; the cast has served since 2005, so a newcomer asks."""
    from office.people import services as hr

    newcomer = hr.register_employee(
        by=CLERK, nip="199901012026011001", name="Indra", status="PNS", rank="III/a"
    )
    post = hr.open_position(
        by=CLERK,
        agency_id=desk.town.agencies["KOMINFO"],
        code="STAF9",
        title="Pengelola",
        kind="pelaksana",
        job_class=7,
        decree="S",
        valid_from=date(2026, 1, 1),
        reports_to_id=desk.town.posts["budi"],
    )
    hr.assign(
        by=CLERK, employee_id=newcomer, position_id=post, decree="S", valid_from=date(2026, 1, 1)
    )
    desk.town.people["indra"] = newcomer
    assert "kind" in refused(desk, leave(), "indra")


def test_a_locked_month_takes_no_request(desk, at):
    at(2026, 11, 3, 8, 0)
    lock_month(by=CLERK, agency_id=desk.town.agencies["KOMINFO"], month="2026-10")
    assert "dikunci" in refused(desk, leave(kind="sick", papers=(paper(),)))["first"]


def test_days_recorded_already_are_not_asked_for_again(desk):
    record_leave(
        by=CLERK,
        employee_id=desk.town.people["ani"],
        kind="sick",
        valid_from=MONDAY,
        valid_until=MONDAY,
        decree="X",
    )
    assert "sudah tercatat" in refused(desk, leave())["first"]


def test_two_requests_for_the_same_time_are_refused_by_the_database(desk):
    desk.ask(leave())
    for other in (leave(FRIDAY, FRIDAY), duty(FRIDAY, FRIDAY), permit(FRIDAY)):
        with pytest.raises(AwayAlready):
            desk.ask(other)
    desk.ask(permit(date(2026, 10, 19), 450, 570))
    desk.ask(permit(date(2026, 10, 19), 570, 600))
    with pytest.raises(AwayAlready):
        desk.ask(permit(date(2026, 10, 19), 560, 580))
    assert desk.balance().taken == 5


def test_a_request_beyond_the_balance_is_refused_and_takes_nothing(desk):
    desk.ask(leave(date(2026, 10, 12), date(2026, 10, 23)))
    with pytest.raises(NotEnoughLeave, match="tinggal 2 hari"):
        desk.ask(leave(date(2026, 11, 9), date(2026, 11, 11)))
    assert desk.balance().taken == 10
    desk.ask(leave(date(2026, 11, 9), date(2026, 11, 10)))
    assert desk.balance().taken == 12
    assert broken() == []


def test_a_leave_over_new_year_takes_from_both_years(desk):
    desk.ask(leave(date(2026, 12, 29), date(2027, 1, 5)))
    assert (desk.balance().taken, desk.balance(year=2027).taken) == (3, 3)
    assert desk.balance(year=2027).carried == 6
    assert broken() == []


def test_the_most_permits_of_a_month_are_counted(desk):
    for day in (6, 7, 8, 9):
        desk.ask(permit(date(2026, 10, day)))
    with pytest.raises(IncompleteRequest) as problem:
        desk.ask(permit(date(2026, 10, 13)))
    assert "batasnya" in problem.value.fields["first"]
    desk.ask(permit(date(2026, 11, 3)))


def test_a_draft_may_be_unfinished_and_takes_nothing(desk):
    saved = services.save_draft(by=desk.town.who("ani"), draft=leave(reason=""))
    assert (saved.state, saved.filing_id) == ("draft", None)
    changed = services.submit(by=desk.town.who("ani"), draft=leave(), away_id=saved.away_id)
    assert (changed.away_id, changed.state) == (saved.away_id, "running")


def test_a_withdrawn_request_gives_its_days_back_and_may_be_sent_again(desk):
    asked = desk.ask()
    ani = desk.town.who("ani")
    done = services.withdraw(by=ani, away_id=asked.away_id, reason="Tanggal berubah")
    assert (done.state, desk.balance().taken) == ("draft", 0)
    again = services.submit(by=ani, draft=leave(MONDAY, MONDAY), away_id=asked.away_id)
    assert (again.filing_id, desk.balance().taken) == (asked.filing_id, 1)
    assert broken() == []


def test_a_returned_request_frees_its_days_and_goes_round_again(desk):
    asked = desk.ask()
    desk.town.decide("budi", asked.filing_id, choice="return", note="Geser sepekan")
    assert AwayRequest.objects.get().state == "returned"
    assert desk.balance().taken == 0
    services.submit(by=desk.town.who("ani"), draft=leave(), away_id=asked.away_id)
    assert (Filing.objects.get().round, desk.balance().taken) == (2, 5)


def test_a_rejected_request_may_be_filed_as_a_new_filing(desk):
    asked = desk.ask()
    desk.town.decide("budi", asked.filing_id, choice="reject", note="Tidak dapat ditinggal")
    assert (AwayRequest.objects.get().state, desk.balance().taken) == ("rejected", 0)
    again = services.submit(by=desk.town.who("ani"), draft=leave(), away_id=asked.away_id)
    assert again.filing_id != asked.filing_id
    assert broken() == []


def test_a_running_request_is_not_changed(desk):
    asked = desk.ask()
    with pytest.raises(WrongState):
        services.submit(by=desk.town.who("ani"), draft=leave(), away_id=asked.away_id)


def test_a_stranger_neither_changes_nor_withdraws(desk):
    asked = desk.ask()
    gita = desk.town.who("gita")
    with pytest.raises(NoSuchRequest):
        services.submit(by=gita, draft=leave(), away_id=asked.away_id)
    with pytest.raises(NoSuchRequest):
        services.withdraw(by=gita, away_id=asked.away_id, reason="x")
    with pytest.raises(NotYours):
        services.submit(by=CLERK, draft=leave())
    with pytest.raises(NotYours):
        services.settle(by=gita, filing_id=asked.filing_id, outcome="approved")


def test_a_double_tap_is_one_request(desk):
    given = {"by": desk.town.who("ani"), "draft": leave(), "key": "ketuk"}
    assert services.submit(**given) == services.submit(**given)
    assert (AwayRequest.objects.count(), desk.balance().taken) == (1, 5)


def test_a_diagnosis_enters_neither_the_letter_nor_the_trail(desk):
    desk.ask(leave(kind="sick", diagnosis="demam berdarah", papers=(paper(),)))
    filing = Filing.objects.get()
    assert "demam" not in str(filing.contents)
    assert "demam" not in str(list(Event.objects.values_list("body", "label")))
    assert "sakit" not in filing.title.lower()


# --- A seat holder names a Plh ---------------------------------------------------------------------------------


def test_the_leave_of_a_seat_holder_names_a_stand_in(desk):
    assert "Plh." in refused(desk, leave(), "budi")["plh"]


def test_whoever_is_named_acts_for_the_seat_on_those_days_only(signing_desk, at):
    town = signing_desk.town
    row = signing_desk.granted(
        leave(plh_id=town.people["dedi"]), "budi", first="citra", then="sekda"
    )
    assert row.mandate_id is not None
    seat = town.seat("budi")
    for day, holder in ((9, "budi"), (12, "dedi"), (16, "dedi"), (19, "budi")):
        moment = at(2026, 10, day, 9, 0)
        assert [h.employee_id for h in people.seat_holders([seat], moment)[seat]] == [
            town.people[holder]
        ]
    (mandate,) = people.mandates_over([town.posts["budi"]], MONDAY, FRIDAY)
    assert (mandate.kind, mandate.decree) == ("plh", row.letter)


def test_a_rejected_leave_appoints_nobody(desk):
    asked = desk.ask(leave(plh_id=desk.town.people["dedi"]), "budi")
    desk.town.decide("citra", asked.filing_id, choice="reject", note="Tidak")
    assert people.mandates_over([desk.town.posts["budi"]], MONDAY, FRIDAY) == []


@pytest.mark.parametrize("key", ["gita", "budi"])
def test_a_stand_in_is_somebody_else_of_the_same_agency(desk, key):
    assert "plh" in refused(desk, leave(plh_id=desk.town.people[key]), "budi")


def test_a_stand_in_is_there_on_those_days(desk):
    desk.ask(leave(FRIDAY, FRIDAY, plh_id=desk.town.people["budi"]), "dedi")
    with pytest.raises(IncompleteRequest) as problem:
        desk.ask(leave(plh_id=desk.town.people["dedi"]), "budi")
    assert "tidak dapat menjadi Plh." in problem.value.fields["plh"]


def test_a_seat_that_is_covered_already_takes_no_second_stand_in(desk):
    desk.town.mandate("plh", "budi", "eka", MONDAY, MONDAY)
    assert "sudah mempunyai" in refused(desk, leave(plh_id=desk.town.people["dedi"]), "budi")["plh"]


# --- Shortening and cancelling ---------------------------------------------------------------------------------


def end(desk, row, who="citra", **given):
    told = {"letter": "SP-9", "reason": "Dipanggil kembali"} | given
    return services.call_off(by=desk.town.who(who), away_id=row.pk, **told)


def test_a_shortened_leave_gives_the_rest_back_and_the_days_are_judged_anew(signing_desk):
    row = signing_desk.granted()
    done = end(signing_desk, row, last_day=date(2026, 10, 13))
    assert (done.state, done.days, signing_desk.balance().taken) == ("approved", 2, 2)
    statuses = attendance.judged_days([row.employee_id], MONDAY, FRIDAY)
    assert [day.status == "leave" for day in statuses.values()] == [True, True, False, False, False]
    assert broken() == []


def test_a_cancelled_leave_is_as_if_it_had_not_been_and_its_plh_never_was(signing_desk):
    town = signing_desk.town
    row = signing_desk.granted(
        leave(plh_id=town.people["dedi"]), "budi", first="citra", then="sekda"
    )
    assert end(signing_desk, row).state == "cancelled"
    assert signing_desk.balance("budi").taken == 0
    assert people.mandates_over([town.posts["budi"]], MONDAY, FRIDAY) == []
    assert attendance.judged_day(row.employee_id, MONDAY).status != "leave"
    assert broken() == []


def test_a_plh_called_off_midway_keeps_the_days_that_were(signing_desk, at):
    town = signing_desk.town
    row = signing_desk.granted(
        leave(plh_id=town.people["dedi"]), "budi", first="citra", then="sekda"
    )
    at(2026, 10, 14, 8, 0)
    end(signing_desk, row, last_day=date(2026, 10, 13))
    (mandate,) = people.mandates_over([town.posts["budi"]], MONDAY, FRIDAY)
    assert mandate.valid_until == date(2026, 10, 13)


def test_the_maker_does_not_call_off_and_a_stranger_neither(signing_desk):
    row = signing_desk.granted()
    for key in ("ani", "gita"):
        with pytest.raises(NotYours):
            end(signing_desk, row, key)


@pytest.mark.parametrize(
    "given",
    [{"letter": " "}, {"last_day": FRIDAY}, {"last_day": date(2026, 10, 11)}],
)
def test_an_ending_has_a_letter_and_a_day_inside(signing_desk, given):
    row = signing_desk.granted()
    with pytest.raises(IncompleteRequest):
        end(signing_desk, row, **given)


def test_only_what_was_granted_is_called_off(desk):
    asked = desk.ask()
    with pytest.raises(WrongState):
        end(desk, AwayRequest.objects.get(pk=asked.away_id))


def test_a_cancelled_permit_is_revoked(desk):
    asked = desk.ask(permit(date(2026, 10, 6)))
    desk.town.decide("budi", asked.filing_id)
    row = AwayRequest.objects.get(pk=asked.away_id)
    assert end(desk, row).state == "cancelled"
    assert broken() == []
