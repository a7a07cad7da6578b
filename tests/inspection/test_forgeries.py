"""What nobody did and what was changed behind the acts' back is named with its row; the honest town is sound."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from office.attendance import services as attendance
from office.audit import sql
from office.indonesia import CalendarMonth
from performance.inspection.checking import all_findings
from performance.tpp import services as tpp
from tests.approval import city
from tests.disbursement.conftest import found as found_treasury
from tests.sanctions.conftest import case, court  # noqa: F401 - fixtures
from workflows.disbursement import services as disbursement


def named() -> set[str]:
    """Return the rows that the trail's part of fsck names, by their first word."""
    return {line for finding in all_findings() if finding.code == "I4" for line in finding.first}


def forge(statement: str) -> None:
    """Change rows as one does who has the database's password: past every service and every trigger."""
    with sql.lifted(), connection.cursor() as cursor:
        assert _run(cursor, statement)


def _run(cursor, statement: str) -> int:
    cursor.execute(statement)
    return cursor.rowcount


@pytest.fixture
def heard(court, case):  # noqa: F811 - the fixtures above
    """A case with its hearing, and one of each paper that excuses a day or lets somebody act."""
    town, who = court.town, {"by": city.CLERK}
    court.hear(case)
    on = date(2026, 10, 1)
    ani = town.people["ani"]
    attendance.record_leave(
        **who, employee_id=ani, kind="sick", valid_from=on, valid_until=on, decree="SC"
    )
    attendance.record_duty(
        **who, employee_id=ani, place="Bogor", valid_from=on, valid_until=on, decree="ST"
    )
    attendance.record_permit(
        **who, employee_id=ani, on=on, from_minute=450, until_minute=600, decree="IZ"
    )
    attendance.record_correction(
        **who, employee_id=ani, on=date(2026, 8, 3), side="in", minute=450, decree="KK"
    )
    town.mandate("plh", "citra", "dedi")
    city.issue_letter(town)
    tpp.apply_sanction_effect(
        **who, employee_id=ani, percent_bp=3000, from_month=CalendarMonth.parse("2026-10"), months=2, source_ref=case.ref
    )  # fmt: skip
    return case


MANDATE = "recorded_at, kind, position_id, holder_id, scope"
LEAVE = "recorded_at, employee_id, kind"
HEARD = {
    "a case vanished": (
        "DELETE FROM sanctions_caseevidence; DELETE FROM sanctions_hearing; DELETE FROM sanctions_sanctioncase",
        "sanction_case:",
    ),
    "a case counts more days": ("UPDATE sanctions_sanctioncase SET days = 9", "sanction_case:"),
    "a day of evidence vanished": (
        "DELETE FROM sanctions_caseevidence WHERE id = (SELECT min(id) FROM sanctions_caseevidence)",
        "case_evidence:",
    ),
    "a day of evidence was moved": (
        "UPDATE sanctions_caseevidence SET \"on\" = '2026-08-20' WHERE id = (SELECT min(id) FROM sanctions_caseevidence)",
        "case_evidence:",
    ),
    "a hearing says something else": ("UPDATE sanctions_hearing SET statement = 'x'", "hearing:"),
    "a summons was moved": (
        "UPDATE sanctions_hearing SET summoned_on = '2026-01-01'",
        "hearing:",
    ),
    "an effect is smaller": ("UPDATE tpp_sanctioneffect SET percent_bp = 100", "sanction_effect:"),
    "a mandate nobody granted": (
        (
            f"INSERT INTO people_mandate (decree, valid_from, valid_until, {MANDATE})"
            f" SELECT 'PALSU', '2027-01-01', '2027-02-01', {MANDATE} FROM people_mandate"
        ),
        "mandate:",
    ),
    "another decree for a mandate": ("UPDATE people_mandate SET decree = 'x'", "mandate:"),
    "a mandate without end": ("UPDATE people_mandate SET valid_until = '2030-01-01'", "mandate:"),
    "another post for a person": (
        "UPDATE people_assignment SET decree = 'x' WHERE id = (SELECT max(id) FROM people_assignment)",
        "assignment:",
    ),
    "an office for somebody else": (
        "UPDATE people_appointment SET kind = 'bud' WHERE id = (SELECT min(id) FROM people_appointment)",
        "appointment:",
    ),
    "a wider letter": (
        "UPDATE people_assignmentletter SET period_last = '2030-12-31'",
        "assignmentletter:",
    ),
    "a leave nobody recorded": (
        (
            f"INSERT INTO attendance_leave (decree, valid_from, valid_until, {LEAVE})"
            f" SELECT 'PALSU', '2026-08-04', '2026-08-06', {LEAVE} FROM attendance_leave"
        ),
        "leave:",
    ),
    "a leave that is longer": ("UPDATE attendance_leave SET valid_until = '2026-10-09'", "leave:"),
    "a leave set aside": ("UPDATE attendance_leave SET superseded_at = recorded_at", "leave:"),
    "a duty elsewhere": ("UPDATE attendance_duty SET valid_from = '2026-09-01'", "duty:"),
    "a longer permit": ("UPDATE attendance_permit SET until_minute = 900", "permit:"),
    "an earlier arrival": ("UPDATE attendance_correction SET minute = 400", "correction:"),
    "a PIN of somebody else": (
        "UPDATE attendance_pinowner SET employee_id = (SELECT max(id) FROM people_employee) WHERE pin = '1'",
        "pinowner:",
    ),
}


