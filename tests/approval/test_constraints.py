"""The database is the last line: what the rules refuse, raw SQL cannot write either."""

import pytest
from django.db import IntegrityError, connection, transaction

from office.audit import sql
from workflows.approval.models import Decision, Filing, Step


@pytest.fixture
def decided(town):
    filing = town.submit(by=town.who("eka"))
    town.decide("budi", filing.filing_id)
    return town


def refused(statement, *values):
    """The constraint alone refuses: the triggers that keep what was recorded are lifted."""
    with (
        sql.lifted(),
        pytest.raises(IntegrityError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, values)


@pytest.mark.parametrize("column", ["maker_id", "last_editor_id"])
def test_no_decision_by_maker_or_last_editor(decided, column):
    refused(f"UPDATE approval_decision SET by_id = {column}")


def test_no_second_living_decision_on_a_step(decided):
    twin = Decision.objects.get()
    twin.pk, twin.key, twin.by_id = None, "another", decided.people["citra"]
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)


def test_nobody_approves_a_filing_twice(decided):
    twin = Decision.objects.get()
    twin.pk, twin.key, twin.step = None, "another", Step.objects.get(level=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)


def test_no_return_without_reason(decided):
    refused("UPDATE approval_decision SET choice = 'return', note = ''")


def test_no_made_decision_without_its_moment(decided):
    refused("UPDATE approval_decision SET decided_at = NULL")


def test_no_second_open_filing_of_one_subject(decided):
    other = decided.submit()
    subject = Filing.objects.exclude(pk=other.filing_id).get().subject_ref
    refused("UPDATE approval_filing SET subject_ref = %s", subject)


def test_no_running_filing_without_a_level(decided):
    refused("UPDATE approval_filing SET level = 0")


def test_no_open_step_without_a_clock(decided):
    refused("UPDATE approval_step SET due = NULL WHERE state = 'open'")


@pytest.mark.parametrize("table", ["approval_step", "approval_filing"])
def test_no_unknown_state(decided, table):
    refused(f"UPDATE {table} SET state = 'other'")
