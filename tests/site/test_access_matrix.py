"""Who reaches what: every address of the site, from the resolver, for a visitor and for a powerful stranger."""

import datetime as dt
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from office.attendance.models import PinOwner
from office.audit.models import Event
from office.people.models import Employee
from office.people.routing import routes
from tests.sanctions.conftest import court
from tests.site.holdings import PDF, Holdings, held

__all__ = ["court"]

ANY = {
    "int": 1,
    "uuid": uuid.uuid4(),
    "uuidstr": uuid.uuid4(),
    "public_code": "ABCDEF1234",
    "attendance_day": dt.date(2026, 10, 5),
    "str": "1",
}
OWN_BY_NATURE = {"tpp:month", "attendance:day", "correction:offer", "api-1:api_save_draft"}
"""Addresses that name a time of the reader's own."""
OPEN_BY_CODE = {"signing:code", "signing:public_pdf", "signing:public_png"}
"""Addresses for whoever holds the paper."""
READERS = {
    # address: somebody who may open it, so that a stranger's 404 says something
    "daily_report:detail": "budi",
    "daily_report:evidence": "citra",
    "daily_report:step": "citra",
    "approval:filing": "citra",
    "approval:whereabouts": "budi",
    "approval:step": "citra",
    "approval:chain_proposal": "citra",
    "approval:dispute": "eka",
    "approval:dispute_superior": "dedi",
    "approval:mandate_touches": "citra",
    "approval:recuse": "citra",
    "approval:reassign": "eka",
    "disbursement:detail": "dedi",
    "disbursement:paper": "citra",
    "leave:detail": "budi",
    "leave:step": "budi",
    "leave:paper": "eka",
    "correction:detail": "budi",
    "correction:step": "budi",
    "correction:paper": "citra",
    "city:agency": "citra",
    "city:desk": "citra",
    "tpp:run": "eka",
    "tpp:progress": "citra",
    "attendance:person_month": "budi",
    "attendance:person_day": "eka",
    "attendance:device": "eka",
    "people:person": "eka",
    "sanctions:case": "budi",
    "sanctions:minutes": "citra",
    "inspection:person": "fajar",
    "inspection:document": "fajar",
    "inspection:case": "fajar",
    "api-1:api_report": "budi",
    "api-1:api_step": "citra",
    "api-1:api_document_pdf": "budi",
    "signing:pdf": "budi",
    "signing:png": "citra",
    "signing:document": "fajar",
}
KEY = {"key": "kunci-uji", "reason": "x", "note": "x", "propose-reason": "x", "drop-reason": "x"}


BODIES = {
    # what a program sends to an operation of the API that takes something
    "api-1:api_withdraw": {"reason": "x"},
    "api-1:api_approve": {"revision_sha": "0" * 64},
    "api-1:api_return": {"revision_sha": "0" * 64, "note": "x"},
    "api-1:api_reject": {"revision_sha": "0" * 64, "note": "x"},
}


def is_for_programs(route) -> bool:
    """Return whether an address answers keys instead of sessions."""
    return route.scope is not None


def ask(client, route, method: str, url: str, form: dict[str, object]):
    """Send what the address takes: JSON with a key to the API, a form to a page."""
    if is_for_programs(route) and method != "GET":
        return client.write(method, url, BODIES.get(route.name), key=KEY["key"])
    return getattr(client, method.lower())(url, {} if is_for_programs(route) else form)


def _named(path: str) -> dict[str, object]:
    inside = [part.partition(">")[0] for part in path.split("<")[1:]]
    return {name: ANY[kind] for kind, _colon, name in (part.partition(":") for part in inside)}


@pytest.fixture
def holdings(court) -> Holdings:
    return held(court)


def test_every_address_of_somebodys_thing_is_in_the_matrix(holdings):
    named = {route.name for route in routes() if "<" in route.path}
    assert named - OWN_BY_NATURE - OPEN_BY_CODE == set(holdings.kwargs)


@pytest.mark.django_db
def test_a_visitor_is_sent_to_the_login_by_everything_that_is_not_public():
    before, client = Event.objects.count(), Client(raise_request_exception=False)
    for route in routes():
        url = reverse(route.name, kwargs=_named(route.path))
        for method in ("get", "post", "put", "patch", "delete"):
            answer = getattr(client, method)(url)
            told = (method, url, answer.status_code)
            if route.rule == "public":
                assert answer.status_code < 500, told
            elif url.startswith("/api/"):
                assert answer.status_code == 401, told
            else:
                assert answer.status_code == 302, told
                assert answer["Location"].startswith("/masuk/?next=/"), told
    assert Event.objects.count() == before
    assert not client.session.get("_auth_user_id")


def test_a_stranger_with_every_office_of_another_agency_reaches_nothing(holdings):
    stranger, program = holdings.client("hana"), holdings.program("hana")
    before = Event.objects.count()
    for route in routes():
        if route.name not in holdings.kwargs:
            continue
        url = reverse(route.name, kwargs=holdings.kwargs[route.name])
        for method in route.methods:
            files = {"evidence": SimpleUploadedFile("x.pdf", PDF)} if method == "POST" else {}
            client = program if is_for_programs(route) else stranger
            answer = ask(client, route, method, url, KEY | files)
            told = (method, url, answer.status_code)
            assert answer.status_code in {403, 404}, told
    assert Event.objects.count() == before


def test_whoever_may_read_does(holdings):
    for name, key in READERS.items():
        client = holdings.program(key) if name.startswith("api-") else holdings.client(key)
        answer = client.get(reverse(name, kwargs=holdings.kwargs[name]))
        assert answer.status_code == 200, (name, key, answer.status_code)
        if answer.streaming:
            b"".join(answer.streaming_content)
    postable = {r.name for r in routes() if "GET" not in r.methods}
    untold = set(holdings.kwargs) - set(READERS) - postable
    assert untold == {
        "leave:edit",
        "correction:edit",
        "disbursement:revise",
        "disbursement:step",
        "sanctions:step",
        "tpp:line",
    }


def test_numbers_of_other_peoples_steps_in_a_batch_are_left_out(holdings):
    step_id = holdings.kwargs["approval:step"]["step_id"]
    answer = holdings.client("hana").post(reverse("approval:review"), {"pick": [str(step_id)]})
    assert (answer.status_code, answer["Location"]) == (302, reverse("approval:desk"))


def test_a_rehearsed_device_file_tells_a_stranger_nothing(holdings):
    """A device's duplicates would say who stood before it at what time."""
    line = SimpleUploadedFile("attlog.dat", b"2\t2026-08-03 07:20:00\t255\t1\t0\t0\t0\n")
    answer = holdings.client("hana").post(
        reverse("attendance:check_file"), {"sn": "SN1", "file": line}
    )
    assert answer.status_code == 404
    assert "duplikat" not in answer.content.decode().lower()


def test_an_operator_gives_no_punches_to_people_of_another_agency(holdings):
    from office.attendance.services import register_device
    from tests.approval.city import CLERK

    town = holdings.town
    register_device(by=CLERK, sn="DLH1", name="Lobi", agency_id=town.agencies["DLH"])
    ani = Employee.objects.get(pk=town.people["ani"])
    before = PinOwner.objects.count()
    form = {"act": "pin", "pin": "7", "nip": ani.nip, "valid_from": "2026-08-01", "decree": "x"}
    answer = holdings.client("hana").post(
        reverse("attendance:device", kwargs={"sn": "DLH1"}), form | {"key": "k"}
    )
    assert answer.status_code == 422
    assert PinOwner.objects.count() == before
