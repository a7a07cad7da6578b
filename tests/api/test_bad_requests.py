"""What does not fit is refused with its fields and as a problem; nothing a caller sends is a fault of ours."""

import json
import uuid

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from office.audit.models import Event
from tests import proofs
from tests.api.conftest import program
from tests.api.test_operations import DAY, WRITES, calls, things

__all__ = ["things"]

JSON = "application/json"
KEYED = {"Idempotency-Key": "kunci-1"}
ACTIVITY = DAY["activities"][0]
PUT = "/api/v1/reports/days/2026-10-01"


def wrong(**change):
    return {"activities": [ACTIVITY | change]}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (wrong(start_minute="450"), "activities.0.start_minute"),
        (wrong(start_minute=450.5), "activities.0.start_minute"),
        (wrong(start_minute=True), "activities.0.start_minute"),
        (wrong(start_minute=-1), "activities.0.start_minute"),
        (wrong(end_minute=10**30), "activities.0.end_minute"),
        (wrong(volume=2**31), "activities.0.volume"),
        (wrong(text=None), "activities.0.text"),
        (wrong(text="x" * 501), "activities.0.text"),
        (wrong(text="a\x00b"), "activities.0.text"),
        (wrong(text="\ud800"), "activities.0.text"),
        (wrong(unknown=1), "activities.0.unknown"),
        ({"activities": {}}, "activities"),
        ({"activities": [ACTIVITY] * 49}, "activities"),
        ({}, "activities"),
        ({"activities": [], "employee_id": 1}, "employee_id"),
    ],
)
def test_a_body_that_does_not_fit_is_refused_by_field(desk, body, field):
    client, before = program(desk.ani), Event.objects.count()
    answer = client.write("PUT", PUT, body)
    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == [field]
    assert Event.objects.count() == before
    assert client.write("PUT", PUT, DAY).status_code == 200


@pytest.mark.parametrize("on", ["2026-13-01", "kemarin", "2026-10-7x", "1"])
def test_a_day_that_is_none_is_refused_by_field(desk, on):
    answer = program(desk.ani).write("PUT", f"/api/v1/reports/days/{on}", DAY)
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["on"])


@pytest.mark.parametrize("on", ["2026-10-07", "9999-12-31"])
def test_a_day_to_come_is_refused_in_words(desk, on):
    answer = program(desk.ani).write("PUT", f"/api/v1/reports/days/{on}", DAY)
    assert answer.status_code == 422
    assert "belum tiba" in answer.json()["title"]


def test_the_rules_of_the_page_are_the_rules_here(desk):
    answer = program(desk.ani).write("PUT", PUT, wrong(end_minute=400))
    assert answer.status_code == 422
    assert answer.json()["title"].startswith("Kegiatan 1")


@pytest.mark.parametrize(
    "text",
    [b"", b"{", b"[", b"\xff\xfe", b"nul", b'{"activities": [' + b"[" * 100_000, b"1" * 5_000],
)
def test_a_body_that_is_no_json_is_unreadable(desk, text):
    client = program(desk.ani)
    answer = client.generic("PUT", PUT, text, content_type=JSON, headers=KEYED)
    assert answer.status_code in {400, 422}
    assert client.write("PUT", PUT, DAY).status_code == 200


@pytest.mark.parametrize(
    "kind", ["text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"]
)
@pytest.mark.parametrize("method", ["PUT", "POST"])
def test_a_body_of_another_kind_is_no_fault_of_ours(things, kind, method):
    _who, _method, url, *_rest = calls(things)["withdraw"]
    client = program(things.office.ani)
    answer = client.generic(
        method,
        PUT if method == "PUT" else url,
        b"--x\r\nnonsense",
        content_type=kind,
        headers=KEYED,
    )
    assert 400 <= answer.status_code < 500


def test_a_body_too_large_is_refused_before_it_is_read(desk):
    client = program(desk.ani)
    answer = client.write("PUT", PUT, {"activities": [], "x": "x" * 1024 * 1024})
    assert answer.status_code == 413
    assert client.write("PUT", PUT, DAY).status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/v1/nowhere", 404),
        ("GET", "/api/v1/", 404),
        ("GET", "/api/v2/reports", 404),
        ("GET", "/api/v1/desk/9999999999999999999999", 404),
        ("GET", "/api/v1/desk/999999999999999999", 404),
        ("GET", "/api/v1/documents/ABCDEF1234/pdf", 404),
        ("GET", f"/api/v1/reports/{uuid.UUID(int=0)}", 404),
        ("DELETE", "/api/v1/reports", 405),
        ("POST", "/api/v1/people/me", 405),
        ("GET", "/api/v1/reports?after=x", 422),
        ("GET", "/api/v1/reports?after=2026-01-01%00", 400),
        ("GET", "/api/v1/desk?tab=all", 422),
        ("GET", "/api/v1/desk?after=1:1", 422),
        ("GET", "/api/v1/desk?after=2026-99-99:1", 200),
        ("GET", "/api/v1/documents?after=9223372036854775808", 422),
        ("GET", "/api/v1/documents?after=0", 422),
        ("GET", "/api/v1/documents?after=9223372036854775807", 200),
    ],
)
def test_an_address_that_leads_nowhere_is_a_problem_too(desk, method, path, status):
    answer = program(desk.ani).generic(method, path)
    assert answer.status_code == status
    if status == 405:
        assert answer["Allow"]


@pytest.mark.parametrize(
    "header",
    ["", "Bearer", "Bearer ", "Basic YTpi", "Bearer ep_x_y", "Bearer \xff", "x" * 5_000],
)
def test_a_header_that_is_no_key_opens_nothing(desk, header):
    client = Client(headers={"Authorization": header})
    answer = client.get("/api/v1/people/me")
    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")


def test_a_fault_of_ours_is_a_problem_without_a_word_of_the_inside(desk):
    from config.middleware import ProblemMiddleware
    from config.views import broken

    request = program(desk.ani).get("/api/v1/people/me").wsgi_request
    answer = ProblemMiddleware(broken)(request)
    assert (answer.status_code, answer["Content-Type"]) == (500, "application/problem+json")
    assert json.loads(answer.content)["errors"] == {}


LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=40)
    | st.sampled_from(["", "\x00", "0" * 64, "2026-10-01"])
)
ANYTHING = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)
FIELDS = st.sampled_from(
    ["activities", "reason", "note", "revision_sha", "to_level", "marks", "start_minute", "text"]
)
NEARLY = st.dictionaries(FIELDS, ANYTHING, max_size=4)
BODIES = ANYTHING | NEARLY | st.fixed_dictionaries({"activities": st.lists(NEARLY, max_size=3)})


@pytest.mark.proof
@pytest.mark.parametrize("name", WRITES)
def test_no_json_makes_a_write_fail_on_our_side(things, name, proof):
    who, method, url, sound, *_rest = calls(things)[name]
    client = program(who)

    @settings(
        max_examples=proofs.count(2_000, small=15),
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(body=BODIES, change=NEARLY, nearly=st.booleans())
    def throw(body, change, nearly):
        sent = {**(sound or {}), **change} if nearly else body
        answer = client.write(method, url, sent)  # every answer is held against its declaration
        assert answer.status_code < 500
        proof.counts()

    throw()
