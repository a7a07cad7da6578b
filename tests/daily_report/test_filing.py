"""Filing, taking back, and what the ladder makes of a report."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from office.attendance import services as attendance
from office.audit.core import Actor
from office.audit.models import Event
from office.people import services as people
from office.people.models import Assignment
from tests.daily_report.conftest import CLERK, DECREE, MONDAY, draft, file, work
from workflows.approval import selectors as ladder
from workflows.approval import services as approval
from workflows.approval.errors import AlreadyDecided, ReasonMissing
from workflows.daily_report import selectors, services
from workflows.daily_report.core.findings import Kind
from workflows.daily_report.errors import IncompleteReport, ReportNotFound, WrongState
from workflows.daily_report.models import DailyReport, Finding

PINNED_SUBMISSION = 51
"""Statements of one report filed: its checks against attendance, its document, its way up the ladder."""
EARLY = work(420, 480, "Menyiapkan ruang rapat")


def desk(actor: Actor):
    """Return the one step that waits on the actor's desk."""
    (row,) = ladder.desk(actor).rows
    return row


def decide(person, choice="approve", note="", **more):
    """Decide the one step on a person's desk."""
    row = desk(person.actor)
    return approval.decide(
        by=person.actor,
        step_id=row.step_id,
        choice=choice,
        note=note,
        revision_sha=row.revision_sha,
        key=str(uuid4()),
        **more,
    )


def state_of(outcome) -> str:
    return DailyReport.objects.get(pk=outcome.report_id).state


def test_a_filed_report_waits_on_the_superiors_desk_with_its_minutes_and_findings(unsigned, punch):
    punch(unsigned.ani, "2026-10-05 07:25:00", "2026-10-05 16:05:00")
    outcome = file(unsigned.ani, MONDAY, [EARLY, work(480, 600)])
    row = desk(unsigned.budi.actor)
    assert (row.subject_ref, row.minutes, row.findings) == (
        f"daily_report:{outcome.report_id}",
        180,
        1,
    )
    assert (outcome.state, outcome.round, outcome.minutes, outcome.findings) == (
        "submitted",
        1,
        180,
        1,
    )
    assert list(Finding.objects.values_list("kind", "minutes")) == [(Kind.OUTSIDE_PRESENCE, 25)]


def test_superior_then_head_approve_and_the_minutes_count(unsigned, punch):
    punch(unsigned.ani, "2026-10-05 07:25:00", "2026-10-05 16:05:00")
    outcome = file(unsigned.ani, MONDAY, [work(450, 600), work(570, 660)])
    key = (unsigned.ani.id, MONDAY)
    decide(unsigned.budi)
    assert selectors.approved_minutes([unsigned.ani.id], MONDAY, MONDAY) == {}
    assert selectors.pending_minutes([unsigned.ani.id], MONDAY, MONDAY) == {key: 210}
    decide(unsigned.citra)
    assert state_of(outcome) == "approved"
    assert selectors.approved_minutes([unsigned.ani.id], MONDAY, MONDAY) == {key: 210}
    settled = Event.objects.filter(act="daily_report.settle")
    assert [event.by for event in settled] == [f"employee:{unsigned.citra.id}"]


def test_minutes_a_silent_desk_left_undecided_count_provisionally_until_somebody_decides(
    unsigned, punch, at
):
    punch(unsigned.ani, "2026-10-05 07:25:00", "2026-10-05 16:05:00")
    file(unsigned.ani, MONDAY, [work(450, 600)])
    key = (unsigned.ani.id, MONDAY)
    assert selectors.provisional_minutes([unsigned.ani.id], MONDAY, MONDAY) == {}
    at(2026, 11, 3, 8, 0)
    assert selectors.provisional_minutes([unsigned.ani.id], MONDAY, MONDAY) == {key: 150}
    decide(unsigned.budi)
    assert selectors.provisional_minutes([unsigned.ani.id], MONDAY, MONDAY) == {}


def test_an_approved_report_stays_as_it_is(unsigned):
    outcome = file(unsigned.ani)
    decide(unsigned.budi)
    decide(unsigned.citra)
    with pytest.raises(WrongState, match="sudah disetujui"):
        services.add_activity(by=unsigned.ani.actor, on=MONDAY, entry=work(600, 700))
    with pytest.raises(WrongState):
        services.submit_daily_report(by=unsigned.ani.actor, report_id=outcome.report_id)
    with pytest.raises(WrongState):
        services.withdraw_daily_report(
            by=unsigned.ani.actor, report_id=outcome.report_id, reason="Keliru"
        )


