"""The daily report's office with accounts, keys and callers."""

import uuid
from datetime import date
from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from office.people import services as people
from office.people.core.api_keys import Scope
from tests.api.programs import Program
from tests.daily_report.conftest import CLERK, PASSWORD, START, office, unsigned

__all__ = ["office", "unsigned"]

EVERY_SCOPE = tuple(scope.value for scope in Scope)
LAST_DAY = date(2026, 12, 31)


@pytest.fixture(autouse=True)
def _quick_passwords_and_no_counts(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Counts of other tests in this minute of their clock are still in Redis: each test here counts for itself.
    own = {**settings.CACHES["default"], "KEY_PREFIX": f"uji-{uuid.uuid4().hex}"}
    settings.CACHES = {**settings.CACHES, "default": own}


@pytest.fixture
def desk(unsigned) -> SimpleNamespace:
    """The office whose ladder needs no signature, everybody with an account; Gita is an operator elsewhere."""
    for person in vars(unsigned).values():
        if hasattr(person, "nip"):
            people.create_account(by=CLERK, employee_id=person.id, password=PASSWORD)
    people.appoint(
        by=CLERK,
        employee_id=unsigned.gita.id,
        agency_id=unsigned.far_agency_id,
        kind="agency_operator",
        decree="SK-O",
        valid_from=START,
    )
    return unsigned


def issued(person, *scopes, last: date = LAST_DAY, name: str = "Skrip uji"):
    """Issue a key of this person and return id and text."""
    key = people.issue_api_key(
        by=person.actor, name=name, scopes=scopes or EVERY_SCOPE, expires_on=last
    )
    return key.key_id, key.secret.reveal()


def caller(text: str) -> Program:
    """Return a program that holds a key."""
    return Program(headers={"Authorization": f"Bearer {text}"})


def program(person, *scopes) -> Program:
    """Return a program that acts as this person, with every scope unless some are named."""
    return caller(issued(person, *scopes)[1])


def browser(person) -> Client:
    """Return a browser in which the person has signed in."""
    client = Client()
    client.force_login(get_user_model().objects.get(nip=person.nip))
    return client


def fresh() -> str:
    return str(uuid.uuid4())
