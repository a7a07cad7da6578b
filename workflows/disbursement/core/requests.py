"""What a request for payment must hold before it may reserve money. Pure; all faults are found at once."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class RequestKind(StrEnum):
    """The four kinds of payment order of Permendagri 77/2020 (domain.md 5.1)."""

    FLOAT = "UP"
    REFILL = "GU"
    EXTRA = "TU"
    DIRECT = "LS"
    ALLOWANCE = "TPP"
    """A direct payment of allowances: paid as LS, with papers of its own."""


class RequestState(StrEnum):
    """Where a request stands; money is committed while it runs and after it was released."""

    DRAFT = "draft"
    RUNNING = "running"
    RETURNED = "returned"
    REJECTED = "rejected"
    RELEASED = "released"
    REVERSED = "reversed"


COMMITTING = frozenset({RequestState.RUNNING, RequestState.RELEASED})
"""States in which the amount of a request counts as committed on its budget line."""
REVISABLE = frozenset({RequestState.DRAFT, RequestState.RETURNED})
"""States from which the maker may submit again."""


@dataclass(frozen=True, slots=True)
class Payment:
    """One payee of a request."""

    name: str
    """Name of the account's holder, as the bank knows it."""
    account: str
    """Account number as text; leading zeros count."""
    amount: int
    """Whole rupiah, above zero."""
    bank: str = ""
    """Short name of the bank; empty for the region's own bank."""
    employee_id: int | None = None
    """Employee who is paid; None for a third party."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A supporting paper that lies in the archive."""

    code: str
    """Which of the required papers it is, in the regulation's words."""
    filename: str
    """Name under which it was handed in."""
    sha256: str
    """Its place in the archive."""


@dataclass(frozen=True, slots=True)
class LineFacts:
    """What the checks need to know of a budget line."""

    fiscal_year: int
    """Year of the budget, four digits."""
    balance: int
    """Whole rupiah not yet committed."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A request as it was typed."""

    kind: str
    """One of RequestKind."""
    amount: int
    """Whole rupiah."""
    purpose: str
    """What the money is for; printed on the papers."""
    payments: tuple[Payment, ...]
    """Who is paid; together exactly the amount."""
    papers: tuple[Paper, ...]
    """Supporting papers handed in."""


class FaultCode(StrEnum):
    """Why a request cannot be submitted."""

    UNKNOWN_KIND = "unknown_kind"
    AMOUNT_NOT_POSITIVE = "amount_not_positive"
    NO_PURPOSE = "no_purpose"
    NO_PAYMENT = "no_payment"
    PAYMENT_NOT_POSITIVE = "payment_not_positive"
    PAYMENT_WITHOUT_NAME = "payment_without_name"
    ACCOUNT_UNREADABLE = "account_unreadable"
    PAYMENTS_DIFFER = "payments_differ"
    OTHER_YEAR = "other_year"
    OVER_BALANCE = "over_balance"
    PAPER_MISSING = "paper_missing"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend, at its place in the form."""

    code: FaultCode
    """What is wrong."""
    field: str
    """Field of the form: kind, amount, purpose, payments, line or papers."""
    facts: tuple[int | str, ...] = ()
    """Figures or words of the message, in the message's order."""


def faults(
    draft: Draft, line: LineFacts, on: date, required_papers: Collection[str]
) -> list[Fault]:
    """Return everything that keeps a request from being submitted on a day; empty when it may go.

    `required_papers` are the codes the regulation asks for this kind (domain.md 5.1: ceiling, papers, year).
    """
    return [
        *_own_faults(draft),
        *_payment_faults(draft),
        *_line_faults(draft, line, on),
        *_paper_faults(draft.papers, required_papers),
    ]


def _own_faults(draft: Draft) -> Iterator[Fault]:
    if draft.kind not in set(RequestKind):
        yield Fault(FaultCode.UNKNOWN_KIND, "kind", (draft.kind,))
    if draft.amount <= 0:
        yield Fault(FaultCode.AMOUNT_NOT_POSITIVE, "amount")
    if not draft.purpose.strip():
        yield Fault(FaultCode.NO_PURPOSE, "purpose")


def _payment_faults(draft: Draft) -> Iterator[Fault]:
    if not draft.payments:
        yield Fault(FaultCode.NO_PAYMENT, "payments")
        return
    for number, payment in enumerate(draft.payments, start=1):
        yield from _one_payment(number, payment)
    total = sum(payment.amount for payment in draft.payments)
    if total != draft.amount:
        yield Fault(FaultCode.PAYMENTS_DIFFER, "payments", (total, draft.amount))


def _one_payment(number: int, payment: Payment) -> Iterator[Fault]:
    if payment.amount <= 0:
        yield Fault(FaultCode.PAYMENT_NOT_POSITIVE, "payments", (number,))
    if not payment.name.strip():
        yield Fault(FaultCode.PAYMENT_WITHOUT_NAME, "payments", (number,))
    if not (payment.account.isascii() and payment.account.isdigit()):
        yield Fault(FaultCode.ACCOUNT_UNREADABLE, "payments", (number,))


def _line_faults(draft: Draft, line: LineFacts, on: date) -> Iterator[Fault]:
    if line.fiscal_year != on.year:
        yield Fault(FaultCode.OTHER_YEAR, "line", (line.fiscal_year, on.year))
    if draft.amount > line.balance:
        yield Fault(FaultCode.OVER_BALANCE, "amount", (draft.amount, line.balance))


def _paper_faults(papers: Sequence[Paper], required: Collection[str]) -> Iterator[Fault]:
    held = {paper.code for paper in papers}
    for code in required:
        if code not in held:
            yield Fault(FaultCode.PAPER_MISSING, "papers", (code,))
