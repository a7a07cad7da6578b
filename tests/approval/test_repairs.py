"""Repairs: a reason, a second person, and never anything behind a signature."""

import pytest

from office.acts.core import Conflict, Invalid, NotAllowed, NotFound
from office.jobs.models import Job
from office.people import services as people
from tests.approval.city import CLERK, NEW_YEAR, SIGNS, give_certificates
from tests.disbursement.conftest import signed_in
from workflows.approval import services
from workflows.approval.models import Decision, Filing, Step
from workflows.approval.repair_models import Repair
from workflows.approval.selectors.repairs import repair_bench


@pytest.fixture
def house(town):
    for key in ("eka", "fajar"):
        people.appoint(
            by=CLERK,
            employee_id=town.people[key],
            agency_id=town.agencies["SETDA"],
            kind="personnel",
            decree="SK-K",
            valid_from=NEW_YEAR,
        )
    return town


def ask(house, kind, key="eka", reason="macet sejak pagi", **thing):
    return services.ask_repair(by=house.who(key), kind=kind, reason=reason, **thing)


def do(house, repair_id, key="fajar"):
    return services.do_repair(by=house.who(key), repair_id=repair_id)


def failed_job(settings):
    from office.audit import clock

    return Job.objects.create(
        kind="audit.seal", key="x", state="failed", due=clock.now(), attempts=12, error="OSError"
    )


def test_a_failed_job_is_run_again_by_a_second_person(house, settings):
    job = failed_job(settings)
    assert [one.id for one in repair_bench(house.who("eka")).jobs] == [job.pk]
    repair_id = ask(house, "rerun_job", job_id=job.pk)
    with pytest.raises(NotAllowed, match="orang kedua"):
        do(house, repair_id, "eka")
    assert do(house, repair_id) == "done"
    job.refresh_from_db()
    assert (job.state, job.attempts, job.error) == ("ready", 0, "")
    with pytest.raises(Conflict, match="sudah diputuskan"):
        do(house, repair_id)
    with pytest.raises(Conflict, match="tidak gagal"):
        do(house, ask(house, "rerun_job", job_id=job.pk))


def test_a_reassigned_seat_is_asked_in_a_new_round(house):
    filing = house.submit()
    step = house.open_step(filing.filing_id)
    repair_id = ask(house, "reassign", step_id=step.pk, to_position_id=house.posts["dedi"])
    assert house.open_step(filing.filing_id).seat_title == "Kepala Bidang"
    assert do(house, repair_id, "citra") == "done"  # the head of the filing's agency
    assert house.open_step(filing.filing_id).seat_title == "Sekretaris Dinas"
    assert Filing.objects.get().round == 2


def test_a_signed_revision_stays_and_the_new_one_is_signed_again(house):
    from signing.models import Signature

    give_certificates(house, "budi")
    filing = house.submit(SIGNS)
    (done,) = house.sign("budi", house.pick(filing.filing_id))
    assert done.ok
    step = house.open_step(filing.filing_id)
    do(house, ask(house, "reassign", step_id=step.pk, to_position_id=house.posts["sekda"]))
    assert Signature.objects.filter(state="stored").count() == 1
    assert house.open_step(filing.filing_id).seat_title == "Kepala Bidang"
    made = Decision.objects.get()
    assert (made.state, made.stands) == ("made", False)


def test_a_step_the_filing_needs_is_not_closed(house):
    filing = house.submit()
    with pytest.raises(Conflict, match="masih membutuhkan"):
        ask(house, "close_step", step_id=house.open_step(filing.filing_id).pk)


def test_a_decided_step_is_never_undone(house):
    filing = house.submit()
    step = house.open_step(filing.filing_id)
    house.decide("budi", filing.filing_id)
    with pytest.raises(Conflict, match="tidak dapat dibatalkan"):
        ask(house, "close_step", step_id=step.pk)
    with pytest.raises(Conflict, match="tidak sedang menunggu"):
        ask(house, "reassign", step_id=step.pk, to_position_id=house.posts["dedi"])


def test_a_step_left_open_on_an_ended_filing_is_closed(house):
    filing = house.submit()
    house.decide("budi", filing.filing_id, "reject", note="tidak sah")
    stuck = Step.objects.filter(filing_id=filing.filing_id, state="closed").first()
    Step.objects.filter(pk=stuck.pk).update(
        state="waiting", closed_at=None
    )  # as a broken run left it
    assert [one.step_id for one in repair_bench(house.who("eka")).stuck] == [stuck.pk]
    assert do(house, ask(house, "close_step", step_id=stuck.pk)) == "done"
    assert Step.objects.get(pk=stuck.pk).state == "closed"


@pytest.mark.parametrize(
    ("kind", "thing", "problem"),
    [
        ("sulap", {}, Invalid),
        ("rerun_job", {}, Invalid),
        ("close_step", {"step_id": 999}, NotFound),
        ("reassign", {"step_id": 999, "to_position_id": 1}, NotFound),
    ],
)
def test_a_repair_names_its_thing(house, kind, thing, problem):
    with pytest.raises(problem):
        ask(house, kind, **thing)
    assert not Repair.objects.exists()


def test_only_personnel_asks_with_a_reason(house, settings):
    job = failed_job(settings)
    for key in ("ani", "citra"):
        with pytest.raises(NotAllowed):
            ask(house, "rerun_job", key, job_id=job.pk)
    with pytest.raises(Invalid, match="alasannya"):
        ask(house, "rerun_job", reason=" ", job_id=job.pk)
    assert ask(house, "rerun_job", job_id=job.pk)


def test_the_page_asks_and_the_second_person_does(house, settings):
    job, filing = failed_job(settings), house.submit()
    eka, fajar = signed_in(house, "eka"), signed_in(house, "fajar")
    assert "OSError" in eka.get("/meja/perbaikan/").content.decode()
    eka.post(
        "/meja/perbaikan/minta/",
        {"kind": "rerun_job", "job": job.pk, "reason": "disk penuh", "key": "p-1"},
    )
    step = house.open_step(filing.filing_id)
    seat = f"/meja/perbaikan/kursi/{step.pk}/"
    assert "Sekretaris Dinas" in eka.get(seat).content.decode()
    form = {"to_position": house.posts["dedi"], "reason": "mutasi", "key": "p-2"}
    assert eka.post(seat, form).status_code == 302
    rerun, moved = Repair.objects.order_by("pk")
    page = fajar.get("/meja/perbaikan/").content.decode()
    assert "Kerjakan" in page
    fajar.post(f"/meja/perbaikan/{rerun.pk}/", {"act": "do", "key": "p-3"})
    signed_in(house, "citra").post(f"/meja/perbaikan/{moved.pk}/", {"act": "drop", "key": "p-4"})
    assert [r.state for r in Repair.objects.order_by("pk")] == ["done", "dropped"]
    assert (
        signed_in(house, "gita").post(f"/meja/perbaikan/{rerun.pk}/", {"key": "p-5"}).status_code
        == 404
    )
    assert signed_in(house, "ani").get("/meja/perbaikan/").status_code == 403
