"""The door of the ladder: who decides, what is refused, what the filing becomes."""

import uuid
from datetime import date

import pytest

from office.acts.core import Invalid, NotAllowed, OtherBody
from office.audit.core import Actor
from tests.approval.city import CLERK, CONTENT, LENIENT, SIGNS
from workflows.approval.errors import (
    AlreadyDecided,
    BadSubmission,
    FilingNotFound,
    FourEyes,
    NobodyAbove,
    NotYourSeat,
    OtherRevision,
    ReasonMissing,
    WrongState,
)
from workflows.approval.models import Decision, Filing, Step
from workflows.approval.selectors import filing_state
from workflows.approval.services import decide, set_chain, withdraw_filing

WHY = "Lampiran kurang."
PINNED_COSTS = [21, 20, 20, 18]
"""Submit, two levels, the last: every statement of the act, those that open and end its transaction included."""


def test_a_filing_climbs_three_levels_and_ends_approved(town, calls):
    filing = town.submit()
    assert [step.level for step in filing.steps] == [1, 2, 3]
    assert [step.state for step in filing.steps] == ["open", "waiting", "waiting"]
    assert town.decide("budi", filing.filing_id).level == 2
    assert town.decide("dedi", filing.filing_id).level == 3
    done = town.decide("citra", filing.filing_id)
    assert (done.state, done.level) == ("approved", 0)
    assert calls == [("approved", filing.filing_id, "approved", town.who("citra").ref)]
    row = Filing.objects.get(pk=filing.filing_id)
    assert row.finished is not None
    assert not row.task_set.filter(finished__isnull=True).exists()
    nodes = [task.flow_task.name for task in row.task_set.order_by("pk")]
    assert nodes == ["start", "supervisor", "further", "head", "approved", "end"]


def test_the_clock_of_a_level_starts_when_it_is_reached(town, at):
    filing = town.submit()
    assert Step.objects.get(level=1).due == date(2026, 10, 7)
    assert Step.objects.get(level=2).due is None
    at(2026, 10, 9, 8, 0)
    town.decide("budi", filing.filing_id)
    assert Step.objects.get(level=2).due == date(2026, 10, 13)


def test_each_decision_leaves_one_event_that_names_right_and_revision(town):
    from office.audit.models import Event

    filing = town.submit()
    before = Event.objects.count()
    town.decide("budi", filing.filing_id, note="Baik.")
    event = Event.objects.order_by("pk").last()
    assert Event.objects.count() == before + 1
    assert (event.act, event.by, event.subject) == (
        "approval.decide", town.who("budi").ref, f"filing:{filing.filing_id}",
    )  # fmt: skip
    assert '"basis":"definitive"' in event.body.replace(" ", "")
    assert filing.revision_sha in event.body
    assert "Baik." not in event.body


# --- who may ---------------------------------------------------------------------------------


def test_gita_of_another_agency_may_not_decide(town):
    filing = town.submit()
    with pytest.raises(NotYourSeat, match="menunggu Kepala Bidang"):
        town.decide("gita", filing.filing_id)
    assert not Decision.objects.exists()


@pytest.mark.parametrize("by", [Actor.system("cli"), Actor.public()])
def test_only_people_decide(town, by):
    filing = town.submit()
    with pytest.raises(NotYourSeat):
        town.decide("budi", filing.filing_id, by=by)


def test_a_step_nobody_knows_is_not_found(town):
    with pytest.raises(FilingNotFound):
        decide(by=town.who("budi"), step_id=999, choice="approve", revision_sha="", key="k")


def test_a_plh_decides_while_the_mandate_lasts_and_it_moves_nothing(town, at):
    town.mandate("plh", "budi", "dedi", last=date(2026, 10, 5))
    filing, other = town.submit(), town.submit()
    assert town.decide("dedi", filing.filing_id).level == 2
    made = Decision.objects.get()
    assert (made.basis, made.formula, made.decree) == ("plh", "Plh.", "SPT-plh-dedi")
    assert made.mandate_id is not None
    at(2026, 10, 6, 0, 0)
    with pytest.raises(NotYourSeat):
        town.decide("dedi", other.filing_id)
    assert town.decide("budi", other.filing_id).level == 2


