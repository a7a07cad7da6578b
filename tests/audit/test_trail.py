"""Events are inserted only, sealed in order, and every tampering is found."""

import json
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from office.audit import anchor, sql
from office.audit.core import Actor
from office.audit.models import Checkpoint, Event, Leaf
from office.audit.services import append_event, seal
from office.audit.verification import verify_trail

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def trail():
    for number in range(7):
        append_event(
            act="test.act", by=Actor.person(1), subject=f"thing:{number}", body={"n": number}
        )
    assert seal() == 7
    anchor.hand_out()
    return list(Event.objects.order_by("id").values_list("id", flat=True))


def _tamper(statement: str, *arguments: object) -> None:
    with sql.lifted(), connection.cursor() as cursor:
        cursor.execute(statement, arguments)


def test_an_honest_trail_holds(trail):
    verdict = verify_trail()
    assert verdict.holds
    assert (verdict.events, verdict.sealed, verdict.unsealed) == (7, 7, 0)


def test_unsealed_events_are_counted(trail):
    append_event(act="test.act", by=Actor.system("x"), subject="thing:8")
    assert verify_trail().unsealed == 1


@pytest.mark.parametrize("statement", ["UPDATE audit_event SET act = 'x'", "DELETE FROM audit_leaf",
                                       "DELETE FROM audit_event", "UPDATE audit_leaf SET seq = seq + 1",
                                       "DELETE FROM audit_checkpoint"])  # fmt: skip
def test_the_database_refuses_to_change_the_trail(trail, statement):
    with pytest.raises(DatabaseError, match="keeps what was recorded"), transaction.atomic():
        connection.cursor().execute(statement)
    assert verify_trail().holds


@pytest.mark.parametrize(
    "column", ["act", "by", "acting_for", "subject", "label", "correlation", "body", "salt"]
)
def test_an_edited_column_is_located(trail, column):
    _tamper(f'UPDATE audit_event SET "{column}" = %s WHERE id = %s', "tampered", trail[3])
    assert f"Catatan {trail[3]}" in verify_trail().breaks[0]


def test_a_deleted_event_is_located(trail):
    _tamper("DELETE FROM audit_leaf WHERE event_id = %s", trail[2])
    _tamper("DELETE FROM audit_event WHERE id = %s", trail[2])
    assert "Urutan melompat dari 2 ke 3" in verify_trail().breaks[0]


def test_swapped_events_are_found(trail):
    first, second = Leaf.objects.get(event_id=trail[0]), Leaf.objects.get(event_id=trail[1])
    _tamper("UPDATE audit_leaf SET hash = %s WHERE seq = %s", bytes(second.hash), first.seq)
    assert not verify_trail().holds


def test_a_cut_tail_is_found_by_the_checkpoint(trail):
    _tamper("DELETE FROM audit_leaf WHERE seq >= 5")
    _tamper("DELETE FROM audit_event WHERE id >= %s", trail[5])
    assert any("ekor jejak terpotong" in line for line in verify_trail().breaks)


def test_a_rewritten_tail_is_found_by_what_was_handed_out(trail):
    _tamper("DELETE FROM audit_checkpoint")
    _tamper("DELETE FROM audit_leaf")
    _tamper("UPDATE audit_event SET act = 'other' WHERE id = %s", trail[6])
    seal()
    assert verify_trail().breaks == (
        "Akar pohon berbeda dari segel 7 yang disimpan di luar: jejak ditulis ulang.",
    )


def test_a_checkpoint_of_another_key_is_refused(trail, settings, tmp_path):
    settings.AUDIT_KEY_FILE = tmp_path / "other.pem"
    assert "kunci lain" in verify_trail().breaks[0]


def test_sealing_twice_is_sealing_once(trail):
    assert seal() == 0
    assert Checkpoint.objects.count() == 1


def test_triggers_come_back_after_a_flush(trail):
    assert sql.missing_triggers() == []


def test_personal_text_enters_as_a_salted_hash():
    append_event(
        act="test.act", by=Actor.person(1), subject="x:1", personal={"note": "rahasia besar"}
    )
    event = Event.objects.latest("id")
    assert "rahasia" not in event.body
    assert "note_sha256" in event.body


@pytest.mark.postgresql
def test_a_row_of_an_open_transaction_is_not_skipped():
    """A sealer with a cursor on the id would seal the later row and never return for the earlier one."""
    import psycopg

    with psycopg.connect(**connection.get_connection_params()) as slow:
        slow.execute(
            "INSERT INTO audit_event (epoch, act, by, acting_for, subject, label, correlation, format_version, body,"
            " salt, at) VALUES (1, 'slow', 'x', '', 'x:1', '', 'c', 1, '{}', 's', clock_timestamp())"
        )
        append_event(act="fast", by=Actor.person(1), subject="x:2")
        assert seal() == 0
        slow.commit()
    assert seal() == 2
    assert list(Leaf.objects.order_by("seq").values_list("event__act", flat=True)) == [
        "slow",
        "fast",
    ]


