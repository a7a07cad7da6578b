"""From request to SP2D: reserved once, released on every way back, spent exactly once."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from office.acts.core import Problem
from office.audit.core import Actor
from tests.approval import city
from workflows.approval.core import FilingState
from workflows.approval.models import Filing
from workflows.disbursement import selectors, services
from workflows.disbursement.errors import (
    IncompleteRequest,
    NoSuchRequest,
    NotYourAgency,
    OverTheLine,
    WrongState,
)
from workflows.disbursement.invariants import invariants
from workflows.disbursement.models import BudgetLine, LedgerEntry


def broken() -> list[str]:
    return [line for invariant in invariants() for line in invariant.check()[1]]


def test_a_submitted_request_reserves_its_amount(treasury):
    outcome = treasury.ask(4_000_000)
    assert (outcome.state, treasury.line()) == ("running", (10_000_000, 4_000_000, 0))
    assert broken() == []


def test_the_whole_way_spends_once_and_writes_one_ledger_entry(signing_treasury):
    treasury = signing_treasury
    outcome = treasury.ask(4_000_000)
    treasury.release(outcome)
    assert (treasury.state(outcome.request_id), treasury.line()) == (
        "released",
        (10_000_000, 4_000_000, 4_000_000),
    )
    entry = LedgerEntry.objects.get()
    assert (entry.kind, entry.amount, entry.request_id) == (
        "spending",
        4_000_000,
        outcome.request_id,
    )
    assert selectors.released_totals() == (1, 4_000_000)
    assert broken() == []


def test_the_sp2d_cannot_be_released_twice(signing_treasury):
    treasury = signing_treasury
    outcome = treasury.ask()
    treasury.release(outcome)
    with pytest.raises(WrongState):
        services.release_funds(by=Actor.system("test"), filing_id=outcome.filing_id)
    entry = LedgerEntry.objects.get()
    twin = LedgerEntry(
        line_id=entry.line_id,
        request_id=entry.request_id,
        kind="spending",
        amount=1,
        document_id=entry.document_id,
        recorded_at=entry.recorded_at,
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


@pytest.mark.parametrize(("choice", "state"), [("return", "returned"), ("reject", "rejected")])
def test_a_return_or_rejection_frees_the_money(treasury, choice, state):
    outcome = treasury.ask(4_000_000)
    treasury.check(outcome.filing_id, choice=choice, note="Kuitansi tidak terbaca.")
    assert (treasury.state(outcome.request_id), treasury.line()) == (state, (10_000_000, 0, 0))
    assert broken() == []


def test_a_withdrawn_request_frees_the_money_and_may_come_again(treasury):
    outcome = treasury.ask(4_000_000)
    services.withdraw_request(
        by=treasury.town.who("eka"), request_id=outcome.request_id, reason="Salah jumlah"
    )
    assert (treasury.state(outcome.request_id), treasury.line()) == ("draft", (10_000_000, 0, 0))
    again(treasury, outcome, 3_000_000)
    assert (treasury.state(outcome.request_id), treasury.line()) == (
        "running",
        (10_000_000, 3_000_000, 0),
    )


def again(treasury, outcome, amount: int, **changes):
    given = {
        "by": treasury.town.who("eka"),
        "request_id": outcome.request_id,
        "amount": amount,
        "purpose": "Pengadaan kertas",
        "payments": [{"name": "CV Maju", "account": "0011223344", "amount": amount}],
    }
    return services.resubmit_request(**(given | changes))


def test_a_resubmission_reserves_the_new_amount_and_keeps_the_papers(signing_treasury):
    treasury = signing_treasury
    outcome = treasury.ask(4_000_000)
    treasury.check(outcome.filing_id, choice="return", note="Jumlah salah.")
    second = again(treasury, outcome, 6_000_000)
    assert (second.filing_id, treasury.line()) == (outcome.filing_id, (10_000_000, 6_000_000, 0))
    detail = selectors.request_detail(outcome.public_id, treasury.town.who("eka"))
    assert (detail.card.revision, len(detail.papers), [p.amount for p in detail.payments]) == (
        2,
        3,
        [6_000_000],
    )
    treasury.release(second)
    assert treasury.line() == (10_000_000, 6_000_000, 6_000_000)
    assert broken() == []


def test_a_resubmission_over_the_line_stores_nothing(treasury):
    outcome = treasury.ask(4_000_000)
    treasury.check(outcome.filing_id, choice="return", note="Jumlah salah.")
    treasury.ask(9_000_000)
    with pytest.raises(OverTheLine):
        again(treasury, outcome, 2_000_000)
    assert (treasury.state(outcome.request_id), treasury.line()[1]) == ("returned", 9_000_000)
    detail = selectors.request_detail(outcome.public_id, treasury.town.who("eka"))
    assert (detail.card.revision, detail.card.amount) == (1, 4_000_000)


def test_a_rejected_request_ends(treasury):
    outcome = treasury.ask()
    treasury.check(outcome.filing_id, choice="reject", note="Bukan keperluan dinas.")
    with pytest.raises(WrongState):
        again(treasury, outcome, 1)


def test_an_amount_over_the_line_is_refused_at_its_field(treasury):
    with pytest.raises(OverTheLine) as refusal:
        treasury.ask(10_000_001)
    assert "Rp10.000.000" in refusal.value.fields["amount"]
    assert (treasury.line(), Filing.objects.count()) == ((10_000_000, 0, 0), 0)


def test_all_faults_are_told_at_once(treasury):
    with pytest.raises(IncompleteRequest) as refusal:
        treasury.ask(1, purpose=" ", payments=[], papers=[])
    assert set(refusal.value.fields) == {"purpose", "payments", "papers"}
    assert "Kuitansi" in refusal.value.fields["papers"]


def test_a_paper_must_lie_in_the_archive(treasury):
    papers = [paper | {"sha256": "0" * 64} for paper in treasury.papers()]
    with pytest.raises(IncompleteRequest):
        treasury.ask(papers=papers)


@pytest.mark.parametrize("who", ["ani", "citra", "dedi", "fajar", "gita"])
def test_only_treasurer_or_pptk_of_the_agency_asks(treasury, who):
    with pytest.raises(NotYourAgency):
        treasury.ask(who=who)


def test_another_year_cannot_be_used(treasury, at):
    at(2027, 1, 4, 8, 0)
    with pytest.raises(IncompleteRequest) as refusal:
        treasury.ask()
    assert "2027" in refusal.value.fields["line"]


def test_the_maker_does_not_check_the_own_request(treasury):
    city.people.appoint(
        by=city.CLERK,
        employee_id=treasury.town.people["eka"],
        agency_id=treasury.town.agencies["KOMINFO"],
        kind="activity_officer",
        decree="SK-C",
        valid_from=city.NEW_YEAR,
    )
    outcome = treasury.ask()
    with pytest.raises(Problem):
        treasury.town.decide("eka", outcome.filing_id)


def test_the_system_asks_in_the_name_of_the_treasurer_and_once_per_source(treasury):
    asked = {"by": Actor.system("tpp"), "kind": "TPP", "source_ref": "tpp_run:7", "papers": []}
    outcome = treasury.ask(**asked)
    card = selectors.request_by_source("tpp_run:7")
    assert (card.request_id, card.maker_id) == (outcome.request_id, treasury.town.people["eka"])
    with pytest.raises(IntegrityError), transaction.atomic():
        treasury.ask(**asked)


def test_money_moves_only_by_the_ladder(treasury):
    outcome = treasury.ask()
    for by in (treasury.town.who("eka"), treasury.town.who("gita")):
        with pytest.raises(NotYourAgency):
            services.release_funds(by=by, filing_id=outcome.filing_id)
        with pytest.raises(NotYourAgency):
            services.free_reservation(by=by, filing_id=outcome.filing_id, state="returned")


def test_a_reversal_brings_the_money_back_and_keeps_the_entry(signing_treasury):
    treasury = signing_treasury
    outcome = treasury.ask(4_000_000)
    treasury.release(outcome)
    with pytest.raises(NotYourAgency):
        services.reverse_release(
            by=treasury.town.who("eka"), request_id=outcome.request_id, reason="Salah"
        )
    services.reverse_release(
        by=treasury.town.who("gita"), request_id=outcome.request_id, reason="Rekening tutup"
    )
    assert (treasury.line(), broken()) == ((10_000_000, 0, 0), [])
    assert sorted(LedgerEntry.objects.values_list("kind", "amount")) == [
        ("reversal", 4_000_000),
        ("spending", 4_000_000),
    ]
    with pytest.raises(WrongState):
        services.reverse_release(
            by=treasury.town.who("gita"), request_id=outcome.request_id, reason="Lagi"
        )


def test_the_ledger_cannot_be_changed_even_past_the_application(signing_treasury):
    treasury = signing_treasury
    treasury.release(treasury.ask())
    for statement in (
        "UPDATE disbursement_ledgerentry SET amount = 1",
        "DELETE FROM disbursement_ledgerentry",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.parametrize(
    "change", [{"committed": 10_000_001}, {"spent": 1}, {"committed": -1}, {"ceiling": 1}]
)
def test_the_database_refuses_a_line_that_does_not_add_up(treasury, change):
    BudgetLine.objects.filter(pk=treasury.line_id).update(committed=0)
    if "ceiling" in change:
        BudgetLine.objects.filter(pk=treasury.line_id).update(committed=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        BudgetLine.objects.filter(pk=treasury.line_id).update(**change)


def test_fsck_names_a_line_whose_counter_was_touched(treasury):
    treasury.ask(4_000_000)
    BudgetLine.objects.filter(pk=treasury.line_id).update(committed=5_000_000)
    assert any("dipesan 5000000 dari 4000000" in line for line in broken())


@pytest.mark.parametrize(
    ("who", "sees"),
    [("eka", True), ("citra", True), ("gita", True), ("fajar", True), ("ani", False)],
)
def test_who_sees_a_request(treasury, who, sees):
    outcome = treasury.ask()
    by = treasury.town.who(who)
    assert bool(selectors.requests_seen(by)) is sees
    assert bool(selectors.budget_lines(by)) is sees
    if not sees:
        with pytest.raises(NoSuchRequest):
            selectors.request_detail(outcome.public_id, by)


def test_a_same_key_gives_the_same_request(treasury):
    first = treasury.ask(key="kunci-1", papers=treasury.papers())
    assert treasury.ask(key="kunci-1", papers=treasury.papers()) == first
    assert treasury.line()[1] == 1_000_000


def test_the_filing_ends_approved(signing_treasury):
    outcome = signing_treasury.ask()
    signing_treasury.release(outcome)
    assert Filing.objects.get(pk=outcome.filing_id).state == FilingState.APPROVED
