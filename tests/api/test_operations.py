"""Each operation: who may, with which scope, on what; and the same answer to the same key."""

import json
from datetime import date
from types import SimpleNamespace

import pytest
from django.test import Client

from config.api import api
from office.audit.models import Event
from office.people import services as people
from office.people.access import is_known
from office.people.core.api_keys import Scope
from office.people.operations import Refusal
from signing.models import Document
from tests.api.conftest import EVERY_SCOPE, browser, caller, issued, program
from tests.daily_report.conftest import MONDAY, draft, file, work
from workflows.approval.models import Step
from workflows.daily_report.models import DailyReport

FRIDAY = date(2026, 10, 2)
DAY = {
    "activities": [
        {"start_minute": 450, "end_minute": 600, "text": "Menyusun notulen", "output": "Notulen"}
    ]
}
WRITES = ("save_draft", "submit", "withdraw", "approve", "return", "reject")


@pytest.fixture
def things(desk) -> SimpleNamespace:
    """Ani has a filed report on Budi's desk and a draft; Gita, elsewhere, one with a document."""
    filed = file(desk.ani)
    drafted = draft(desk.ani, on=FRIDAY)
    file(desk.gita)
    step = Step.objects.get(filing_id=filed.filing_id, state="open")
    return SimpleNamespace(
        office=desk,
        filed=filed.public_id,
        drafted=str(DailyReport.objects.get(pk=drafted).public_id),
        step=step.pk,
        sha=step.filing.revision_sha,
        code=Document.objects.get().public_code,
    )


def calls(things) -> dict[str, tuple]:
    """Return every operation by name: who calls it, method, address, body, scope, and who is a stranger to it."""
    ani, budi, gita = (getattr(things.office, name) for name in ("ani", "budi", "gita"))
    own, desk_of = f"/api/v1/reports/{things.filed}", f"/api/v1/desk/{things.step}"
    decision = {"revision_sha": things.sha, "note": "Lengkapi notulen"}
    pdf = f"/api/v1/documents/{things.code}/pdf"
    return {
        "reports": (ani, "GET", "/api/v1/reports", None, "reports:read", None),
        "report": (ani, "GET", own, None, "reports:read", gita),
        "save_draft": (
            ani, "PUT", "/api/v1/reports/days/2026-10-01", DAY, "reports:write", None,
        ),
        "submit": (
            ani, "POST", f"/api/v1/reports/{things.drafted}/submit", None, "reports:write", budi,
        ),
        "withdraw": (ani, "POST", f"{own}/withdraw", {"reason": "keliru"}, "reports:write", budi),
        "desk": (budi, "GET", "/api/v1/desk", None, "desk:read", None),
        "step": (budi, "GET", desk_of, None, "desk:read", gita),
        "approve": (budi, "POST", f"{desk_of}/approve", decision, "decisions:write", gita),
        "return": (budi, "POST", f"{desk_of}/return", decision, "decisions:write", gita),
        "reject": (budi, "POST", f"{desk_of}/reject", decision, "decisions:write", gita),
        "documents": (gita, "GET", "/api/v1/documents", None, "documents:read", None),
        "document_pdf": (gita, "GET", pdf, None, "documents:read", ani),
        "me": (ani, "GET", "/api/v1/people/me", None, "people:read", None),
        "roll": (gita, "GET", "/api/v1/people", None, "people:read", None),
    }  # fmt: skip


NAMES = (
    "reports", "report", "save_draft", "submit", "withdraw", "desk", "step", "approve", "return",
    "reject", "documents", "document_pdf", "me", "roll",
)  # fmt: skip


def send(client, call, key=None):
    _who, method, url, body, _scope, _stranger = call
    if method == "GET":
        return client.get(url)
    return client.write(method, url, body, key)


def declared():
    for _prefix, router in api._routers:
        for path, view in router.path_operations.items():
            for operation in view.operations:
                yield path, operation


def test_every_operation_is_called_by_these_tests(things):
    asked = {(call[1], _pattern(call[2])) for call in calls(things).values()}
    assert len(asked) == len(NAMES) == len(list(declared()))


def _pattern(url: str) -> str:
    from django.urls import resolve

    return resolve(url).route


@pytest.mark.parametrize("name", NAMES)
def test_its_scope_opens_an_operation_and_every_other_scope_does_not(things, name):
    call = calls(things)[name]
    others = [scope for scope in EVERY_SCOPE if scope != call[4]]
    before = Event.objects.filter(act__startswith="people.issue").count()
    refused = send(program(call[0], *others), call)
    assert refused.status_code == 403
    assert call[4] in refused.json()["title"]
    assert send(program(call[0], call[4]), call).status_code == 200
    assert Event.objects.filter(act__startswith="people.issue").count() == before + 2