@pytest.mark.postgresql
def test_an_open_transaction_of_another_database_does_not_hold_the_seal_back():
    import psycopg

    elsewhere = {**connection.get_connection_params(), "dbname": "postgres"}
    with psycopg.connect(**elsewhere) as other:
        other.execute("SELECT pg_current_xact_id()")
        append_event(act="here", by=Actor.person(1), subject="x:1")
        assert seal() == 1


def test_an_event_slipped_in_behind_the_application_is_located_by_its_date(trail, at):
    """The honest sealer seals whatever lies in the table; a past moment betrays what came later."""
    _tamper(
        "INSERT INTO audit_event (tx, epoch, act, by, acting_for, subject, label, correlation, format_version, body,"
        " salt, at) SELECT tx, epoch, act, by, acting_for, subject, label, correlation, format_version, body,"
        " salt, '2020-01-01 00:00:00' FROM audit_event WHERE id = %s",
        trail[0],
    )
    assert seal() == 1
    (line,) = verify_trail().breaks
    assert "disisipkan kemudian" in line
    assert "urutan 7" in line


def test_a_set_demo_clock_is_no_forgery(trail, at):
    at(2020, 1, 1, 8, 0)
    append_event(act="test.act", by=Actor.person(1), subject="thing:9")
    seal()
    assert verify_trail().holds


def test_a_moment_that_was_destroyed_is_located(trail):
    _tamper("UPDATE audit_event SET at = %s WHERE id = %s", "1999-01-01 00:00:00", trail[4])
    assert f"Catatan {trail[4]}" in verify_trail().breaks[0]


@pytest.mark.sqlite
@pytest.mark.parametrize("column", ["at", "tx", "format_version"])
def test_text_where_no_text_belongs_is_located_and_breaks_nothing(trail, column):
    _tamper(f"UPDATE audit_event SET {column} = 'x' WHERE id = %s", trail[4])
    (line, *_rest) = verify_trail().breaks
    assert f"Catatan {trail[4]}" in line or "urutan 4" in line


@pytest.mark.parametrize("table", ["audit_event", "audit_leaf"])
def test_emptied_tables_are_found_by_their_checkpoints(trail, table):
    cascade = "TRUNCATE {} CASCADE" if connection.vendor == "postgresql" else "DELETE FROM {}"
    if table == "audit_event" and connection.vendor == "sqlite":
        _tamper("DELETE FROM audit_leaf")
    _tamper(cascade.format(table))
    assert any("ekor jejak terpotong" in line for line in verify_trail().breaks)


def test_a_trail_emptied_with_its_seals_is_found_by_what_was_handed_out(trail):
    for table in ("audit_checkpoint", "audit_leaf", "audit_event"):
        _tamper(f"DELETE FROM {table}")
    assert any("Segel 7" in line for line in verify_trail().breaks)


@pytest.mark.parametrize("column", ["public_key", "root", "signature"])
def test_a_destroyed_checkpoint_is_named_and_breaks_nothing(trail, column):
    value = "x" if column == "public_key" else b"x"
    _tamper(f"UPDATE audit_checkpoint SET {column} = %s", value)
    assert all("egel 7" in line for line in verify_trail().breaks)
    assert not verify_trail().holds


def test_a_checkpoint_that_vanished_is_named(trail):
    _tamper("DELETE FROM audit_checkpoint")
    assert verify_trail().breaks == ("Segel 7 hilang dari basis data, padahal tersimpan di luar.",)


@pytest.mark.parametrize("content", ["{", "[]", "{}", '{"root": 1}'])
def test_a_destroyed_copy_outside_is_named(trail, settings, content):
    (path,) = Path(settings.ANCHOR_DIR).glob("*.json")
    path.write_text(content)
    assert "Segel 7 yang disimpan di luar tidak sah atau rusak." in verify_trail().breaks


def test_a_copy_outside_signed_by_somebody_else_is_named(trail, settings):
    (path,) = Path(settings.ANCHOR_DIR).glob("*.json")
    told = json.loads(path.read_text())
    path.write_text(json.dumps(told | {"at": "2020-01-01T00:00:00.000000Z"}))
    assert "Segel 7 yang disimpan di luar tidak sah atau rusak." in verify_trail().breaks


@pytest.mark.postgresql
@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE audit_event DISABLE TRIGGER USER",
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
        "DROP TRIGGER keep_audit_event_truncate ON audit_event",
    ],
)
def test_triggers_switched_off_or_emptied_are_missing_and_come_back(trail, statement):
    connection.cursor().execute(statement)
    assert any("audit_event" in name for name in sql.missing_triggers())
    sql.restore_triggers()
    assert sql.missing_triggers() == []


@pytest.mark.sqlite
def test_an_emptied_trigger_is_missing_and_comes_back(trail):
    connection.cursor().execute("DROP TRIGGER keep_audit_event_update")
    connection.cursor().execute(
        "CREATE TRIGGER keep_audit_event_update BEFORE UPDATE ON audit_event BEGIN SELECT 1; END"
    )
    assert sql.missing_triggers() == ["audit_event: UPDATE"]
    sql.restore_triggers()
    assert sql.missing_triggers() == []
