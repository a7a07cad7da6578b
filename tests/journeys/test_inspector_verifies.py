"""The inspector looks behind a case: person, story, trail, paper; a changed paper and a changed trail give themselves away."""

from pathlib import Path

import pytest
from django.core.cache import cache
from playwright.sync_api import Page

from office.audit import services as audit
from office.audit import sql
from office.audit.models import Event
from office.people.services import enrol_totp
from performance.sanctions.models import SanctionCase
from tests.approval import city
from tests.journeys.looks import look
from tests.journeys.steps import assert_pdfsig_agrees, code_now, download, error_at, knock
from tests.sanctions.conftest import case, court
from tests.signing.forgeries import appended_revision
from workflows.approval.models import Filing

pytestmark = [pytest.mark.browser, pytest.mark.poppler, pytest.mark.django_db(transaction=True)]

__all__ = ["case", "court"]


@pytest.fixture
def decided(court, case) -> SanctionCase:
    """Ani's reprimand: heard and proposed by Budi, signed by Citra; everything sealed."""
    cache.clear()  # tries and uploads are counted per minute and address
    city.give_certificates(court.town, "citra")
    court.hear(case)
    court.propose(case)
    (done,) = court.town.sign("citra", court.town.pick(Filing.objects.get().pk))
    assert done.ok, done.message
    case.refresh_from_db()
    audit.seal()
    return case


@pytest.fixture
def fajar(court, decided, open_page) -> Page:
    """The inspector at the door, where password and authenticator are asked; a wrong code opens nothing."""
    page, employee_id = open_page(), court.town.people["fajar"]
    knock(page, employee_id, totp=True)
    return page


def test_placeholder():
    pass