def test_the_absent_official_does_not_decide_beside_the_plh(town):
    town.mandate("plh", "budi", "dedi")
    filing = town.submit()
    with pytest.raises(NotYourSeat):
        town.decide("budi", filing.filing_id)


def test_a_delegate_decides_within_scope_and_amount_only(town):
    town.mandate("delegation", "budi", "eka", scope=["leave"], limit_rupiah=100)
    within, above = town.submit(amount=100), town.submit(amount=101)
    assert town.decide("eka", within.filing_id).level == 2
    assert Decision.objects.get().formula == "a.n."
    with pytest.raises(NotYourSeat):
        town.decide("eka", above.filing_id)
    correction = town.submit(LENIENT)
    with pytest.raises(NotYourSeat):
        town.decide("eka", correction.filing_id)


def test_a_delegate_of_a_delegate_has_nothing(town):
    town.mandate("delegation", "budi", "eka")
    town.mandate("delegation", "eka", "gita")
    filing = town.submit()
    with pytest.raises(NotYourSeat):
        town.decide("gita", filing.filing_id)


# --- four eyes -------------------------------------------------------------------------------


def eyes(town, role):
    """A filing at its second level (Dedi's seat), and who has the given role in it."""
    filing = town.submit(by=town.who("eka"))
    town.decide("budi", filing.filing_id)
    return filing, {"maker": "ani", "last_editor": "eka", "earlier_approver": "budi"}[role]


@pytest.mark.parametrize("role", ["maker", "last_editor", "earlier_approver"])
def test_whose_eyes_were_on_it_may_not_decide_even_with_the_mandate(town, role):
    filing, person = eyes(town, role)
    town.mandate("plh", "dedi", person)
    with pytest.raises(FourEyes, match="orang lain"):
        town.decide(person, filing.filing_id)
    assert Decision.objects.count() == 1


@pytest.mark.parametrize("role", ["maker", "last_editor", "earlier_approver"])
@pytest.mark.parametrize("kind", ["plh", "delegation"])
def test_nor_may_whoever_stands_in_for_one_of_them(town, role, kind):
    filing, person = eyes(town, role)
    town.mandate(kind, person, "dedi")
    with pytest.raises(FourEyes, match="bertindak untuk"):
        town.decide("dedi", filing.filing_id)


def test_a_stranger_with_a_mandate_for_somebody_else_decides(town):
    filing, _person = eyes(town, "maker")
    town.mandate("plh", "fajar", "dedi")
    assert town.decide("dedi", filing.filing_id).level == 3


def test_a_for_b_and_b_for_a_do_not_close_the_circle(town):
    town.mandate("plh", "budi", "ani")
    town.mandate("delegation", "ani", "budi")
    filing = town.submit()
    for person in ("ani", "budi"):
        with pytest.raises((FourEyes, NotYourSeat)):
            town.decide(person, filing.filing_id)


def test_an_approver_who_moved_up_between_the_levels_brings_no_second_pair(town):
    filing = town.submit()
    town.decide("budi", filing.filing_id)
    _dedi_retires_and_budi_follows(town)
    with pytest.raises(FourEyes, match="tingkat lain"):
        town.decide("budi", filing.filing_id)


def _dedi_retires_and_budi_follows(town):
    from office.people import services as people

    people.end_service(
        by=CLERK,
        employee_id=town.people["dedi"],
        last_day=date(2026, 10, 4),
        reason="pensiun",
        decree="SK",
    )
    people.assign(
        by=CLERK,
        employee_id=town.people["budi"],
        position_id=town.posts["dedi"],
        decree="SK-mutasi",
        valid_from=date(2026, 10, 5),
    )


def test_a_lenient_procedure_lets_an_earlier_approver_go_on_but_never_the_maker(town):
    town.mandate("delegation", "dedi", "budi")
    town.mandate("delegation", "citra", "ani")
    filing = town.submit(LENIENT)
    town.decide("budi", filing.filing_id)
    assert town.decide("budi", filing.filing_id).level == 3
    with pytest.raises(FourEyes):
        town.decide("ani", filing.filing_id)


