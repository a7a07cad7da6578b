"""A notice is made in one place, is shown at once, and travels as its reader chose, within what the law leaves free."""

from datetime import date

import pytest

from office.audit.models import Event
from office.jobs.services import run_due
from office.notices import selectors, services
from office.notices.core import COMPULSORY, DEFAULT_WAYS, Kind, Way
from office.notices.models import Notice, NoticeWish
from office.notices.problems import BadNotice, NotToBeSilenced
from office.notices.words import HEADLINES, LABELS, WAYS
from office.people import services as people
from office.people.problems import NoSuchPerson
from tests.people.conftest import CLI

HOURS = {
    "quiet_from": "18:00",
    "quiet_until": "06:00",
    "workdays_only": True,
    "digest_hour": 7,
    "language": "id",
}


def tell(office, name="Ani", kind="returned", **more):
    given = {"text": "Laporan Anda dikembalikan.", "link": "/laporan/1/"} | more
    return services.notify(by=CLI, employee_id=office.people[name], kind=kind, **given)


def choose(office, name="Ani", **ways):
    return services.set_preferences(by=office.actor(name), ways=ways, **HOURS)


def test_every_kind_has_its_words_and_its_default():
    assert set(LABELS) == set(HEADLINES) == set(DEFAULT_WAYS) == set(Kind)
    assert set(WAYS) == set(Way)
    assert all(DEFAULT_WAYS[kind] != Way.NONE for kind in Kind)


def test_notices_reach_their_person_and_are_read_once(office):
    ani = office.people["Ani"]
    tell(office)
    assert selectors.unread_notices(ani) == 1
    (card,) = selectors.notices(ani)
    assert (card.text, card.kind, card.is_read) == ("Laporan Anda dikembalikan.", "returned", False)
    assert selectors.notices(office.people["Gita"]) == []
    assert services.read_notices(by=office.actor("Ani")) == 1
    assert selectors.unread_notices(ani) == 0
    assert "dikembalikan" not in Event.objects.get(act="people.notify").body


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"kind": "gossip"}, BadNotice),
        ({"link": "https://jahat.example/"}, BadNotice),
        ({"link": "//jahat.example/"}, BadNotice),
        ({}, None),
    ],
)
def test_a_notice_has_a_known_kind_and_leads_into_the_site(office, given, problem):
    if problem is None:
        assert tell(office, **given)
        return
    with pytest.raises(problem):
        tell(office, **given)
    assert not Notice.objects.exists()


def test_nobody_is_told_who_is_not_there(office):
    with pytest.raises(NoSuchPerson):
        services.notify(by=CLI, employee_id=0, kind="returned", text="x")


def test_what_a_person_does_not_want_is_kept_but_not_shown(office):
    choose(office, approved="none")
    tell(office, kind="approved")
    tell(office, kind="rejected")
    ani = office.people["Ani"]
    assert [card.kind for card in selectors.notices(ani)] == ["rejected"]
    assert (selectors.unread_notices(ani), Notice.objects.count()) == (1, 2)


@pytest.mark.parametrize("kind", sorted(Kind))
def test_what_the_law_needs_cannot_be_switched_off(office, kind):
    if kind in COMPULSORY:
        with pytest.raises(NotToBeSilenced):
            choose(office, **{kind: "none"})
        assert not NoticeWish.objects.exists()
    else:
        assert choose(office, **{kind: "none"}) == 1
    assert choose(office, **{kind: "digest"}) == 1
    assert selectors.way_of(office.people["Ani"], Kind(kind)) == Way.DIGEST


def test_a_choice_is_the_own_one_and_may_be_changed(office):
    choose(office, approved="mail")
    choose(office, approved="digest")
    assert selectors.way_of(office.people["Ani"], Kind.APPROVED) == Way.DIGEST
    assert selectors.way_of(office.people["Budi"], Kind.APPROVED) == DEFAULT_WAYS[Kind.APPROVED]


def test_the_page_shows_the_own_notices_and_marks_them_as_read(site, office):
    tell(office, text="Laporan dikembalikan.")
    assert "Laporan dikembalikan." in site.enter("Ani").get("/pemberitahuan/").content.decode()
    site.post("/pemberitahuan/", {"key": "baca"})
    assert selectors.unread_notices(office.people["Ani"]) == 0
    assert "Belum ada pemberitahuan" in site.enter("Gita").get("/pemberitahuan/").content.decode()


def sent(**changes):
    ways = {kind.value: way.value for kind, way in DEFAULT_WAYS.items()}
    return HOURS | ways | {"workdays_only": "on", "key": "atur"} | changes


def test_the_preferences_page_stores_what_is_chosen(site, office):
    site.enter("Ani")
    assert "Pemberitahuan: atur" in site.get("/pemberitahuan/atur/").content.decode()
    answer = site.post(
        "/pemberitahuan/atur/", sent(approved="none", quiet_from="20:00", language="en")
    )
    assert answer["Location"] == "/pemberitahuan/atur/"
    found = selectors.preferences(office.people["Ani"])
    assert found.ways[Kind.APPROVED] == Way.NONE
    assert (f"{found.hours.quiet_from:%H.%M}", found.language) == ("20.00", "en")
    assert 'value="20:00"' in site.get("/pemberitahuan/atur/").content.decode()


@pytest.mark.parametrize(
    "wrong",
    [{"discipline": "none"}, {"approved": "pigeon"}, {"quiet_from": "25:00"}, {"language": "xx"}],
)
def test_the_preferences_page_refuses_what_nobody_may_choose(site, office, wrong):
    answer = site.enter("Ani").post("/pemberitahuan/atur/", sent(**wrong))
    assert answer.status_code == 422
    assert not NoticeWish.objects.exists()


def test_whoever_gets_or_loses_a_mandate_is_told_once(office, at):
    at(2026, 10, 6, 9, 0)
    given = office.mandate("plh", "ATASAN", "Dedi", date(2026, 10, 6), date(2026, 10, 9))
    run_due()
    people.end_mandate(by=CLI, mandate_id=given)
    run_due()
    run_due()
    texts = [card.text for card in selectors.notices(office.people["Dedi"])]
    assert texts == [
        "Mandat Anda sebagai Plh. Jabatan ATASAN diakhiri.",
        "Anda menerima mandat Plh. Jabatan ATASAN, 6 Oktober 2026 sampai 9 Oktober 2026.",
    ]


def test_whoever_gives_a_mandate_back_needs_no_notice(office, at):
    at(2026, 10, 6, 9, 0)
    given = office.mandate("plh", "ATASAN", "Dedi", date(2026, 10, 6), date(2026, 10, 9))
    run_due()
    people.end_mandate(by=office.actor("Dedi"), mandate_id=given)
    run_due()
    assert len(selectors.notices(office.people["Dedi"])) == 1
