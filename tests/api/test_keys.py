"""Keys are issued by a person for oneself, kept as a hash, shown once, limited, and revoked."""

import json
from datetime import date, timedelta

import pytest
from django.urls import reverse

from office.audit import clock
from office.audit.models import Event
from office.people import services
from office.people.core.api_keys import LONGEST_LIFE, MOST_KEYS, digest, handle_of
from office.people.key_models import ApiKey
from office.people.problems import KeyEnded, KeyRefused, NoSuchKey, NotYoursToManage
from office.people.selectors.api_keys import holder_of, keys_of
from tests.api.conftest import LAST_DAY, browser, issued
from tests.daily_report.conftest import CLERK, PASSWORD

FORM = {"name": "Skrip uji", "scopes": ["reports:read"], "expires_on": "2026-12-31"}


def test_a_key_is_kept_as_a_hash_and_known_by_its_handle(desk):
    key_id, text = issued(desk.ani, "reports:read")
    row = ApiKey.objects.get(pk=key_id)
    assert (row.handle, row.secret_sha256) == (handle_of(text), digest(text))
    stored = json.dumps(list(ApiKey.objects.values()), default=str)
    trail = json.dumps(list(Event.objects.values("body", "label", "subject")), default=str)
    assert text not in stored + trail
    assert text.split("_", 2)[2] not in stored + trail


def test_issue_and_revoke_are_acts_with_their_event(desk):
    key_id, _text = issued(desk.ani, "reports:read")
    services.revoke_api_key(by=desk.ani.actor, key_id=key_id)
    told = Event.objects.filter(subject=f"api_key:{key_id}").order_by("pk")
    assert [event.act for event in told] == ["people.issue_api_key", "people.revoke_api_key"]
    assert json.loads(told[0].body)["scopes"] == ["reports:read"]


def test_the_same_post_again_issues_no_second_key_and_shows_no_secret(desk):
    given = {"name": "x", "scopes": ["reports:read"], "expires_on": LAST_DAY, "key": "k1"}
    first = services.issue_api_key(by=desk.ani.actor, **given)
    again = services.issue_api_key(by=desk.ani.actor, **given)
    assert again.key_id == first.key_id
    assert (first.secret is None, again.secret) == (False, None)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"scopes": []}, "scopes"),
        ({"scopes": ["everything"]}, "scopes"),
        ({"scopes": ["reports:read", "everything"]}, "scopes"),
        ({"name": "  "}, "name"),
        ({"name": "a\x00b"}, "name"),
        ({"expires_on": date(2026, 10, 5)}, "expires_on"),
        ({"expires_on": date(2026, 10, 6) + timedelta(days=LONGEST_LIFE + 1)}, "expires_on"),
    ],
)
def test_a_key_that_does_not_fit_is_refused_at_the_place(desk, change, field):
    given = {"name": "x", "scopes": ["reports:read"], "expires_on": LAST_DAY}
    services.issue_api_key(by=desk.ani.actor, **given)
    with pytest.raises(KeyRefused) as refused:
        services.issue_api_key(by=desk.ani.actor, **(given | change))
    assert field in refused.value.fields


def test_a_person_holds_ten_live_keys_and_another_once_one_is_revoked(desk):
    ids = [issued(desk.ani)[0] for _ in range(MOST_KEYS)]
    with pytest.raises(KeyRefused):
        issued(desk.ani)
    issued(desk.budi)
    services.revoke_api_key(by=desk.ani.actor, key_id=ids[0])
    issued(desk.ani)


def test_nobody_issues_without_a_login_nor_for_another(office):
    with pytest.raises(NotYoursToManage):
        issued(office.ani)
    with pytest.raises(NotYoursToManage):
        services.issue_api_key(
            by=CLERK, name="x", scopes=["reports:read"], expires_on=date(2026, 12, 1)
        )


def test_only_its_person_revokes_a_key_and_only_once(desk):
    key_id, text = issued(desk.ani)
    with pytest.raises(NoSuchKey):
        services.revoke_api_key(by=desk.budi.actor, key_id=key_id)
    assert holder_of(text).opens
    services.revoke_api_key(by=desk.ani.actor, key_id=key_id)
    assert not holder_of(text).opens
    with pytest.raises(KeyEnded):
        services.revoke_api_key(by=desk.ani.actor, key_id=key_id)


def test_a_key_opens_until_the_end_of_its_last_day(desk, at):
    _id, text = issued(desk.ani, last=date(2026, 10, 7))
    at(2026, 10, 7, 23, 59)
    assert holder_of(text).opens
    at(2026, 10, 8, 0, 0)
    assert not holder_of(text).opens


def test_a_closed_login_and_an_ended_service_end_the_keys(desk):
    _id, ani = issued(desk.ani)
    _id, budi = issued(desk.budi)
    services.close_account(by=CLERK, employee_id=desk.ani.id)
    services.end_service(
        by=CLERK,
        employee_id=desk.budi.id,
        last_day=clock.today() - timedelta(days=1),
        decree="SK",
        reason="pensiun",
    )
    assert (holder_of(ani).opens, holder_of(budi).opens) == (False, False)


@pytest.mark.parametrize("change", [lambda t: t[:-1] + ("a" if t[-1] != "a" else "b"), str.upper])
def test_a_key_with_one_letter_changed_is_nobodys(desk, change):
    _id, text = issued(desk.ani)
    assert holder_of(text) is not None
    assert holder_of(change(text)) is None
    assert holder_of("") is None


def test_the_page_shows_the_secret_once(desk):
    client = browser(desk.ani)
    page = client.post(
        reverse("api_keys"), FORM | {"password": PASSWORD.reveal(), "key": "k"}
    ).content.decode()
    (card,) = keys_of(desk.ani.id)
    assert page.count(f"ep_{card.handle}_") == 1
    again = client.post(reverse("api_keys"), FORM | {"password": PASSWORD.reveal(), "key": "k"})
    assert (again.status_code, again["Location"]) == (302, reverse("api_keys"))
    later = client.get(reverse("api_keys")).content.decode()
    assert f"ep_{card.handle}_" not in later
    assert card.handle in later


def test_the_page_asks_for_the_password_and_counts_wrong_ones(desk):
    client = browser(desk.ani)
    for _time in range(5):
        answer = client.post(reverse("api_keys"), FORM | {"password": "bukan"})
        assert answer.status_code == 422
    assert client.post(reverse("api_keys"), FORM | {"password": "bukan"}).status_code == 429
    assert keys_of(desk.ani.id) == []


def test_a_stranger_revokes_nothing_on_the_page(desk):
    key_id, _text = issued(desk.ani)
    url = reverse("api_key_revoke", args=[key_id])
    assert browser(desk.gita).post(url, {"key": "k"}).status_code == 404
    assert keys_of(desk.ani.id)[0].revoked_at is None
    assert browser(desk.ani).post(url, {"key": "k"}).status_code == 302
    assert keys_of(desk.ani.id)[0].revoked_at is not None
