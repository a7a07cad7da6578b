"""The room's part of fsck finds what raw SQL has broken, and nothing in an honest history."""

from datetime import date, timedelta

import pytest
from django.db import connection

from office.audit import clock
from office.audit import sql as guards
from tests.approval.city import SIGNS, give_certificates
from workflows.approval.invariants import invariants
from workflows.approval.models import Decision


def offenders():
    found = {}
    for statement in invariants():
        found[statement.code] = [*found.get(statement.code, []), *statement.check()[1]]
    return found


def broken(sql, *values):
    with guards.lifted(), connection.cursor() as cursor:
        cursor.execute(sql, values)
    return {code for code, found in offenders().items() if found}


@pytest.fixture
def lived(town):
    """One approved by signature, one rejected, one withdrawn, one returned, one running."""
    give_certificates(town, "budi", "citra")
    signed = town.submit(SIGNS)
    town.sign("budi", town.pick(signed.filing_id))
    town.sign("citra", town.pick(signed.filing_id))
    town.decide("budi", town.submit().filing_id, "reject", "Tidak.")
    town.decide("budi", town.submit().filing_id, "return", "Perbaiki.")
    town.decide("budi", town.submit().filing_id)
    from workflows.approval.services import withdraw_filing

    withdraw_filing(by=town.who("ani"), filing_id=town.submit().filing_id, reason="Salah.")
    return town


def test_an_honest_history_has_no_offender(lived):
    assert offenders() == {"I1": [], "I4": [], "I6": [], "I8": []}
    assert all(statement.check()[0] > 0 for statement in invariants())


@pytest.mark.parametrize(
    ("sql", "codes"),
    [
        ("UPDATE approval_decision SET signature_id = NULL", {"I1"}),
        ("UPDATE approval_step SET state = 'decided' WHERE state = 'open'", {"I4", "I8"}),
        ("UPDATE approval_step SET state = 'closed' WHERE state = 'decided'", {"I4"}),
        ("UPDATE approval_step SET state = 'signing' WHERE state = 'open'", {"I4"}),
        ("UPDATE approval_decision SET stands = false WHERE signature_id IS NOT NULL", {"I4"}),
        (
            "UPDATE approval_filing SET maker_id = (SELECT by_id FROM approval_decision LIMIT 1)",
            {"I6"},
        ),
        ("UPDATE approval_decision SET basis = 'plh'", {"I6"}),
        ("UPDATE viewflow_task SET finished = NULL", {"I8"}),
        ("UPDATE approval_step SET state = 'waiting' WHERE state = 'closed'", {"I8"}),
        ("UPDATE viewflow_process SET finished = NULL", {"I8"}),
    ],
)
def test_what_raw_sql_breaks_is_found(lived, sql, codes):
    assert codes <= broken(sql)


def test_a_decision_by_somebody_without_authority_at_that_instant_is_found(lived):
    gita = lived.people["gita"]
    found = broken(
        "UPDATE approval_decision SET by_id = %s WHERE id = (SELECT max(id) FROM approval_decision)",
        gita,
    )
    assert found == {"I4", "I6"}


def test_a_decree_that_arrives_late_does_not_taint_what_was_decided_in_good_faith(lived, at):
    at(2026, 10, 7, 8, 0)
    lived.mandate("plh", "budi", "dedi", last=date(2026, 10, 5))
    assert offenders()["I6"] == []


def test_a_signature_that_never_stood_is_found(lived):
    found = broken("UPDATE signing_signature SET state = 'lapsed', signed_at = NULL")
    assert "I1" in found


def retired(town, key):
    """Record today that somebody's service ended the day before the first decision."""
    from office.people import services as people
    from tests.approval.city import CLERK

    first = Decision.objects.order_by("claimed_at").first()
    people.end_service(
        by=CLERK,
        employee_id=town.people[key],
        last_day=clock.local(first.claimed_at).date() - timedelta(days=1),
        reason="pensiun",
        decree="SK-PENSIUN",
    )


def test_a_retirement_recorded_late_makes_no_earlier_decision_wrong(lived):
    retired(lived, "budi")
    assert offenders()["I6"] == []


def test_a_decision_after_the_retirement_was_recorded_is_named(lived):
    retired(lived, "budi")
    decision = Decision.objects.filter(by_id=lived.people["budi"]).first()
    Decision.objects.filter(pk=decision.pk).update(claimed_at=clock.now() + timedelta(hours=1))
    assert offenders()["I6"] == [f"decision:{decision.pk} tanpa wewenang saat itu"]
