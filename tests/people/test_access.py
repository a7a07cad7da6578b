"""The gate: default deny, declared rules, who is behind a request, and the list of routes."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import include, path
from ninja import NinjaAPI

from office.audit import clock
from office.audit.core import Actor, rule
from office.people import access, checks, services
from office.people.access import scope
from office.people.core.api_keys import Scope
from office.people.models import Account
from office.people.routing import routes
from tests.people.conftest import CLI, DECREE, START

api = NinjaAPI(urls_namespace="api-people-test", docs_url=None)


@api.get("/terbuka")
@rule("public")
def api_open(request):
    return {"oleh": request.actor.ref}


@api.get("/pegawai")
@scope(Scope.PEOPLE_READ)
@rule("login")
def api_staff(request):
    return {"oleh": request.actor.ref}


@api.post("/pegawai")
@scope(Scope.PEOPLE_READ)
@rule("personnel")
def api_personnel(request):
    return {}


@api.get("/tanpa-izin")
@rule("login")
def api_unscoped(request):
    return {}


@api.get("/lupa")
def api_undeclared(request):
    return {}


@rule("login")
def home(request):
    return HttpResponse(f"{request.actor.ref} {request.viewer.agency_id}")


@rule("public")
def lobby(request):
    return HttpResponse(request.actor.ref)


@rule("personnel")
def personnel(request):
    return HttpResponse("personalia")


@rule("rule nobody declared")
def misnamed(request):
    return HttpResponse("")


def undeclared(request):
    return HttpResponse("")


urlpatterns = [
    path("", home),
    path("lobi/", lobby),
    path("hanya-personalia/", personnel),
    path("salah/", misnamed),
    path("lupa/", undeclared),
    path("api/", api.urls),
    path("", include("config.urls")),
]
handler403 = "tests.people.test_access.refused"


def refused(request, exception=None):
    return HttpResponse("ditolak", status=403)


@pytest.fixture
def site(office, settings, client):
    """The test addresses, and a browser; `enter(name)` signs a person in."""
    settings.ROOT_URLCONF = "tests.people.test_access"

    def enter(name):
        account = Account.objects.filter(
            employee_id=office.people[name]
        ).first() or Account.objects.create(
            nip=f"{office.people[name]:018d}",
            employee_id=office.people[name],
            date_joined="2026-01-01T00:00:00Z",
        )
        client.force_login(account)
        return account

    client.enter = enter
    return client


def test_a_visitor_is_asked_to_sign_in_and_comes_back_to_the_page(site):
    answer = site.get("/hanya-personalia/?halaman=2")
    assert answer.status_code == 302
    assert answer["Location"] == "/masuk/?next=/hanya-personalia/%3Fhalaman%3D2"


def test_a_public_page_opens_for_everyone(site):
    assert site.get("/lobi/").content == b"public"


def test_a_fragment_of_a_visitor_moves_the_whole_browser_to_the_login(site):
    answer = site.get("/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (204, "/masuk/")


def test_the_request_knows_its_actor_and_viewer(site, office):
    account = site.enter("Ani")
    assert site.get("/").content.decode() == f"employee:{office.people['Ani']} {office.agency}"
    assert account.employee_id == office.people["Ani"]


@pytest.mark.parametrize("name", ["Ani", "Citra", "Gita", "Wali"])
def test_a_rule_refuses_whoever_does_not_meet_it(site, name):
    site.enter(name)
    assert site.get("/hanya-personalia/").status_code == 403


def test_a_rule_admits_whoever_meets_it_as_long_as_the_decree_runs(site, office, at):
    at(2026, 5, 1, 9, 0)
    services.appoint(
        by=CLI,
        employee_id=office.people["Ani"],
        agency_id=office.agency,
        kind="personnel",
        decree=DECREE,
        valid_from=START,
        valid_until=START.replace(month=5, day=31),
    )
    site.enter("Ani")
    assert site.get("/hanya-personalia/").status_code == 200
    at(2026, 6, 1, 9, 0)
    assert site.get("/hanya-personalia/").status_code == 403


@pytest.mark.parametrize("address", ["/lupa/", "/salah/", "/api/lupa", "/api/tanpa-izin"])
def test_an_undeclared_view_is_refused_and_never_an_error(site, address):
    site.enter("Ani")
    assert site.get(address).status_code == 403


def test_an_account_without_employee_opens_nothing_but_public_pages(site, db):
    site.force_login(Account.objects.create(nip="1", date_joined="2026-01-01T00:00:00Z"))
    assert site.get("/").status_code == 403
    assert site.get("/lobi/").content == b"public"


@pytest.mark.parametrize(
    ("method", "address", "visitor", "ani"),
    [
        ("get", "/api/terbuka", 200, 200),
        ("get", "/api/pegawai", 401, 200),
        ("post", "/api/pegawai", 401, 403),
    ],
)
def test_each_operation_of_the_api_has_its_own_rule(site, office, method, address, visitor, ani):
    assert getattr(site, method)(address).status_code == visitor
    site.enter("Ani")
    answer = getattr(site, method)(address, headers={"Authorization": f"Bearer {_key(office)}"})
    assert answer.status_code == ani
    if ani == 403:
        assert answer["Content-Type"] == "application/problem+json"


def _key(office) -> str:
    issued = services.issue_api_key(
        by=Actor.person(office.people["Ani"]),
        name="Skrip",
        scopes=["people:read"],
        expires_on=clock.today(),
    )
    return issued.secret.reveal()


def test_a_session_opens_no_operation_of_the_api(site):
    site.enter("Ani")
    assert site.get("/api/pegawai").status_code == 401


def test_the_end_of_service_ends_a_running_session(site, office, at):
    at(2026, 5, 10, 9, 0)
    site.enter("Ani")
    services.end_service(
        by=CLI,
        employee_id=office.people["Ani"],
        last_day=START.replace(month=5, day=10),
        reason="x",
        decree=DECREE,
    )
    assert site.get("/").status_code == 200
    at(2026, 5, 11, 0, 1)
    assert site.get("/").status_code == 302


def test_a_closed_account_ends_a_running_session(site, office):
    site.enter("Ani")
    services.close_account(by=CLI, employee_id=office.people["Ani"])
    assert site.get("/").status_code == 302


def test_a_page_costs_few_queries_before_its_own(site, django_assert_max_num_queries):
    site.enter("Ani")
    with django_assert_max_num_queries(12):
        site.get("/")


@pytest.mark.parametrize(
    ("host", "location"),
    [
        ("127.0.0.1:8000", "http://localhost:8000/lobi/?a=1"),
        ("127.0.0.1", "http://localhost/lobi/?a=1"),
    ],
)
def test_a_page_asked_for_by_number_moves_to_the_name(site, host, location):
    answer = site.get("/lobi/?a=1", headers={"host": host})
    assert (answer.status_code, answer["Location"]) == (301, location)


def test_machines_and_forms_are_not_moved(site):
    assert site.get("/api/terbuka", headers={"host": "127.0.0.1"}).status_code == 200
    assert site.post("/lobi/", headers={"host": "127.0.0.1"}).status_code == 200


def faults():
    return {(route.path, route.fault) for route in routes() if route.fault}


def test_the_check_and_the_command_name_every_undeclared_address(site):
    assert faults() == {
        ("/salah/", "unknown rule"),
        ("/lupa/", "undeclared"),
        ("/api/lupa", "undeclared"),
        ("/api/tanpa-izin", "no scope"),
    }
    found = checks.every_address_declares_a_rule()
    assert [message.id for message in found] == ["people.E001"] * 4
    out, err = StringIO(), StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("routes", "--json", stdout=out, stderr=err)
    assert stopped.value.code == 1
    assert "/lupa/: undeclared" in err.getvalue()
    listed = {
        (entry["url"], tuple(entry["methods"])): entry["rule"]
        for entry in json.loads(out.getvalue())
    }
    assert listed["/api/pegawai", ("POST",)] == "personnel"
    assert listed["/masuk/", ("GET", "POST", "PUT", "OPTIONS")] == "public"


def test_a_view_limited_to_some_methods_is_listed_with_those():
    methods = {route.path: route.methods for route in routes()}
    assert methods["/personalia/impor/"] == ("GET", "POST")
    assert methods["/personalia/impor/simpan/"] == ("POST",)
    assert methods["/personalia/impor/templat.csv"] == ("GET",)


def test_the_list_of_routes_reads_as_text_too(site, settings):
    settings.ROOT_URLCONF = "office.people.login_urls"
    out = StringIO()
    call_command("routes", stdout=out)
    assert "/masuk/kode/" in out.getvalue()
    assert "Pegawai yang sudah masuk" in out.getvalue()


def test_a_rule_has_one_name_and_one_meaning():
    def other(viewer):
        return True

    with pytest.raises(ValueError, match="declared twice"):
        access.allow("login")(other)
    assert not access.meets(access.Viewer(employee_id=1), "a rule nobody declared")


@pytest.mark.parametrize(
    ("name", "viewer", "admitted"),
    [
        ("public", access.Viewer(), True),
        ("login", access.Viewer(), False),
        ("login", access.Viewer(employee_id=1), True),
        ("inspector", access.Viewer(employee_id=1, kinds=frozenset({"inspector"})), True),
        ("inspector", access.Viewer(employee_id=1, kinds=frozenset({"personnel"})), False),
        ("operator", access.Viewer(employee_id=1, kinds=frozenset({"agency_operator"})), True),
        ("operator", access.Viewer(employee_id=1, kinds=frozenset({"personnel"})), True),
        ("treasurer", access.Viewer(employee_id=1, kinds=frozenset({"treasurer"})), True),
        ("treasurer", access.Viewer(employee_id=1), False),
        ("superior", access.Viewer(employee_id=1, leads=True), True),
        ("mayor", access.Viewer(employee_id=1), False),
        ("cli", access.Viewer(employee_id=1, is_mayor=True), False),
    ],
)
def test_ready_made_rules(name, viewer, admitted):
    assert access.meets(viewer, name) is admitted


def test_the_actor_of_nobody_is_the_public(db):
    request = RequestFactory().get("/")
    assert request.path == "/"
    assert Actor.public().ref == "public"
