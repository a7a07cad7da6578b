"""The town hall with a budget: Eka the treasurer asks, Dedi checks, Citra signs the SPM, Gita is BUD."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client

from office.archive import services as archive
from office.audit.core import Secret
from office.people.services import create_account
from tests.approval import city
from workflows.disbursement import services
from workflows.disbursement.models import BudgetLine, DisbursementRequest

PAPERS = ("Surat perjanjian atau surat pesanan", "Berita acara serah terima", "Kuitansi")


@dataclass
class Treasury:
    """A town with one budget line and short ways to ask for money."""

    town: city.City
    line_id: int

    def papers(self, *codes: str) -> list[dict[str, str]]:
        sha256 = archive.put(b"%PDF-1.7 uji")
        return [
            {"code": code, "filename": f"{code}.pdf", "sha256": sha256} for code in codes or PAPERS
        ]

    def ask(
        self, amount: int = 1_000_000, who: str = "eka", **changes: Any
    ) -> services.RequestOutcome:
        given: dict[str, Any] = {
            "by": self.town.who(who),
            "kind": "LS",
            "line_id": self.line_id,
            "amount": amount,
            "purpose": "Pengadaan kertas",
            "payments": [
                {"name": "CV Maju", "account": "0011223344", "amount": amount, "bank": "BPD"}
            ],
            "papers": self.papers(),
        }
        return services.submit_request(**(given | changes))

    def line(self) -> tuple[int, int, int]:
        row = BudgetLine.objects.get(pk=self.line_id)
        return row.ceiling, row.committed, row.spent

    def state(self, request_id: int) -> str:
        return DisbursementRequest.objects.get(pk=request_id).state

    def check(self, filing_id: int, **rest: Any) -> None:
        self.town.decide("dedi", filing_id, **rest)

    def release(self, outcome: services.RequestOutcome) -> None:
        """Check, sign the SPM and sign the SP2D."""
        self.check(outcome.filing_id)
        for key in ("citra", "gita"):
            (done,) = self.town.sign(key, self.town.pick(outcome.filing_id))
            assert done.ok, done.message


@pytest.fixture
def treasury(db, at, settings) -> Treasury:
    """Monday 5 October 2026, 08.00 WIB; one line of Rp10.000.000."""
    settings.KEY_ROUNDS = 1_000
    at(2026, 10, 5, 8, 0)
    return found()


def found() -> Treasury:
    town = city.found()
    city.people.appoint(
        by=city.CLERK,
        employee_id=town.people["eka"],
        agency_id=town.agencies["KOMINFO"],
        kind="treasurer",
        decree="SK-B",
        valid_from=city.NEW_YEAR,
    )
    line_id = services.open_budget_line(
        by=city.CLERK,
        agency_id=town.agencies["KOMINFO"],
        fiscal_year=2026,
        code="5.1.02.01",
        title="Belanja alat tulis",
        ceiling=10_000_000,
        decree="DPA/1/2026",
    )
    return Treasury(town, line_id)


@pytest.fixture
def signing_treasury(treasury) -> Treasury:
    """The same with certificates for those who sign."""
    city.give_certificates(treasury.town, "citra", "gita")
    return treasury


@pytest.fixture
def browser(treasury):
    """A signed-in browser of a person of the town: `browser("eka")`."""
    return lambda key: signed_in(treasury.town, key)


def signed_in(town: city.City, key: str) -> Client:
    """Return a client signed in as a person of the town."""
    employee_id = town.people[key]
    accounts = get_user_model().objects.filter(employee_id=employee_id)
    if not accounts.exists():
        create_account(by=city.CLERK, employee_id=employee_id, password=Secret("kata sandi uji"))
    client = Client()
    client.force_login(accounts.get(), backend=settings.AUTHENTICATION_BACKENDS[0])
    return client