def test_an_empty_report_is_not_filed(unsigned):
    report_id = draft(unsigned.ani, MONDAY, [])
    with pytest.raises(IncompleteReport, match="masih kosong"):
        services.submit_daily_report(by=unsigned.ani.actor, report_id=report_id)
    services.add_activity(by=unsigned.ani.actor, on=MONDAY, entry=work())
    services.submit_daily_report(by=unsigned.ani.actor, report_id=report_id)


def test_someone_without_a_post_that_day_is_told_why_nothing_can_be_filed(unsigned):
    people.end_assignment(
        by=CLERK,
        assignment_id=Assignment.objects.get(employee_id=unsigned.ani.id).pk,
        last_day=date(2026, 9, 30),
        decree="SK-AKHIR",
    )
    report_id = draft(unsigned.ani)
    with pytest.raises(IncompleteReport, match="belum tercatat dalam jabatan"):
        services.submit_daily_report(by=unsigned.ani.actor, report_id=report_id)


def test_filing_twice_with_one_key_files_once(unsigned):
    report_id = draft(unsigned.ani)
    first = services.submit_daily_report(by=unsigned.ani.actor, report_id=report_id, key="k")
    again = services.submit_daily_report(by=unsigned.ani.actor, report_id=report_id, key="k")
    assert first == again
    assert Event.objects.filter(act="daily_report.submit").count() == 1


def test_filing_a_filed_report_again_is_refused(unsigned):
    report_id = file(unsigned.ani).report_id
    with pytest.raises(WrongState, match="sudah diajukan"):
        services.submit_daily_report(by=unsigned.ani.actor, report_id=report_id, key="other")


def test_a_pending_report_can_be_taken_back_changed_and_filed_again(unsigned):
    outcome = file(unsigned.ani)
    services.withdraw_daily_report(
        by=unsigned.ani.actor, report_id=outcome.report_id, reason="Keliru jam"
    )
    assert state_of(outcome) == "draft"
    assert ladder.desk(unsigned.budi.actor).rows == ()
    again = file(unsigned.ani, MONDAY, [work(450, 500)])
    assert (again.report_id, again.filing_id, again.minutes) == (
        outcome.report_id,
        outcome.filing_id,
        50,
    )
    assert desk(unsigned.budi.actor).minutes == 50


def test_taking_back_asks_why_and_comes_too_late_after_a_decision(unsigned):
    outcome = file(unsigned.ani)
    with pytest.raises(ReasonMissing):
        services.withdraw_daily_report(
            by=unsigned.ani.actor, report_id=outcome.report_id, reason=" "
        )
    decide(unsigned.budi)
    with pytest.raises(AlreadyDecided):
        services.withdraw_daily_report(
            by=unsigned.ani.actor, report_id=outcome.report_id, reason="Keliru"
        )
    assert state_of(outcome) == "submitted"


def test_gita_cannot_take_back_anis_report(unsigned):
    outcome = file(unsigned.ani)
    with pytest.raises(ReportNotFound):
        services.withdraw_daily_report(
            by=unsigned.gita.actor, report_id=outcome.report_id, reason="Usil"
        )
    services.withdraw_daily_report(
        by=unsigned.ani.actor, report_id=outcome.report_id, reason="Keliru"
    )


def test_a_returned_report_is_mended_and_climbs_again_in_a_new_round(unsigned):
    outcome = file(unsigned.ani)
    decide(unsigned.budi, "return", "Jam rapat keliru")
    assert state_of(outcome) == "returned"
    services.add_activity(by=unsigned.ani.actor, on=MONDAY, entry=work(600, 660))
    again = services.submit_daily_report(by=unsigned.ani.actor, report_id=outcome.report_id)
    assert (again.filing_id, again.round, again.minutes) == (outcome.filing_id, 2, 210)
    assert DailyReport.objects.get().revision == 2
    decide(unsigned.budi)
    decide(unsigned.citra)
    assert state_of(outcome) == "approved"


def test_a_rejected_report_may_be_filed_anew_as_another_filing(unsigned):
    outcome = file(unsigned.ani)
    decide(unsigned.budi, "reject", "Bukan pekerjaan Anda")
    assert state_of(outcome) == "rejected"
    again = services.submit_daily_report(by=unsigned.ani.actor, report_id=outcome.report_id)
    assert again.filing_id != outcome.filing_id
    assert state_of(again) == "submitted"