def test_after_a_return_the_supervisor_decides_on_the_new_revision(town):
    filing = town.submit(number=900)
    town.decide("budi", filing.filing_id)
    town.decide("dedi", filing.filing_id, "return", WHY)
    town.submit(number=900, filing_id=filing.filing_id)
    assert town.decide("budi", filing.filing_id).level == 2


# --- late, double, other revision --------------------------------------------------------------


def test_a_late_second_decision_is_told_who_was_first_and_when(town):
    filing = town.submit()
    step = town.open_step(filing.filing_id)
    town.decide("budi", filing.filing_id)
    with pytest.raises(
        AlreadyDecided, match=r"Sudah diputuskan oleh Budi pada 5 Oktober 2026 08\.00 WIB"
    ):
        town.decide("budi", filing.filing_id, "reject", WHY, step=step)


def test_a_double_tap_gets_the_same_answer(town):
    filing = town.submit()
    step, key = town.open_step(filing.filing_id), str(uuid.uuid4())
    first = town.decide("budi", filing.filing_id, step=step, key=key)
    assert town.decide("budi", filing.filing_id, step=step, key=key) == first
    assert Decision.objects.count() == 1


def test_the_same_key_with_another_body_is_refused(town):
    filing = town.submit()
    step, key = town.open_step(filing.filing_id), str(uuid.uuid4())
    town.decide("budi", filing.filing_id, step=step, key=key)
    with pytest.raises(OtherBody):
        town.decide("budi", filing.filing_id, "reject", WHY, step=step, key=key)


def test_a_decision_needs_its_key(town):
    filing = town.submit()
    with pytest.raises(Invalid, match="tidak lengkap"):
        town.decide("budi", filing.filing_id, key="")


def test_a_decision_is_bound_to_the_revision_that_was_seen(town):
    filing = town.submit()
    with pytest.raises(OtherRevision, match="sudah berubah"):
        town.decide("budi", filing.filing_id, revision_sha="0" * 64)


def test_a_step_of_an_older_round_points_to_the_new_one(town):
    filing = town.submit(number=901)
    old = Step.objects.get(level=2)
    town.decide("budi", filing.filing_id, "return", WHY)
    again = town.submit(number=901, title="Laporan diperbaiki")
    assert again.revision_sha != filing.revision_sha
    with pytest.raises(OtherRevision, match="putaran baru"):
        town.decide("dedi", filing.filing_id, step=old)


@pytest.mark.parametrize("choice", ["agree", "withdraw", "resubmit", ""])
def test_only_three_choices_exist(town, choice):
    filing = town.submit()
    with pytest.raises(Invalid):
        town.decide("budi", filing.filing_id, choice, WHY)


def test_a_level_that_signs_is_not_approved_without_signature(town):
    filing = town.submit(SIGNS)
    with pytest.raises(Invalid, match="tanda tangani"):
        town.decide("budi", filing.filing_id)


# --- return, reject, withdraw ------------------------------------------------------------------


def test_a_return_to_the_maker_asks_all_levels_again(town, calls):
    filing = town.submit(number=902)
    town.decide("budi", filing.filing_id)
    back = town.decide("dedi", filing.filing_id, "return", WHY, marks=["Nama"])
    assert (back.state, back.level) == ("returned", 0)
    assert [c[0] for c in calls] == ["returned"]
    assert not Step.objects.filter(state__in=["open", "waiting"]).exists()
    again = town.submit(number=902)
    assert (again.filing_id, again.round) == (filing.filing_id, 2)
    assert [s.state for s in again.steps] == ["open", "waiting", "waiting"]
    for key in ("budi", "dedi", "citra"):
        done = town.decide(key, filing.filing_id)
    assert done.state == "approved"


