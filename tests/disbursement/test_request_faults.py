"""What keeps a request from being submitted: each refusal is one change away from a request that goes."""

from dataclasses import replace
from datetime import date

import pytest

from workflows.disbursement.core.requests import Draft, FaultCode, LineFacts, Paper, Payment, faults

TODAY = date(2026, 11, 2)
LINE = LineFacts(fiscal_year=2026, balance=1_000_000)
REQUIRED = ("Kuitansi", "Berita acara serah terima")
WHOLE = Draft(
    kind="LS",
    amount=1_000_000,
    purpose="Pengadaan kertas",
    payments=(Payment("CV Maju", "0011223344", 600_000), Payment("Toko Baru", "99", 400_000)),
    papers=tuple(Paper(code, "a.pdf", "0" * 64) for code in REQUIRED),
)


def codes(draft: Draft, line: LineFacts = LINE, on: date = TODAY) -> list[FaultCode]:
    return [fault.code for fault in faults(draft, line, on, REQUIRED)]


def test_a_whole_request_over_exactly_the_balance_goes():
    assert codes(WHOLE) == []


def payments(*amounts: int) -> tuple[Payment, ...]:
    return tuple(Payment("CV Maju", "0011223344", amount) for amount in amounts)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"kind": "XX"}, [FaultCode.UNKNOWN_KIND]),
        (
            {"amount": 0, "payments": payments(1, -1)},
            [FaultCode.AMOUNT_NOT_POSITIVE, FaultCode.PAYMENT_NOT_POSITIVE],
        ),
        ({"purpose": "  "}, [FaultCode.NO_PURPOSE]),
        ({"payments": ()}, [FaultCode.NO_PAYMENT]),
        ({"payments": payments(999_999)}, [FaultCode.PAYMENTS_DIFFER]),
        ({"payments": payments(1_000_001)}, [FaultCode.PAYMENTS_DIFFER]),
        ({"amount": 1_000_001, "payments": payments(1_000_001)}, [FaultCode.OVER_BALANCE]),
        ({"papers": WHOLE.papers[:1]}, [FaultCode.PAPER_MISSING]),
        ({"papers": ()}, [FaultCode.PAPER_MISSING, FaultCode.PAPER_MISSING]),
    ],
)
def test_each_fault_is_named(change, expected):
    assert codes(replace(WHOLE, **change)) == expected


@pytest.mark.parametrize("account", ["", "12 34", "12-34", "=1+1", "١٢٣", "12a"])
def test_an_account_number_holds_ascii_digits_only(account):
    draft = replace(WHOLE, payments=(Payment("CV Maju", account, 1_000_000),))
    assert codes(draft) == [FaultCode.ACCOUNT_UNREADABLE]


def test_a_payee_has_a_name():
    assert codes(replace(WHOLE, payments=(Payment(" ", "1", 1_000_000),))) == [
        FaultCode.PAYMENT_WITHOUT_NAME
    ]


@pytest.mark.parametrize("on", [date(2025, 12, 31), date(2027, 1, 1)])
def test_a_line_serves_its_own_year_only(on):
    assert codes(WHOLE, on=on) == [FaultCode.OTHER_YEAR]


def test_all_faults_are_found_at_once():
    broken = Draft("XX", 0, "", (), ())
    assert {fault.field for fault in faults(broken, LINE, date(2027, 1, 1), REQUIRED)} == {
        "kind",
        "amount",
        "purpose",
        "payments",
        "line",
        "papers",
    }