def test_the_report_of_a_superior_climbs_further_up(unsigned):
    file(unsigned.budi)
    decide(unsigned.citra)
    file(unsigned.citra)
    assert ladder.desk(unsigned.citra.actor).rows == ()
    assert [row.person_id for row in ladder.desk(unsigned.dedi.actor).rows] == [
        unsigned.budi.id,
        unsigned.citra.id,
    ]


def test_a_report_filed_after_its_window_is_late_but_accepted(measured, unsigned, at):
    at(2026, 10, 8, 23, 0)
    assert file(unsigned.ani, MONDAY).findings == 1
    assert not Finding.objects.filter(kind=Kind.REPORT_LATE).exists()
    at(2026, 10, 9, 0, 30)
    late = file(unsigned.budi, MONDAY)
    assert late.state == "submitted"
    (finding,) = Finding.objects.filter(kind=Kind.REPORT_LATE)
    assert finding.evidence == {"deadline": "2026-10-08", "filed": "2026-10-09"}


def test_a_return_does_not_make_a_punctual_report_late_but_taking_it_back_may(unsigned, at):
    returned, withdrawn = file(unsigned.ani), file(unsigned.gita)
    decide(unsigned.budi, "return", "Lengkapi")
    services.withdraw_daily_report(
        by=unsigned.gita.actor, report_id=withdrawn.report_id, reason="Keliru"
    )
    at(2026, 10, 20, 8, 0)
    services.submit_daily_report(by=unsigned.ani.actor, report_id=returned.report_id)
    services.submit_daily_report(by=unsigned.gita.actor, report_id=withdrawn.report_id)
    late = Finding.objects.filter(kind=Kind.REPORT_LATE, cleared_at=None)
    assert list(late.values_list("employee_id", flat=True)) == [unsigned.gita.id]


def test_a_mended_report_clears_its_findings_without_deleting_them(unsigned, punch):
    punch(unsigned.ani, "2026-10-05 07:25:00", "2026-10-05 16:05:00")
    outcome = file(unsigned.ani, MONDAY, [EARLY])
    decide(unsigned.budi, "return", "Di luar kehadiran")
    services.save_draft(by=unsigned.ani.actor, on=MONDAY, activities=[work()])
    services.submit_daily_report(by=unsigned.ani.actor, report_id=outcome.report_id)
    (finding,) = Finding.objects.all()
    assert finding.cleared_at is not None
    assert selectors.standing_findings(outcome.report_id) == ()


def test_a_claim_on_leave_is_told_to_the_approver(unsigned):
    attendance.record_leave(
        by=CLERK,
        employee_id=unsigned.ani.id,
        kind="annual",
        valid_from=MONDAY,
        valid_until=MONDAY,
        decree=DECREE,
    )
    file(unsigned.ani)
    assert list(Finding.objects.values_list("kind", flat=True)) == [Kind.CLAIM_ON_LEAVE]


def test_a_claim_on_an_absent_day_is_told_to_the_approver(measured, unsigned):
    file(unsigned.ani)
    assert list(Finding.objects.values_list("kind", "minutes")) == [(Kind.CLAIM_WHILE_ABSENT, 150)]


def test_a_claim_on_a_day_nobody_measured_accuses_nobody(unsigned):
    file(unsigned.ani)
    assert not Finding.objects.exists()


def test_the_position_on_the_reports_own_day_decides_who_judges_it(unsigned):
    desk_of_another = people.open_position(
        by=CLERK,
        agency_id=unsigned.far_agency_id,
        code="KES-9",
        title="Analis Muda",
        kind="pelaksana",
        job_class=8,
        decree=DECREE,
        valid_from=date(2026, 1, 1),
        reports_to_id=unsigned.fajar.position_id,
    )
    people.assign(
        by=CLERK,
        employee_id=unsigned.ani.id,
        position_id=desk_of_another,
        decree="SK-2/2026",
        valid_from=MONDAY + timedelta(days=1),
    )
    file(unsigned.ani, MONDAY)
    file(unsigned.ani, MONDAY + timedelta(days=1))
    assert len(ladder.desk(unsigned.budi.actor).rows) == 1
    assert len(ladder.desk(unsigned.fajar.actor).rows) == 1


def test_filing_a_report_costs_a_pinned_number_of_queries(unsigned):
    """More queries mean a new reason; fewer mean a new pin."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    file(unsigned.ani, MONDAY, [EARLY])  # texts of law are parsed once per process
    report = draft(unsigned.ani, MONDAY + timedelta(days=1), [EARLY])
    with CaptureQueriesContext(connection) as spent:
        services.submit_daily_report(by=unsigned.ani.actor, report_id=report, key=str(uuid4()))

    assert len(spent) == PINNED_SUBMISSION
