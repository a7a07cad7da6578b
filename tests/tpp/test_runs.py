"""A run freezes people and facts, computes them once, is signed, frozen, and opens its payment."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from office.acts.core import NotAllowed
from office.attendance import services as attendance
from office.audit.models import Event
from office.jobs.models import Job
from office.regulations.selectors import in_force
from performance.tpp import errors, selectors, services
from performance.tpp.checks import checks_failed
from performance.tpp.errors import NoBudgetLine, NotPersonnel, OverBudget
from performance.tpp.invariants import invariants
from performance.tpp.models import MonthFacts, TppLine, TppParticipant, TppRun
from tests.approval.city import give_certificates
from tests.tpp.conftest import CLERK, OCTOBER, SN, STAFF
from workflows.approval.models import Filing
from workflows.disbursement import selectors as disbursement


def line_of(town, run, key):
    return TppLine.objects.get(run_id=run.run_id, employee_id=town.people[key])


def test_a_run_pays_everybody_of_the_agency_and_nobody_else(town, started):
    paid = set(TppLine.objects.filter(run_id=started.run_id).values_list("employee_id", flat=True))
    assert paid == {town.people[key] for key in STAFF}
    run = TppRun.objects.get(pk=started.run_id)
    assert run.state == "computed"
    assert run.total_rupiah == sum(line.net_rupiah for line in run.lines.all()) > 0


def test_lateness_absence_and_a_missing_punch_cost_what_their_articles_say(town, started):
    ani, budi = line_of(town, started, "ani"), line_of(town, started, "budi")
    assert (ani.late_bp, ani.absent_bp, ani.missing_bp, ani.early_bp) == (100, 300, 150, 0)
    assert (budi.late_bp, budi.absent_bp, budi.missing_bp, budi.early_bp) == (0, 0, 0, 0)
    assert budi.discipline_rupiah == budi.net_rupiah
    assert budi.days_due == 22


def test_only_approved_work_fills_the_productivity_part(town, started):
    budi = line_of(town, started, "budi")
    assert (budi.approved_minutes, budi.norm_minutes) == (0, 22 * 300)
    assert budi.productivity_cut_rupiah == budi.productivity_rupiah


def test_a_chunk_done_twice_is_done_once(town, started, drain):
    before = list(TppLine.objects.values())
    job = Job.objects.get(kind="tpp.chunk")
    again = services.compute_chunk(
        by=CLERK,
        run_id=started.run_id,
        first_employee=job.args["first"],
        last_employee=job.args["last"],
    )
    assert again.lines == 0
    assert list(TppLine.objects.values()) == before


def test_a_run_that_a_later_sanction_made_stale_is_not_put_on_its_ladder(town, started):
    services.apply_sanction_effect(
        by=CLERK,
        employee_id=town.people["budi"],
        percent_bp=3000,
        from_month=OCTOBER,
        months=1,
        source_ref="sanction_case:9",
    )
    with pytest.raises(errors.RunNotReady, match=r"Hitung ulang\. \(Budi\)"):
        services.submit_tpp_run(by=town.who("eka"), run_id=started.run_id)
    services.end_sanction_effect(by=CLERK, source_ref="sanction_case:9", reason="Banding diterima")
    services.submit_tpp_run(by=town.who("eka"), run_id=started.run_id)


def test_a_month_is_run_once_per_agency_until_it_is_cancelled(town, started):
    again = {"by": town.who("eka"), "agency_id": town.agencies["KOMINFO"], "month": OCTOBER}
    with pytest.raises(errors.RunExists):
        services.start_tpp_run(**again)
    services.cancel_tpp_run(by=town.who("eka"), run_id=started.run_id, reason="Salah roster")
    assert services.start_tpp_run(**again).run_id != started.run_id


def test_a_month_that_is_not_over_is_not_run(town):
    with pytest.raises(errors.MonthNotOver):
        services.start_tpp_run(
            by=town.who("eka"), agency_id=town.agencies["KOMINFO"], month=OCTOBER.next()
        )


def test_a_month_before_anything_was_measured_is_not_run(town):
    with pytest.raises(errors.NotMeasured, match="September 2026 belum diukur"):
        services.start_tpp_run(
            by=town.who("eka"), agency_id=town.agencies["KOMINFO"], month=OCTOBER.previous()
        )
    assert not TppRun.objects.exists()
    pay = selectors.month_pay(town.people["ani"], OCTOBER.previous())
    assert pay.net_rupiah == next(s for s in pay.steps if s.key == "base").amount_rupiah > 0


def test_a_run_with_days_nobody_measured_is_not_put_forward_until_they_are(town, drain):
    def run():
        made = services.start_tpp_run(
            by=town.who("eka"), agency_id=town.agencies["KOMINFO"], month=OCTOBER
        )
        drain()
        return made

    second = {"by": CLERK, "sn": "KMF-02"}
    attendance.register_device(name="Gudang", agency_id=town.agencies["KOMINFO"], **second)
    attendance.own_pin(
        pin="7",
        employee_id=town.people["ani"],
        valid_from=OCTOBER.days[5],
        valid_until=OCTOBER.days[5],
        decree="SK",
        **second,
    )
    started = run()
    assert line_of(town, started, "ani").absent_bp == 0
    assert {c.key: c.names for c in checks_failed(started.run_id)} == {"unknown_days": ("Ani",)}
    with pytest.raises(errors.NotMeasured, match="Ani"):
        services.submit_tpp_run(by=town.who("eka"), run_id=started.run_id)
    content = b"8\t2026-10-06 06:00:00\t255\t1\n8\t2026-10-06 18:00:00\t255\t1\n"
    attendance.import_attlog(content=content, **second)
    services.cancel_tpp_run(by=town.who("eka"), run_id=started.run_id, reason="Berkas mesin masuk")
    again = run()
    assert line_of(town, again, "ani").absent_bp == 300
    services.submit_tpp_run(by=town.who("eka"), run_id=again.run_id)


@pytest.mark.parametrize("key", ["ani", "citra", "gita", "fajar"])
def test_only_personnel_runs_the_allowance(town, key):
    with pytest.raises(NotAllowed):
        services.start_tpp_run(by=town.who(key), agency_id=town.agencies["KOMINFO"], month=OCTOBER)
    assert not TppRun.objects.exists()


def test_facts_of_an_unchanged_month_are_kept_once_and_a_changed_day_is_a_new_version(
    town, started
):
    from office.attendance import services as attendance

    assert MonthFacts.objects.count() == len(STAFF)
    ids = services.build_month_facts(employee_ids=[town.people["ani"]], month=OCTOBER)
    assert MonthFacts.objects.count() == len(STAFF)
    attendance.record_duty(
        by=CLERK,
        employee_id=town.people["ani"],
        place="Surabaya",
        valid_from=OCTOBER.days[5],
        valid_until=OCTOBER.days[5],
        decree="ST-9",
    )
    newer = services.build_month_facts(employee_ids=[town.people["ani"]], month=OCTOBER)
    assert newer[town.people["ani"]] != ids[town.people["ani"]]
    assert MonthFacts.objects.get(pk=newer[town.people["ani"]]).version == 2
    assert "stale_facts" in {check.key for check in checks_failed(started.run_id)}


@pytest.mark.parametrize("model", [MonthFacts, TppParticipant, TppLine])
def test_facts_participants_and_lines_cannot_be_changed_or_deleted(started, model):
    for change in (
        lambda rows: rows.update(employee_id=1),
        lambda rows: rows._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change(model.objects.all())


def test_a_run_climbs_its_ladder_is_signed_frozen_and_opens_a_payment_of_the_same_total(
    town, started, drain
):
    give_certificates(town, "citra")
    filed = services.submit_tpp_run(by=town.who("eka"), run_id=started.run_id)
    filing = Filing.objects.get(subject_ref=f"tpp_run:{filed.run_id}")
    assert filing.amount == filed.total_rupiah
    town.decide("dedi", filing.pk)
    (signed,) = town.sign("citra", town.pick(filing.pk))
    assert signed.ok, signed.message
    run = TppRun.objects.get(pk=started.run_id)
    assert run.state == "frozen"
    assert run.frozen_at
    drain()
    run.refresh_from_db()
    request = disbursement.request_by_source(f"tpp_run:{run.pk}")
    assert request.amount == run.total_rupiah
    assert run.disbursement_ref == f"disbursement_request:{request.request_id}"
    payments = disbursement.payments_of(request.request_id)
    assert {p.employee_id: p.amount for p in payments} == dict(
        TppLine.objects.filter(run=run, net_rupiah__gt=0).values_list("employee_id", "net_rupiah")
    )
    services.open_disbursement(by=CLERK, run_id=run.pk)
    assert disbursement.requests_seen(CLERK) == [
        disbursement.request_by_source(f"tpp_run:{run.pk}")
    ]


def test_a_returned_run_can_be_submitted_again_or_cancelled(town, started):
    filed = services.submit_tpp_run(by=town.who("eka"), run_id=started.run_id)
    filing = Filing.objects.get(subject_ref=f"tpp_run:{filed.run_id}")
    town.decide("dedi", filing.pk, "return", "Periksa lagi Ani")
    assert TppRun.objects.get(pk=started.run_id).state == "returned"
    again = services.submit_tpp_run(by=town.who("eka"), run_id=started.run_id)
    assert again.state == "submitted"
    with pytest.raises(errors.RunNotReady):
        services.cancel_tpp_run(by=town.who("eka"), run_id=started.run_id, reason="Ulang")
    town.decide("dedi", filing.pk, "reject", "Tidak sesuai")
    assert TppRun.objects.get(pk=started.run_id).state == "cancelled"


def test_a_sanction_effect_shrinks_the_months_it_names_and_no_other(town, drain):
    services.apply_sanction_effect(
        by=CLERK,
        employee_id=town.people["budi"],
        percent_bp=3000,
        from_month=OCTOBER,
        months=2,
        source_ref="sanction_case:1",
    )
    again = services.apply_sanction_effect(
        by=CLERK,
        employee_id=town.people["budi"],
        percent_bp=3000,
        from_month=OCTOBER,
        months=2,
        source_ref="sanction_case:1",
    )
    from performance.tpp.participants import sanctioned

    cut = {
        str(month): sanctioned([town.people["budi"]], month).get(town.people["budi"])
        for month in (OCTOBER.previous(), OCTOBER, OCTOBER.next(), OCTOBER.plus(2))
    }
    assert [effect and effect.percent_bp for effect in cut.values()] == [None, 3000, 3000, None]
    run = services.start_tpp_run(by=CLERK, agency_id=town.agencies["KOMINFO"], month=OCTOBER)
    drain()
    budi = line_of(town, run, "budi")
    assert budi.sanction_bp == 3000
    assert budi.sanction_rupiah == (budi.base_rupiah * 3000 + 5000) // 10_000
    assert again


def test_fsck_recomputes_a_run_from_its_frozen_inputs_and_names_a_changed_line(town, started):
    from office.audit import sql

    assert [check.check()[1] for check in invariants()] == [[], [], [], []]
    ani = line_of(town, started, "ani")
    with sql.lifted():
        TppLine.objects.filter(run_id=ani.run_id, employee_id=ani.employee_id).update(
            net_rupiah=ani.net_rupiah + 1
        )
    offenders = invariants()[0].check()[1]
    assert offenders[0] == f"tpp_run:{started.run_id} employee:{ani.employee_id}"


def test_the_explanation_adds_up_and_cites_an_article_for_every_step(town, started):
    for key in STAFF:
        pay = selectors.month_pay(town.people[key], OCTOBER)
        *steps, net = pay.steps
        assert sum(step.amount_rupiah for step in steps) == net.amount_rupiah == pay.net_rupiah
        assert all("Pasal" in step.clause and step.arithmetic for step in pay.steps)
    ani = {step.key: step for step in selectors.month_pay(town.people["ani"], OCTOBER).steps}
    assert ani["late"].facts == ("5 Oktober 2026: 45 menit, TL2 (1%)",)
    assert ani["absent"].facts == ("6 Oktober 2026: tidak masuk (3%)",)
    assert ani["missing"].facts == ("7 Oktober 2026: tidak ada rekam pulang (1,5%)",)


def test_the_estimate_of_a_month_is_what_its_run_then_pays(town, drain):
    before = selectors.month_pay(town.people["ani"], OCTOBER)
    assert before.run_id is None
    services.start_tpp_run(by=CLERK, agency_id=town.agencies["KOMINFO"], month=OCTOBER)
    drain()
    after = selectors.month_pay(town.people["ani"], OCTOBER)
    assert after.run_id is not None
    assert after.amounts == before.amounts
    assert after.steps == before.steps


def test_every_act_of_a_run_left_its_event(town, started):
    services.submit_tpp_run(by=town.who("eka"), run_id=started.run_id)
    acts = Event.objects.filter(subject=f"tpp_run:{started.run_id}").order_by("id")
    assert list(acts.values_list("act", flat=True)) == [
        "tpp.start_run",
        "tpp.compute_chunk",
        "tpp.submit_run",
    ]


def test_a_second_start_that_got_past_the_look_is_refused_by_the_database(town, started):
    from performance.tpp.services import _runs

    first = TppRun.objects.get(pk=started.run_id)
    twin = TppRun(
        month=first.month,
        agency_id=first.agency_id,
        policy_sha=first.policy_sha,
        sources=first.sources,
        maker_id=first.maker_id,
        people=1,
        started_at=first.started_at,
    )
    with pytest.raises(errors.RunExists):
        _runs.opened(twin, OCTOBER)
    assert TppRun.objects.count() == 1


def test_checks_name_what_should_be_mended_before_signing(town, started):
    from performance.tpp.models import PayAccount
    from workflows.disbursement.models import BudgetLine

    PayAccount.objects.filter(employee_id=town.people["ani"]).update(
        superseded_at="2026-11-01T00:00:00Z"
    )
    BudgetLine.objects.update(ceiling=1)
    services.apply_sanction_effect(
        by=CLERK,
        employee_id=town.people["budi"],
        percent_bp=3000,
        from_month=OCTOBER,
        months=1,
        source_ref="sanction_case:9",
    )
    found = {check.key: check.names for check in checks_failed(started.run_id)}
    assert found == {"no_account": ("Ani",), "stale_sanctions": ("Budi",), "over_budget": ()}
    BudgetLine.objects.all().delete()
    assert "no_budget_line" in {check.key for check in checks_failed(started.run_id)}


def test_an_account_is_replaced_never_overwritten_and_only_by_personnel(town):
    from performance.tpp.models import PayAccount

    given = [services.PayAccountGiven(town.people["ani"], "0099887766")]
    with pytest.raises(NotAllowed):
        services.set_pay_accounts(by=town.who("ani"), accounts=given)
    assert services.set_pay_accounts(by=town.who("eka"), accounts=given) == 1
    assert services.set_pay_accounts(by=town.who("eka"), accounts=given) == 0
    rows = PayAccount.objects.filter(employee_id=town.people["ani"])
    assert rows.count() == 2
    assert rows.get(superseded_at__isnull=True).account == "0099887766"
    with pytest.raises(errors.WrongAccount):
        services.set_pay_accounts(
            by=CLERK, accounts=[services.PayAccountGiven(town.people["ani"], "12a")]
        )


def test_an_effect_that_fell_cuts_nothing_and_can_be_given_anew(town):
    from performance.tpp.participants import sanctioned

    effect = {
        "by": CLERK,
        "employee_id": town.people["budi"],
        "percent_bp": 3000,
        "from_month": OCTOBER,
        "months": 1,
        "source_ref": "sanction_case:1",
    }
    first = services.apply_sanction_effect(**effect)
    services.end_sanction_effect(
        by=CLERK, source_ref="sanction_case:1", reason="Keberatan diterima"
    )
    assert sanctioned([town.people["budi"]], OCTOBER) == {}
    assert services.apply_sanction_effect(**effect) != first
    with pytest.raises(errors.WrongEffect):
        services.apply_sanction_effect(**(effect | {"percent_bp": 0}))
    with pytest.raises(errors.WrongEffect):
        services.apply_sanction_effect(**(effect | {"months": 0}))


def test_two_effects_add_up_but_never_to_more_than_everything(town):
    from performance.tpp.participants import sanctioned

    for number, points in enumerate((6000, 7000)):
        services.apply_sanction_effect(
            by=CLERK,
            employee_id=town.people["budi"],
            percent_bp=points,
            from_month=OCTOBER,
            months=1,
            source_ref=f"sanction_case:{number}",
        )
    (found,) = sanctioned([town.people["budi"]], OCTOBER).values()
    assert (found.percent_bp, found.source_refs) == (10_000, ("sanction_case:0", "sanction_case:1"))


def test_a_late_decree_moves_a_person_between_agencies_and_the_cutoff_day_says_who_pays(
    town, drain
):
    """Gita leaves the district for Kominfo on 9 October by a decree known in November: Kominfo pays October."""
    from office.people import services as people

    post = people.open_position(
        by=CLERK,
        agency_id=town.agencies["KOMINFO"],
        code="KMF-9",
        title="Analis",
        kind="fungsional",
        job_class=9,
        decree="SK-99",
        valid_from=OCTOBER.first,
        reports_to_id=town.posts["citra"],
        is_head=False,
    )
    people.assign(
        by=CLERK,
        employee_id=town.people["gita"],
        position_id=post,
        decree="SK-99",
        valid_from=OCTOBER.days[8],
    )
    run = services.start_tpp_run(by=CLERK, agency_id=town.agencies["KOMINFO"], month=OCTOBER)
    drain()
    assert line_of(town, run, "gita").job_class == 9
    with pytest.raises(errors.NothingToPay):
        services.start_tpp_run(by=CLERK, agency_id=town.agencies["KEC"], month=OCTOBER)


def test_the_explanation_of_a_sanctioned_newcomer_tells_share_of_days_status_and_decision(
    town, drain
):
    from office.people import services as people

    post = people.open_position(
        by=CLERK,
        agency_id=town.agencies["KOMINFO"],
        code="KMF-10",
        title="Pengolah",
        kind="pelaksana",
        job_class=6,
        decree="SK-98",
        valid_from=OCTOBER.first,
        reports_to_id=town.posts["citra"],
        is_head=False,
    )
    newcomer = people.register_employee(
        by=CLERK, nip="200001012026101001", name="Hasan", status="CPNS", rank="II/c"
    )
    people.assign(
        by=CLERK,
        employee_id=newcomer,
        position_id=post,
        decree="SK-98",
        valid_from=OCTOBER.days[14],
    )
    attendance.own_pin(
        by=CLERK,
        sn=SN,
        pin="N1",
        employee_id=newcomer,
        valid_from=OCTOBER.days[14],
        decree="SK-98",
    )
    services.apply_sanction_effect(
        by=CLERK,
        employee_id=newcomer,
        percent_bp=3000,
        from_month=OCTOBER,
        months=1,
        source_ref="sanction_case:5",
        label="Teguran tertulis",
        clause="Pasal 22 ayat (1)",
    )
    pay = selectors.month_pay(newcomer, OCTOBER)
    steps = {step.key: step for step in pay.steps}
    assert "status 80%" in steps["base"].arithmetic
    assert "x 12/22 hari kerja" in steps["base"].arithmetic
    assert steps["sanction"].facts == (
        "Teguran tertulis, diputuskan 2 November 2026, berlaku pada bulan ini.",
    )
    assert steps["sanction"].article == "Pasal 22 ayat (1)"
    assert steps["sanction"].arithmetic.startswith("30% x Rp")
    assert len(steps["absent"].facts) == 12


def sign_run(town, started):
    give_certificates(town, "citra")
    services.submit_tpp_run(by=town.who("eka"), run_id=started.run_id)
    filing = Filing.objects.get(subject_ref=f"tpp_run:{started.run_id}")
    town.decide("dedi", filing.pk)
    (signed,) = town.sign("citra", town.pick(filing.pk))
    assert signed.ok, signed.message


@pytest.mark.parametrize(("ceiling", "problem"), [(None, NoBudgetLine), (1, OverBudget)])
def test_a_run_nobody_could_pay_is_refused_before_its_list_is_signed(
    town, started, ceiling, problem
):
    from workflows.disbursement.models import BudgetLine

    if ceiling is None:
        BudgetLine.objects.all().delete()
    else:
        BudgetLine.objects.update(ceiling=ceiling)
    with pytest.raises(problem):
        services.submit_tpp_run(by=town.who("eka"), run_id=started.run_id)
    assert TppRun.objects.get().state == "computed"
    assert not Filing.objects.exists()


def test_a_frozen_run_whose_budget_line_went_missing_says_so_and_personnel_opens_its_request(
    town, started, drain
):
    from workflows.disbursement.models import BudgetLine

    sign_run(town, started)
    BudgetLine.objects.filter(pk=town.line_id).update(code="lain")
    drain()
    card = selectors.run_detail(started.run_id, CLERK)
    assert (card.state, card.awaits_request) == ("frozen", True)
    assert {"not_requested", "no_budget_line"} <= {c.key for c in checks_failed(started.run_id)}
    with pytest.raises(NoBudgetLine):
        services.ask_disbursement(by=town.who("eka"), run_id=started.run_id)
    with pytest.raises(NotPersonnel):
        services.ask_disbursement(by=town.who("ani"), run_id=started.run_id)
    BudgetLine.objects.filter(pk=town.line_id).update(
        code=in_force("finance", date(2026, 1, 1)).tpp_account
    )
    services.ask_disbursement(by=town.who("eka"), run_id=started.run_id)
    assert not selectors.run_detail(started.run_id, CLERK).awaits_request
    assert disbursement.request_by_source(f"tpp_run:{started.run_id}").amount == card.total_rupiah
    drain()
    assert len(disbursement.requests_seen(CLERK)) == 1
