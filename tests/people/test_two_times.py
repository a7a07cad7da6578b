"""Dated rows: late decrees, corrections, and overlaps the database refuses."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from office.acts.core import Problem
from office.audit.models import Event
from office.people import selectors, services
from office.people.core import Seat
from office.people.models import Appointment, Assignment, Mandate, PositionTerms
from office.people.problems import NotDated, NotYoursToManage, Overlap
from office.people.sql import missing_guards, restore_guards
from office.people.sql.overlaps import GUARDS
from tests.people.conftest import CLI, DECREE, START


def test_a_decree_known_later_holds_from_its_first_day_and_names_the_months(office, at):
    at(2026, 6, 3, 9, 0)
    outcome = services.assign(
        by=CLI,
        employee_id=office.people["Ani"],
        position_id=office.open("BARU", "KEPALA", job_class=8),
        decree="821/77/2026",
        valid_from=date(2026, 3, 1),
    )
    assert outcome.months_touched == ("2026-03", "2026-04", "2026-05", "2026-06")
    assert selectors.position_of(office.people["Ani"], date(2026, 2, 28)).code == "STAF"
    assert selectors.position_of(office.people["Ani"], date(2026, 3, 1)).code == "BARU"


def test_a_decree_for_the_future_touches_no_month(office, at):
    at(2026, 6, 3, 9, 0)
    outcome = services.assign(
        by=CLI,
        employee_id=office.people["Ani"],
        position_id=office.open("BARU", "KEPALA"),
        decree=DECREE,
        valid_from=date(2026, 7, 1),
    )
    assert outcome.months_touched == ()


def test_what_was_known_at_a_moment_can_be_asked(office, at):
    before = at(2026, 6, 3, 9, 0)
    moment = datetime(2026, 5, 20, 3, 0, tzinfo=UTC)
    at(2026, 6, 4, 9, 0)
    office.mandate("plh", "ATASAN", "Dedi", date(2026, 5, 1), date(2026, 5, 31))
    seat = Seat.position(office.posts["ATASAN"])
    now_known = selectors.seat_holders([seat], moment)[seat]
    then_known = selectors.seat_holders([seat], moment, known_at=before)[seat]
    assert [holder.employee_id for holder in now_known] == [office.people["Dedi"]]
    assert [holder.employee_id for holder in then_known] == [office.people["Budi"]]


def test_a_correction_keeps_the_row_as_it_was(office):
    old = Assignment.objects.get(employee_id=office.people["Ani"], superseded_at=None)
    outcome = services.correct_assignment(
        by=CLI, assignment_id=old.pk, decree="821/9/2026", valid_from=date(2026, 2, 1)
    )
    old.refresh_from_db()
    assert old.superseded_at is not None
    assert old.valid_from == START
    assert Assignment.objects.get(pk=outcome.id).valid_from == date(2026, 2, 1)
    assert selectors.position_of(office.people["Ani"], date(2026, 1, 15)) is None
    with pytest.raises(NotDated, match="sudah dikoreksi"):
        services.correct_assignment(by=CLI, assignment_id=old.pk, decree=DECREE, valid_from=START)


def test_a_transfer_ends_the_post_before(office):
    services.assign(
        by=CLI,
        employee_id=office.people["Ani"],
        position_id=office.open("BARU", "KEPALA"),
        decree=DECREE,
        valid_from=date(2026, 8, 1),
    )
    rows = Assignment.objects.filter(employee_id=office.people["Ani"], superseded_at=None).order_by(
        "valid_from"
    )
    assert [row.valid_until for row in rows] == [date(2026, 7, 31), None]


def test_an_occupied_post_takes_no_second_holder(office):
    with pytest.raises(Overlap, match="sudah dijabat orang lain"):
        services.assign(
            by=CLI,
            employee_id=office.hire("Hadi"),
            position_id=office.posts["STAF"],
            decree=DECREE,
            valid_from=date(2026, 9, 1),
        )


def test_ending_a_placement_frees_the_post(office):
    row = Assignment.objects.get(position_id=office.posts["STAF"], superseded_at=None)
    services.end_assignment(by=CLI, assignment_id=row.pk, last_day=date(2026, 8, 31), decree=DECREE)
    office.hire("Hadi", "STAF", since=date(2026, 9, 1))
    assert selectors.position_of(office.people["Ani"], date(2026, 9, 1)) is None
    assert selectors.position_of(office.people["Hadi"], date(2026, 9, 1)).code == "STAF"


def test_a_day_before_the_start_voids_a_placement(office):
    row = Assignment.objects.get(position_id=office.posts["STAF"], superseded_at=None)
    services.end_assignment(
        by=CLI, assignment_id=row.pk, last_day=date(2025, 12, 31), decree=DECREE
    )
    assert not Assignment.objects.filter(
        position_id=office.posts["STAF"], superseded_at=None
    ).exists()


def live_rows(office):
    """Return, per guard, the model and two sets of keys: what must not be shared, and what may differ beside it."""
    posts = [office.open(f"BEBAS{n}") for n in range(3)]
    people = [office.hire(f"Orang {n}") for n in range(3)]
    PositionTerms.objects.filter(position_id__in=posts).delete()
    return {
        "one_set_of_terms": (
            PositionTerms,
            {"position_id": posts[0]},
            [{"job_class": n} for n in range(3)],
        ),
        "one_holder_per_position": (
            Assignment,
            {"position_id": posts[0]},
            [{"employee_id": p} for p in people],
        ),
        "one_position_per_person": (
            Assignment,
            {"employee_id": people[0]},
            [{"position_id": p} for p in posts],
        ),
        "one_appointment_of_a_kind": (
            Appointment,
            {"employee_id": people[0], "agency_id": office.agency, "kind": "treasurer"},
            [{}, {}, {}],
        ),
        "one_acting_official": (
            Mandate,
            {"position_id": posts[0]},
            [
                {"holder_id": people[0], "kind": "plh"},
                {"holder_id": people[1], "kind": "plt"},
                {"holder_id": people[2], "kind": "plh"},
            ],
        ),
        "one_mandate_per_person": (
            Mandate,
            {"position_id": posts[0], "holder_id": people[0]},
            [{"kind": "delegation"}, {"kind": "plh"}, {"kind": "delegation"}],
        ),
    }


@pytest.mark.parametrize("action", ["insert", "update"])
@pytest.mark.parametrize("guard", [guard.name for guard in GUARDS])
def test_the_database_itself_refuses_overlapping_live_rows(office, guard, action):
    model, shared, beside = live_rows(office)[guard]
    known = {"decree": "SK", "recorded_at": datetime(2026, 1, 1, tzinfo=UTC)}
    first, last = date(2026, 5, 1), date(2026, 5, 31)
    june = {"valid_from": date(2026, 6, 1), "valid_until": date(2026, 6, 30)}
    model.objects.create(**shared, **beside[0], **known, valid_from=first, valid_until=last)
    after = model.objects.create(**shared, **beside[1], **known, **june)
    corrected = known | {"superseded_at": datetime(2026, 1, 2, tzinfo=UTC)}
    model.objects.create(**shared, **beside[2], **corrected, valid_from=last, valid_until=last)
    attempt = {
        "insert": lambda: model.objects.create(
            **shared, **beside[2], **known, valid_from=last, valid_until=last
        ),
        "update": lambda: model.objects.filter(pk=after.pk).update(valid_from=last),
    }[action]
    with pytest.raises(IntegrityError, match=guard), transaction.atomic():
        attempt()


def test_an_open_row_overlaps_everything_after_it(office):
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.create(
            employee_id=office.hire("Hadi"),
            position_id=office.posts["STAF"],
            decree="SK",
            recorded_at=datetime(2026, 1, 1, tzinfo=UTC),
            valid_from=date(2090, 1, 1),
        )


def test_a_row_that_ends_before_it_starts_is_refused_by_the_database(office):
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.filter(position_id=office.posts["STAF"]).update(
            valid_until=date(2025, 1, 1)
        )


def test_one_plt_or_plh_at_a_time_but_delegates_beside(office):
    first, last = date(2026, 5, 1), date(2026, 5, 31)
    office.mandate("plh", "ATASAN", "Dedi", first, last)
    office.mandate("delegation", "ATASAN", "Ani", first, last)
    with pytest.raises(Overlap, match=r"sudah memiliki Plt\. atau Plh"):
        office.mandate("plh", "ATASAN", "Gita", last, last)
    with pytest.raises(Overlap, match="sudah memegang mandat"):
        office.mandate("delegation", "ATASAN", "Ani", last, last)


def test_guards_come_back_after_a_migrate_that_lost_them(office):
    assert missing_guards() == []
    restore_guards()
    assert missing_guards() == []


def test_changed_terms_split_the_months_and_move_the_line(office, at):
    at(2026, 9, 15, 8, 0)
    outcome = services.change_terms(
        by=CLI,
        position_id=office.posts["STAF"],
        job_class=8,
        reports_to_id=office.posts["LAIN"],
        decree=DECREE,
        valid_from=date(2026, 8, 16),
    )
    assert outcome.months_touched == ("2026-08", "2026-09")
    assert (
        selectors.positions_by_id([office.posts["STAF"]], date(2026, 8, 15))[
            office.posts["STAF"]
        ].job_class
        == 7
    )
    assert selectors.superior_seat(office.posts["STAF"], date(2026, 8, 15)) == Seat.position(
        office.posts["ATASAN"]
    )
    assert selectors.superior_seat(office.posts["STAF"], date(2026, 8, 16)) == Seat.position(
        office.posts["LAIN"]
    )


def test_no_post_stands_above_itself(office):
    with pytest.raises(NotDated, match="di bawah jabatan"):
        services.change_terms(
            by=CLI,
            position_id=office.posts["KEPALA"],
            job_class=14,
            reports_to_id=office.posts["STAF"],
            decree=DECREE,
            valid_from=date(2026, 8, 1),
        )


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"decree": " "}, "nomor surat keputusan"),
        ({"valid_until": date(2025, 1, 1)}, "mendahului"),
        ({"position_id": 10**6}, "Jabatan ini tidak ditemukan"),
        ({"employee_id": 10**6}, "Pegawai ini tidak ditemukan"),
    ],
)
def test_a_placement_that_does_not_fit_says_why(office, change, message):
    given = {
        "employee_id": office.hire("Hadi"),
        "position_id": office.open("BARU"),
        "decree": DECREE,
        "valid_from": date(2026, 5, 1),
    }
    with pytest.raises(Problem, match=message):
        services.assign(by=CLI, **(given | change))


def test_only_personnel_and_the_system_change_people(office):
    given = {
        "employee_id": office.people["Ani"],
        "agency_id": office.agency,
        "kind": "treasurer",
        "decree": DECREE,
    }
    with pytest.raises(NotYoursToManage):
        services.appoint(by=office.actor("Citra"), valid_from=START, **given)
    office.appoint("Citra", "personnel")
    services.appoint(by=office.actor("Citra"), valid_from=START, **given)
    assert Appointment.objects.filter(kind="treasurer").count() == 1


def test_an_appointment_ends_and_leaves_its_event(office):
    office.appoint("Ani", "treasurer")
    row = Appointment.objects.get(superseded_at=None)
    services.end_appointment(
        by=CLI, appointment_id=row.pk, last_day=date(2026, 3, 31), decree=DECREE
    )
    seat = Seat("treasurer", office.agency)
    assert selectors.seat_holders([seat], datetime(2026, 3, 31, 3, tzinfo=UTC))[seat]
    assert not selectors.seat_holders([seat], datetime(2026, 4, 1, 3, tzinfo=UTC))[seat]
    assert Event.objects.filter(act="people.end_appointment").count() == 1


def test_the_end_of_service_ends_posts_appointments_and_mandates(office):
    office.appoint("Dedi", "treasurer")
    office.mandate("plh", "ATASAN", "Dedi", date(2026, 5, 1), date(2026, 5, 31))
    ended = services.end_service(
        by=CLI,
        employee_id=office.people["Dedi"],
        last_day=date(2026, 5, 10),
        reason="pensiun",
        decree=DECREE,
    )
    assert ended == 3
    assert selectors.position_of(office.people["Dedi"], date(2026, 5, 11)) is None
    assert selectors.seats_of(office.people["Dedi"], datetime(2026, 5, 10, 3, tzinfo=UTC))
    assert not selectors.seats_of(office.people["Dedi"], datetime(2026, 5, 11, 3, tzinfo=UTC))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"nip": "123"}, "18 angka"),
        ({"name": " "}, "Isi nama"),
        ({"status": "HONORER"}, "Status pegawai"),
        ({"rank": "IX"}, "Golongan tidak cocok"),
        ({"nip": None}, "sudah terdaftar"),
        ({"status": "PEJABAT", "nip": "A1"}, "angka saja"),
        ({"status": "PEJABAT", "nip": "1", "rank": ""}, "jenis kelamin"),
    ],
)
def test_a_person_who_does_not_fit_is_refused_with_the_reason(office, change, message):
    given = {"nip": "199105052016031001", "name": "Hadi", "status": "PNS", "rank": "III/a"} | change
    given["nip"] = given["nip"] or selectors.person(office.people["Ani"]).nip
    with pytest.raises(Problem, match=message):
        services.register_employee(by=CLI, **given)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kind": "kerajaan"}, "Jenis Perangkat Daerah"),
        ({"zone": "Asia/Atlantis"}, "Zona waktu"),
        ({"code": "SATU"}, "sudah dipakai"),
    ],
)
def test_an_agency_that_does_not_fit_is_refused_with_the_reason(office, change, message):
    with pytest.raises(Problem, match=message):
        services.create_agency(by=CLI, **({"code": "TIGA", "name": "Dinas Tiga"} | change))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kind": "raja"}, "Jenis jabatan"),
        ({"job_class": -1}, "negatif"),
        ({"code": "STAF"}, "sudah dipakai"),
        ({"is_head": True}, "sudah memiliki jabatan kepala"),
        ({"agency_id": 10**6}, "tidak ditemukan"),
        ({"reports_to_id": 10**6}, "tidak ditemukan"),
    ],
)
def test_a_position_that_does_not_fit_is_refused_with_the_reason(office, change, message):
    given = {
        "agency_id": office.agency,
        "code": "BARU",
        "title": "Baru",
        "kind": "pelaksana",
        "job_class": 5,
    }
    with pytest.raises(Problem, match=message):
        services.open_position(by=CLI, decree=DECREE, valid_from=START, **(given | change))


def test_an_unknown_appointment_and_a_placement_after_service_are_refused(office):
    with pytest.raises(NotDated, match="Jenis penunjukan"):
        office.appoint("Ani", "raja")
    services.end_service(
        by=CLI,
        employee_id=office.people["Ani"],
        last_day=date(2026, 3, 31),
        reason="wafat",
        decree=DECREE,
    )
    with pytest.raises(NotDated, match="sudah berakhir"):
        services.assign(
            by=CLI,
            employee_id=office.people["Ani"],
            position_id=office.open("BARU"),
            decree=DECREE,
            valid_from=date(2026, 4, 1),
        )


def test_the_same_key_writes_once(office):
    given = {
        "employee_id": office.people["Ani"],
        "agency_id": office.agency,
        "kind": "treasurer",
        "decree": DECREE,
    }
    first = services.appoint(by=CLI, valid_from=START, key="satu", **given)
    assert services.appoint(by=CLI, valid_from=START, key="satu", **given) == first
    assert Appointment.objects.count() == 1
