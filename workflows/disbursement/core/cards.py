"""What pages and other rooms see of the budget and of requests: small frozen cards. Pure."""

from dataclasses import dataclass
from datetime import datetime

from workflows.disbursement.core.requests import Paper, Payment


@dataclass(frozen=True, slots=True)
class LineCard:
    """A budget line as a bar shows it; whole rupiah."""

    line_id: int
    """Row of the line."""
    agency_id: int
    """Agency whose budget it is."""
    agency_name: str
    """Its name."""
    fiscal_year: int
    """Year of the budget."""
    code: str
    """Account code."""
    title: str
    """What it is for."""
    ceiling: int
    """What may be spent."""
    committed: int
    """Reserved or spent."""
    spent: int
    """Released by SP2D."""
    decree: str
    """Number of the DPA."""

    @property
    def balance(self) -> int:
        """Return what is neither reserved nor spent."""
        return self.ceiling - self.committed

    @property
    def reserved(self) -> int:
        """Return what is reserved but not yet spent."""
        return self.committed - self.spent


@dataclass(frozen=True, slots=True)
class RequestCard:
    """A request as lists show it."""

    request_id: int
    """Row of the request."""
    public_id: str
    """Its name in addresses."""
    kind: str
    """UP, GU, TU, LS or TPP."""
    kind_title: str
    """The kind in words."""
    purpose: str
    """What the money is for."""
    amount: int
    """Whole rupiah."""
    state: str
    """A RequestState."""
    state_title: str
    """The state in words."""
    agency_id: int
    """Agency of the line."""
    agency_name: str
    """Its name."""
    line: LineCard
    """The budget line."""
    maker_id: int
    """Who made it."""
    filing_id: int | None
    """Its filing on the ladder."""
    revision: int
    """Which revision is the present one."""
    source_ref: str
    """What opened it, such as `tpp_run:4`; empty when a person did."""
    submitted_at: datetime
    """When the present revision was submitted."""


@dataclass(frozen=True, slots=True)
class EntryCard:
    """One row of the ledger."""

    entry_id: int
    """Its row."""
    kind: str
    """spending or reversal."""
    kind_title: str
    """The kind in words."""
    amount: int
    """Whole rupiah."""
    document_id: int
    """The SP2D it rests on."""
    reason: str
    """Why it was reversed; empty for a spending."""
    recorded_at: datetime
    """When."""


@dataclass(frozen=True, slots=True)
class RequestDetail:
    """One request with everything its page shows."""

    card: RequestCard
    """The request."""
    payments: tuple[Payment, ...]
    """Payees of the present revision, at most PAYEES_SHOWN."""
    payees: int
    """How many payees there are."""
    papers: tuple[Paper, ...]
    """Papers of the present revision."""
    entries: tuple[EntryCard, ...]
    """Its ledger rows, oldest first."""
    may_revise: bool
    """Whether the reader may submit it again now."""
    may_withdraw: bool
    """Whether the reader may withdraw it now, as far as this room knows."""
    may_reverse: bool
    """Whether the reader may reverse the release now."""