def test_a_return_to_an_earlier_level_starts_there_without_editing(town, calls):
    filing = town.submit()
    town.decide("budi", filing.filing_id)
    town.decide("dedi", filing.filing_id)
    back = town.decide("citra", filing.filing_id, "return", WHY, to_level=2)
    assert (back.state, back.round, back.level) == ("running", 2, 2)
    assert calls == []
    assert Filing.objects.get().revision_sha != filing.revision_sha
    assert list(Step.objects.filter(round=2).order_by("level").values_list("level", "state")) == [
        (2, "open"), (3, "waiting"),
    ]  # fmt: skip
    town.decide("dedi", filing.filing_id)
    assert town.decide("citra", filing.filing_id).state == "approved"


@pytest.mark.parametrize("choice", ["return", "reject"])
def test_a_refusal_says_why(town, choice):
    filing = town.submit()
    with pytest.raises(ReasonMissing):
        town.decide("budi", filing.filing_id, choice, "  ")


def test_a_rejected_subject_may_be_filed_again_as_a_new_filing(town, calls):
    first = town.submit(number=903)
    assert town.decide("budi", first.filing_id, "reject", WHY).state == "rejected"
    assert [c[0] for c in calls] == ["rejected"]
    second = town.submit(number=903)
    assert second.filing_id != first.filing_id
    assert second.round == 1


def test_withdraw_returns_it_to_the_maker_and_the_next_round_goes_on(town, calls):
    filing = town.submit(number=904)
    assert (
        withdraw_filing(by=town.who("ani"), filing_id=filing.filing_id, reason=WHY) == "withdrawn"
    )
    assert [c[0] for c in calls] == ["withdrawn"]
    assert filing_state(filing.filing_id) == "withdrawn"
    assert town.submit(number=904).round == 2


def test_withdraw_is_the_makers_and_ends_with_the_first_decision(town):
    filing = town.submit()
    with pytest.raises(NotAllowed):
        withdraw_filing(by=town.who("budi"), filing_id=filing.filing_id, reason=WHY)
    with pytest.raises(ReasonMissing):
        withdraw_filing(by=town.who("ani"), filing_id=filing.filing_id, reason="")
    town.decide("budi", filing.filing_id)
    with pytest.raises(AlreadyDecided, match="Budi"):
        withdraw_filing(by=town.who("ani"), filing_id=filing.filing_id, reason=WHY)
    with pytest.raises(FilingNotFound):
        withdraw_filing(by=town.who("ani"), filing_id=999, reason=WHY)


def test_a_running_subject_is_not_submitted_again(town):
    town.submit(number=905)
    with pytest.raises(WrongState, match="masih diproses"):
        town.submit(number=905)


def test_an_approved_subject_is_not_filed_again(town):
    filing = town.submit(number=907)
    for person in ("budi", "dedi", "citra"):
        town.decide(person, filing.filing_id)
    with pytest.raises(WrongState, match="sudah selesai"):
        town.submit(number=907)


def test_a_filing_stays_its_makers(town):
    filing = town.submit(number=906)
    town.decide("budi", filing.filing_id, "return", WHY)
    with pytest.raises(BadSubmission, match="orang lain"):
        town.submit(maker="eka", number=906)
    with pytest.raises(BadSubmission, match="bukan berkas yang disebut"):
        town.submit(number=906, filing_id=filing.filing_id + 1)


# --- seats -------------------------------------------------------------------------------------


def test_later_changes_in_the_organisation_do_not_change_a_running_filing(town):
    from office.people import services as people

    filing = town.submit()
    people.change_terms(
        by=CLERK, position_id=town.posts["ani"], job_class=7, reports_to_id=town.posts["dedi"],
        decree="SOTK-2", valid_from=date(2026, 10, 5),
    )  # fmt: skip
    assert town.decide("budi", filing.filing_id).level == 2


def test_a_vacant_seat_is_a_step_whose_clock_runs_until_a_plt_decides(town):
    from office.people import services as people

    people.end_service(
        by=CLERK,
        employee_id=town.people["budi"],
        last_day=date(2026, 9, 30),
        reason="pensiun",
        decree="SK",
    )
    filing = town.submit()
    assert filing.steps[0].vacant
    step = town.open_step(filing.filing_id)
    assert step.due is not None
    town.mandate("plt", "budi", "eka")
    assert town.decide("eka", filing.filing_id).level == 2
    assert Decision.objects.get().formula == "Plt."


