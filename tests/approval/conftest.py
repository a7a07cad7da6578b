"""The town hall, the practice procedure, and a chain for what the city's regulation does not name."""

from datetime import date

import pytest
from django.conf import settings
from django.test import override_settings

from tests.approval import city


@pytest.fixture(scope="package", autouse=True)
def _practice_is_installed():
    """The practice flows need an app: Viewflow names flows by app and path."""
    with override_settings(INSTALLED_APPS=[*settings.INSTALLED_APPS, "tests.approval.practice"]):
        yield


@pytest.fixture(autouse=True)
def calls():
    """What the practice flow's reactions were called with."""
    from tests.approval.practice.flows import CALLS

    CALLS.clear()
    return CALLS


@pytest.fixture
def town(db, at):
    """The town hall on Monday 5 October 2026, 08.00 WIB."""
    at(2026, 10, 5, 8, 0)
    hall = city.found()
    from workflows.approval.services import set_chain

    for kind in ("leave", "correction"):
        set_chain(
            by=city.CLERK,
            kind=kind,
            agency_id=hall.agencies["KOMINFO"],
            valid_from=date(2026, 1, 1),
            levels=[
                {"number": 1, "seats": ["superior"], "due_workdays": 2},
                {"number": 2, "seats": ["position:SEKDIN"], "due_workdays": 2},
                {"number": 3, "seats": ["head"], "due_workdays": 2},
            ],
            decree="SE-1",
        )
    return hall