@pytest.mark.parametrize("name", NAMES)
def test_without_a_key_nothing_opens_and_a_session_is_none(things, name):
    call = calls(things)[name]
    before = Event.objects.count()
    for client in (Client(), browser(call[0])):
        answer = client.generic(call[1], call[2], json.dumps(call[3]), "application/json")
        assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    assert Event.objects.count() == before
    assert send(program(call[0]), call).status_code == 200


@pytest.mark.parametrize("name", NAMES)
def test_what_is_not_ones_own_does_not_exist(things, name):
    call = calls(things)[name]
    if call[5] is not None:
        before = Event.objects.count()
        stranger = program(call[5])
        answer = send(stranger, call)
        assert answer.status_code == 404
        assert Event.objects.count() == before + 1  # the key
    assert send(program(call[0]), call).status_code == 200


def test_the_roll_is_for_whoever_manages_it(things):
    assert program(things.office.ani).get("/api/v1/people").status_code == 403
    answer = program(things.office.gita).get("/api/v1/people")
    assert {one["full_name"] for one in answer.json()["people"]} == {"Gita", "Fajar"}
    assert program(things.office.gita).get("/api/v1/people?q=gi").json()["people"][0]["post"][
        "code"
    ] == ("KES-2")


@pytest.mark.parametrize("name", WRITES)
def test_the_same_key_again_gets_the_same_answer_and_does_nothing(things, name):
    call = calls(things)[name]
    client = program(call[0])
    first = send(client, call, key="kunci-1")
    events = Event.objects.count()
    again = send(client, call, key="kunci-1")
    assert (first.status_code, again.status_code) == (200, 200)
    assert again.json() == first.json()
    assert Event.objects.count() == events


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("save_draft", {"activities": []}),
        ("withdraw", {"reason": "lain"}),
        ("approve", {"note": "lain"}),
        ("return", {"note": "lain"}),
        ("reject", {"note": "lain"}),
    ],
)
def test_the_same_key_with_another_body_is_refused(things, name, other):
    who, method, url, body, *_rest = calls(things)[name]
    client = program(who)
    assert client.write(method, url, body, "kunci-1").status_code == 200
    changed = {**body, **other}
    assert client.write(method, url, changed, "kunci-1").status_code == 409


@pytest.mark.parametrize("name", WRITES)
@pytest.mark.parametrize("key", ["", "x" * 81, "dua kata"])
def test_a_write_without_a_sound_key_is_refused_and_with_one_done(things, name, key):
    call = calls(things)[name]
    client = program(call[0])
    answer = send(client, call, key=key)
    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == ["Idempotency-Key"]
    assert send(client, call).status_code == 200


@pytest.mark.parametrize("end", ["revoked", "expired", "closed"])
def test_a_key_that_ended_opens_nothing(things, at, end):
    key_id, text = issued(things.office.ani, last=date(2026, 10, 6))
    client = caller(text)
    assert client.get("/api/v1/people/me").status_code == 200
    if end == "revoked":
        people.revoke_api_key(by=things.office.ani.actor, key_id=key_id)
    elif end == "closed":
        from tests.daily_report.conftest import CLERK

        people.close_account(by=CLERK, employee_id=things.office.ani.id)
    else:
        at(2026, 10, 7, 0, 0)
    answer = client.get("/api/v1/people/me")
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")


def test_wrong_keys_are_counted_and_told_to_wait_while_a_sound_one_goes_on(desk):
    wrong = caller("ep_000000000000_" + "a" * 43)
    sound = program(desk.ani)
    for _time in range(20):
        assert wrong.get("/api/v1/people/me").status_code == 401
    answer = wrong.get("/api/v1/people/me")
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    assert sound.get("/api/v1/people/me").status_code == 200
    noted = Event.objects.filter(act="people.fail_sign_in")
    assert 0 < noted.count() <= 21
    assert json.loads(noted.first().body)["how"] == "api_key"


def test_the_last_use_of_a_key_is_kept_to_the_minute(desk, at):
    from office.people.selectors.api_keys import keys_of

    client = program(desk.ani)
    assert keys_of(desk.ani.id)[0].last_used_at is None
    first = at(2026, 10, 6, 9, 0)
    client.get("/api/v1/people/me")
    at(2026, 10, 6, 9, 0, 30)
    client.get("/api/v1/people/me")
    assert abs((keys_of(desk.ani.id)[0].last_used_at - first).total_seconds()) < 20


