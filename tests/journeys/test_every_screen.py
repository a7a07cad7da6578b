"""Every place of the navigation, empty and with a month of data: nothing cut off, nothing axe calls grave."""

import pytest
from django.contrib.auth import get_user_model

from office.audit.core import Actor, Secret
from office.people.services import create_account
from tests.journeys.looks import look
from tests.site.conftest import staffed
from tests.tpp.conftest import drain, started, town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

__all__ = ["drain", "staffed", "started", "town"]


def _account(employee_id: int):
    create_account(
        by=Actor.system("test"), employee_id=employee_id, password=Secret("kata-sandi-uji")
    )
    return get_user_model().objects.get(employee_id=employee_id)


def _look_at_every_place(page, name: str) -> int:
    page.goto("/")
    addresses = page.eval_on_selector_all(
        ".rail a.nav-link", "(links) => links.map((link) => link.pathname)"
    )
    for address in addresses:
        answer = page.goto(address)
        assert answer.ok, address
        look(page, f"{name}{address.rstrip('/').replace('/', '-') or '-beranda'}")
    return len(addresses)


def test_every_place_of_the_menu_when_nothing_is_there_yet(open_page, staffed):
    assert _look_at_every_place(open_page(staffed.fajar), "kosong") > 5


@pytest.mark.usefixtures("started")
@pytest.mark.parametrize("key", ["eka", "citra"])
def test_every_place_of_the_menu_after_a_month(open_page, town, key):
    assert _look_at_every_place(open_page(_account(town.people[key])), key) > 5
