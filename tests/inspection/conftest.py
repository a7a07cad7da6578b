"""A released request with its papers and a sealed trail; Fajar inspects."""

import pytest

from office.audit import services as audit
from tests.approval import city
from tests.disbursement.conftest import Treasury, found, signed_in
from workflows.disbursement.services import RequestOutcome


@pytest.fixture
def treasury(db, at, settings) -> Treasury:
    settings.KEY_ROUNDS = 1_000
    at(2026, 10, 5, 8, 0)
    made = found()
    city.give_certificates(made.town, "citra", "gita")
    return made


@pytest.fixture
def released(treasury) -> RequestOutcome:
    """Money asked for, checked, signed and released; everything sealed."""
    outcome = treasury.ask(4_000_000)
    treasury.release(outcome)
    audit.seal()
    return outcome


@pytest.fixture
def fajar(treasury):
    """The inspector's browser."""
    return signed_in(treasury.town, "fajar")


@pytest.fixture
def browser(treasury):
    return lambda key: signed_in(treasury.town, key)