def test_a_key_opens_no_page(desk):
    assert program(desk.ani).get("/laporan/").status_code == 302


def test_a_level_that_signs_is_not_approved_here(things):
    step = Step.objects.get(filing__maker_id=things.office.gita.id, state="open")
    client = program(things.office.fajar)
    url, sha = f"/api/v1/desk/{step.pk}", step.filing.revision_sha
    answer = client.write("POST", f"{url}/approve", {"revision_sha": sha})
    assert answer.status_code == 422
    secret = client.write("POST", f"{url}/approve", {"revision_sha": sha, "passphrase": "x"})
    assert list(secret.json()["errors"]) == ["passphrase"]
    back = client.write("POST", f"{url}/return", {"revision_sha": sha, "note": "Lengkapi"})
    assert back.status_code == 200


def test_a_return_marks_only_parts_of_the_filing(things):
    who, method, url, body, *_rest = calls(things)["return"]
    client = program(who)
    parts = client.get(url.removesuffix("/return")).json()["markable"]
    answer = client.write(method, url, {**body, "marks": ["Bukan bagian"]})
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["marks"])
    assert client.write(method, url, {**body, "marks": parts[:1]}).status_code == 200


def test_a_late_decision_says_who_was_first(things):
    who, method, url, body, *_rest = calls(things)["approve"]
    client = program(who)
    assert client.write(method, url, body).status_code == 200
    answer = client.write(method, url, body)
    assert answer.status_code == 409
    assert "Budi" in answer.json()["title"]


def test_an_attached_file_is_kept_by_its_hash_and_a_strangers_is_not(desk):
    from workflows.daily_report.evidence import kept_evidence
    from workflows.daily_report.models import Activity

    proof = kept_evidence(b"%PDF-1.7\nuji\n%%EOF", "notulen.pdf")
    draft(desk.ani, entries=[work(evidence=proof)])
    url = f"/api/v1/reports/days/{MONDAY}"
    with_proof = {"activities": [DAY["activities"][0] | {"evidence_sha256": proof.sha256}]}
    refused = program(desk.budi).write("PUT", url, with_proof)
    assert list(refused.json()["errors"]) == ["activities.0.evidence_sha256"]
    assert program(desk.ani).write("PUT", url, with_proof).status_code == 200
    assert Activity.objects.get().evidence_sha256 == proof.sha256


def test_every_operation_declares_its_scope_its_rule_and_its_refusals():
    described = api.get_openapi_schema(path_prefix="/api/v1/")
    assert described["components"]["securitySchemes"]["apiKey"]["scheme"] == "bearer"
    found, names = 0, []
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            found += 1
            told = (method, path)
            (wanted,) = operation["security"]
            assert Scope(wanted["apiKey"][0]), told
            assert operation["description"], told
            names.append(operation["operationId"])
            assert [p["name"] for p in operation["parameters"] if not p.get("description")] == []
            refusals = {int(s) for s in operation["responses"] if int(s) >= 400}
            writes = method != "get"
            assert refusals == {400, 401, 403, 404, 413, 422, 429} | ({409} if writes else set())
            for status in refusals:
                assert operation["responses"][status]["content"] == {
                    "application/problem+json": {
                        "schema": {"$ref": f"#/components/schemas/{Refusal.__name__}"}
                    }
                }, told
            headers = [p for p in operation["parameters"] if p["in"] == "header"]
            assert [p["name"] for p in headers if p["required"]] == ["Idempotency-Key"] * writes
            assert operation["responses"][200]["content"], told
    assert found == len(NAMES) == len(set(names))
    for path, operation in declared():
        assert is_known(operation.view_func.rule), path
        assert operation.openapi_extra["security"] == [
            {"apiKey": [operation.view_func.scope.value]}
        ]


def test_every_field_of_the_description_is_explained():
    schemas = api.get_openapi_schema(path_prefix="/api/v1/")["components"]["schemas"]
    bare = [
        f"{name}.{field}"
        for name, schema in schemas.items()
        for field, told in schema.get("properties", {}).items()
        if not told.get("description")
    ]
    assert bare == []


def test_the_description_is_for_whoever_may_sign_in(desk):
    url = "/api/v1/openapi.json"
    refused = Client().get(url)
    assert (refused.status_code, refused["Content-Type"]) == (401, "application/problem+json")
    assert browser(desk.ani).get(url).json()["info"]["title"] == "E-Performance"
    assert program(desk.ani, "people:read").get(url).status_code == 200
