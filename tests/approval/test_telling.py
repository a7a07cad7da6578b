"""Whoever a filing reaches is told once, and what is told leads to exactly that document after the login."""

import uuid

import pytest
from django.core.cache import cache
from django.test import Client

from office.acts.core import NotAllowed, NotFound
from office.audit.core import Actor, Secret
from office.jobs.services import run_due
from office.notices.models import Notice
from office.people import selectors as people
from office.people.services import create_account, enrol_totp
from tests.approval.city import CLERK, SIGNS
from tests.people.test_signing_in import code_for
from workflows.approval import services
from workflows.approval.models import Filing

PASSWORD = "kata-sandi-percobaan"
HAND = Actor.system("approval.tell")


def told(town, key):
    rows = Notice.objects.filter(employee_id=town.people[key]).order_by("pk")
    return list(rows.values_list("kind", "link"))


def test_each_desk_is_told_when_a_filing_reaches_it_and_the_maker_of_its_end(town):
    filing = town.submit().filing_id
    steps = []
    for person in ("budi", "dedi", "citra"):
        steps.append(town.open_step(filing).pk)
        run_due()
        assert told(town, person) == [("waiting", f"/meja/{steps[-1]}/")]
        assert told(town, "ani") == []
        town.decide(person, filing)
    run_due()
    run_due()
    assert told(town, "ani") == [("approved", f"/meja/berkas/{filing}/")]
    assert Notice.objects.count() == 4


@pytest.mark.parametrize(("choice", "kind"), [("return", "returned"), ("reject", "rejected")])
def test_the_maker_is_told_of_a_return_and_of_a_refusal(town, choice, kind):
    filing = town.submit(title="Cuti 5 Oktober").filing_id
    town.decide("budi", filing, choice, "Lengkapi buktinya.")
    run_due()
    assert told(town, "ani") == [(kind, f"/meja/berkas/{filing}/")]
    row = Notice.objects.get(employee_id=town.people["ani"])
    assert (row.title, "Cuti 5 Oktober" in row.text) == ("Cuti 5 Oktober", True)
    assert "Lengkapi" not in row.text


def test_a_desk_that_decided_before_it_was_told_is_left_in_peace(town):
    filing = town.submit().filing_id
    town.decide("budi", filing)
    run_due()
    assert told(town, "budi") == []
    assert len(told(town, "dedi")) == 1


def test_a_filing_that_comes_again_is_told_again(town):
    filing = town.submit(number=41).filing_id
    run_due()
    town.decide("budi", filing, "return", "Lengkapi buktinya.")
    town.submit(number=41, filing_id=filing)
    run_due()
    assert [kind for kind, _ in told(town, "budi")] == ["waiting", "waiting"]


def test_a_withdrawal_disturbs_nobody(town):
    filing = town.submit().filing_id
    services.withdraw_filing(by=town.who("ani"), filing_id=filing, reason="Salah tanggal")
    run_due()
    assert not Notice.objects.exists()


def test_a_mandate_holder_is_told_beside_the_holder(town):
    town.mandate("delegation", "budi", "eka")
    town.submit()
    run_due()
    assert [k for k, _ in told(town, "budi")] == ["waiting"]
    assert [k for k, _ in told(town, "eka")] == ["mandate", "waiting"]


def test_the_work_done_twice_tells_once(town):
    filing = town.submit().filing_id
    place = {"round": 1, "level": 1, "state": "running"}
    for _ in range(2):
        services.tell_of_filing(by=HAND, filing_id=filing, place=place, key="sekali")
    assert len(told(town, "budi")) == 1


def test_only_the_work_itself_tells(town):
    filing = town.submit().filing_id
    place = {"round": 1, "level": 1, "state": "running"}
    with pytest.raises(NotAllowed):
        services.tell_of_filing(by=town.who("budi"), filing_id=filing, place=place)
    with pytest.raises(NotFound):
        services.tell_of_filing(by=HAND, filing_id=filing + 1, place=place)


def test_a_signed_document_is_told_as_signed(town):
    filing = Filing.objects.get(pk=town.submit(SIGNS).filing_id)
    Filing.objects.filter(pk=filing.pk).update(state="approved", level=0)
    place = {"round": 1, "level": 0, "state": "approved"}
    services.tell_of_filing(by=HAND, filing_id=filing.pk, place=place)
    assert [k for k, _ in told(town, "ani")] == ["signed"]


@pytest.fixture
def visitor(town, settings):
    """Somebody without a session, and quick passwords for Ani and Budi."""
    cache.clear()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    for key in ("ani", "budi"):
        create_account(by=CLERK, employee_id=town.people[key], password=Secret(PASSWORD))
    return Client()


@pytest.mark.parametrize("second_factor", [False, True])
@pytest.mark.parametrize("key", ["budi", "ani"])
def test_after_the_login_a_notice_lands_on_exactly_its_document(town, visitor, key, second_factor):
    title = f"Laporan {uuid.uuid4()}"
    filing = town.submit(title=title).filing_id
    town.submit(title="Laporan lain")
    if key == "ani":
        town.decide("budi", filing, "return", "Lengkapi buktinya.")
    secret = enrol_totp(by=CLERK, employee_id=town.people[key]) if second_factor else None
    run_due()
    link = Notice.objects.get(employee_id=town.people[key], title=title).link

    asked = visitor.get(link)
    assert asked.status_code == 302
    page = visitor.get(asked["Location"])
    wanted = page.context["redirect_field_value"]
    nip = people.person(town.people[key]).nip
    answer = visitor.post("/masuk/", {"login": nip, "password": PASSWORD, "next": wanted})
    if secret:
        answer = visitor.post(answer["Location"], {"code": code_for(secret.reveal())})
    assert answer["Location"] == link
    assert title in visitor.get(link).content.decode()