def test_two_of_three_close_the_third(town):
    set_chain(
        by=CLERK, kind="leave", agency_id=town.agencies["KOMINFO"], valid_from=date(2026, 9, 1), decree="SE-2",
        levels=[{"number": 1, "seats": ["superior", "position:SEKDIN", "head"], "needed": 2, "due_workdays": 1}],
    )  # fmt: skip
    filing = town.submit()
    steps = {s.seat_title: s for s in Step.objects.all()}
    assert town.decide("dedi", filing.filing_id, step=steps["Sekretaris Dinas"]).state == "running"
    assert town.decide("citra", filing.filing_id, step=steps["Kepala Dinas"]).state == "approved"
    with pytest.raises(AlreadyDecided, match="Citra"):
        town.decide("budi", filing.filing_id, step=steps["Kepala Bidang"])
    assert Step.objects.get(seat_title="Kepala Bidang").state == "closed"


def test_a_top_official_without_anybody_above_cannot_file(town):
    with pytest.raises(NobodyAbove):
        town.submit(SIGNS, maker="walikota")


def test_a_chain_nobody_can_climb_is_refused(town):
    with pytest.raises(Invalid, match="'boss' tidak dikenal"):
        set_chain(
            by=CLERK, kind="leave", agency_id=town.agencies["KOMINFO"], valid_from=date(2027, 1, 1),
            levels=[{"number": 1, "seats": ["boss"]}], decree="SE",
        )  # fmt: skip


def test_a_submission_that_does_not_fit_its_procedure_is_refused(town):
    with pytest.raises(BadSubmission, match="belum ada"):
        town.submit(SIGNS, contents={})
    with pytest.raises(BadSubmission, match="tidak dikenal"):
        town.submit(contents={"spm": CONTENT})
    from workflows.approval.services import submit_filing

    with pytest.raises(BadSubmission, match="bukan milik"):
        submit_filing(
            by=town.who("ani"), flow="tests.approval.practice.flows.PlainFlow", maker_id=town.people["ani"],
            position_id=town.posts["ani"], agency_id=town.agencies["KOMINFO"], subject_ref="other:1", title="x",
        )  # fmt: skip
    assert not Filing.objects.exists()


# --- cost --------------------------------------------------------------------------------------


def test_a_filing_costs_a_pinned_number_of_queries(town):
    """More queries mean a new reason; fewer mean a new pin."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    town.submit()
    costs = []
    with CaptureQueriesContext(connection) as spent:
        filing = town.submit(key=str(uuid.uuid4()))
    costs.append(len(spent))
    for person, step in zip(("budi", "dedi", "citra"), filing.steps, strict=True):
        with CaptureQueriesContext(connection) as spent:
            decide(
                by=town.who(person),
                step_id=step.step_id,
                choice="approve",
                revision_sha=filing.revision_sha,
                key=str(uuid.uuid4()),
            )
        costs.append(len(spent))

    assert costs == PINNED_COSTS


def test_the_clock_is_read_after_the_row_lock(town):
    """A decision that waited for its turn is judged by the moment it got it, not by the one it was asked."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    filing = town.submit()
    with CaptureQueriesContext(connection) as spent:
        decide(
            by=town.who("budi"),
            step_id=filing.steps[0].step_id,
            choice="approve",
            revision_sha=filing.revision_sha,
            key=str(uuid.uuid4()),
        )
    asked = [query["sql"].lstrip() for query in spent]
    lock = next(n for n, sql in enumerate(asked) if 'FROM "approval_filing"' in sql)
    clocks = [
        n
        for n, sql in enumerate(asked)
        if sql.startswith(("SELECT clock_timestamp", "SELECT strftime"))
    ]
    assert len(clocks) == 1
    assert lock < clocks[0]