@pytest.mark.parametrize("forgery", HEARD)
def test_a_forged_case_paper_or_right_is_named(heard, forgery):
    assert named() == set()
    statements, row = HEARD[forgery]
    for statement in statements.split("; "):
        forge(statement)
    assert any(line.startswith(row) for line in named()), named()


@pytest.fixture
def paid(db, at, settings):
    """A budget read from a file, and a payment that was checked, signed and released."""
    settings.KEY_ROUNDS = 1_000
    at(2026, 10, 5, 8, 0)
    treasury = found_treasury()
    city.give_certificates(treasury.town, "citra", "gita")
    heads = "kode_opd,tahun,kode_rekening,uraian,pagu,dpa\n"
    disbursement.import_budget(
        by=city.CLERK, payload=f"{heads}KOMINFO,2026,5.2,Server,70000000,DPA/2\n".encode()
    )
    treasury.release(treasury.ask())
    return treasury


PAID = {
    "a larger budget": (
        "UPDATE disbursement_budgetline SET ceiling = 9000000000 WHERE code = '5.2'",
        "budget_line:",
    ),
    "another account": ("UPDATE disbursement_paymentline SET account = '99'", "payment:"),
    "another payee": ("UPDATE disbursement_paymentline SET name = 'CV Lain'", "payment:"),
    "another amount": ("UPDATE disbursement_paymentline SET amount = 5", "payment:"),
    "another purpose": (
        "UPDATE disbursement_disbursementrequest SET purpose = 'x'",
        "disbursement_request:",
    ),
    "another title": ("UPDATE approval_filing SET title = 'x'", "filing:"),
    "a note put in": (
        "UPDATE approval_decision SET note = 'x' WHERE id = (SELECT min(id) FROM approval_decision)",
        "decision:",
    ),
    "another decree for a decision": ("UPDATE approval_decision SET decree = 'x'", "decision:"),
    "another paper": ("UPDATE signing_document SET content = '{}'", "document:"),
}


@pytest.mark.parametrize("forgery", PAID)
def test_a_forged_budget_payment_or_decision_is_named(paid, forgery):
    assert named() == set()
    statement, row = PAID[forgery]
    forge(statement)
    assert any(line.startswith(row) for line in named()), named()


GUARDED = (
    "UPDATE sanctions_caseevidence SET minutes = 1",
    "DELETE FROM sanctions_caseevidence",
    "UPDATE sanctions_hearing SET statement = 'x'",
    "DELETE FROM sanctions_hearing",
    "UPDATE sanctions_sanctioncase SET days = 1",
)


@pytest.mark.parametrize("statement", GUARDED)
def test_the_database_refuses_to_change_a_case(heard, statement):
    _refused(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE disbursement_paymentline SET account = '99'",
        "DELETE FROM disbursement_paymentline",
        "UPDATE approval_decision SET note = 'x'",
        "DELETE FROM approval_decision",
    ],
)
def test_the_database_refuses_to_change_a_payment_or_decision(paid, statement):
    _refused(statement)


def test_what_is_completed_later_may_be_completed(paid):
    with connection.cursor() as cursor:
        assert _run(cursor, "UPDATE approval_decision SET stands = stands")


def _refused(statement: str) -> None:
    with pytest.raises(DatabaseError, match="keeps what was recorded"), transaction.atomic():
        connection.cursor().execute(statement)
