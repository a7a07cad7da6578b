"""What the desk's operations take and answer."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field, StringConstraints

from office.people.operations import NO_NUL, Answer, Given, Note, Reason
from workflows.approval.selectors import StepDetail

MOST_MARKS = 100
Revision = Annotated[str, StringConstraints(max_length=64, pattern=r"^[0-9a-f]*$")]
Mark = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=NO_NUL)]


class DeskRow(Answer):
    """One open step."""

    step_id: int
    """The step."""
    filing_id: int
    """Its filing."""
    kind: str
    """Kind of procedure, for example `daily_report`."""
    title: str
    """Title of the filing."""
    person_id: int
    """Who made it."""
    person: str
    """Name with titles."""
    unit: str
    """Name of the agency."""
    minutes: int
    """Minutes claimed, 0 where none."""
    amount: int
    """Whole rupiah, 0 where none."""
    findings: int
    """Findings against it."""
    due: date
    """Last day of this desk's time."""
    is_late: bool
    """Whether that day has passed."""
    opened_at: datetime
    """Since when it lies here."""
    level: int
    """Its level."""
    seat_title: str
    """Seat that is asked."""
    signs: bool
    """Whether approving means signing a document; then it is decided on the page."""
    revision_sha: str
    """Revision that waits; given back with every decision."""
    holders: list[str]
    """On the tab `waiting`: names of who may decide; empty for a vacant seat."""
    basis: str
    """By what right this person decides: definitive, plt, plh or delegation; empty on `waiting`."""


class DeskPage(Answer):
    """One page of the desk."""

    tab: str
    """mine, delegated or waiting."""
    rows: list[DeskRow]
    """At most fifty, most urgent first."""
    counts: dict[str, int]
    """Rows per tab: `mine`, `delegated`, `waiting`; counted up to a bound."""
    after: str
    """Give it back as `after` for the next page; empty on the last."""


class Happened(Answer):
    """One thing that happened to a filing."""

    at: datetime
    """When."""
    round: int
    """In which round."""
    level: int
    """At which level."""
    choice: str
    """approve, return or reject."""
    state: str
    """pending (being signed), made or lapsed."""
    person: str
    """Name with titles."""
    formula: str
    """Plt., Plh., a.n. or empty."""
    seat_title: str
    """Seat it was done for."""
    note: str
    """Reason given."""
    marks: list[str]
    """Parts marked for mending."""


class Filing(Answer):
    """Where a filing is and what happened to it."""

    filing_id: int
    """The filing."""
    kind: str
    """Kind of procedure."""
    title: str
    """Its title."""
    state: str
    """draft, running, returned, approved, rejected or withdrawn."""
    round: int
    """Round it is in."""
    maker_id: int
    """Who made it."""
    maker: str
    """Name with titles."""
    unit: str
    """Name of the agency."""
    submitted_at: datetime
    """When this round was submitted."""
    amount: int
    """Whole rupiah, 0 where none."""
    minutes: int
    """Minutes claimed, 0 where none."""
    findings: int
    """Findings against it."""
    revision_sha: str
    """Hash of what is decided; given back with every decision."""
    history: list[Happened]
    """What happened, oldest first."""


class Step(Answer):
    """One step with its filing."""

    step_id: int
    """The step."""
    filing: Filing
    """Its filing."""
    level: int
    """Its level."""
    seat_title: str
    """Seat that is asked."""
    state: str
    """State of the step."""
    document_code: str | None
    """Public code of the document this level signs; null where it signs none."""
    may_decide: bool
    """Whether this person can decide now."""
    refusal: str
    """Why not; empty when he or she can."""
    earlier_levels: list[int]
    """Levels it can be returned to besides the maker."""
    markable: list[str]
    """Parts that a return can mark for mending."""
    due: date | None
    """Last day of this desk's time."""


class ApprovalGiven(Given):
    """An approval that signs no document."""

    revision_sha: Revision
    """The revision that was looked at."""
    note: Note = ""
    """A remark; may be left out."""


class RejectionGiven(Given):
    """A rejection."""

    revision_sha: Revision
    """The revision that was looked at."""
    note: Reason
    """Why; read by the maker."""


class ReturnGiven(RejectionGiven):
    """A return for mending."""

    to_level: Annotated[int, Field(ge=1, le=100)] | None = None
    """The earlier level it goes to; null for its maker."""
    marks: Annotated[list[Mark], Field(max_length=MOST_MARKS)] = []
    """Parts to mend, as `markable` names them."""


class Decided(Answer):
    """A decision that was made, and what it made of the filing."""

    decision_id: int
    """Number of the decision."""
    step_id: int
    """Step it was made on."""
    choice: str
    """approve, return or reject."""
    filing_id: int
    """The filing."""
    state: str
    """State of the filing after it."""
    round: int
    """Round of the filing after it."""
    level: int
    """Level that opened; 0 when none did."""
    decided_at: datetime
    """When, by the one clock."""


class Signed(Answer):
    """One signature of a document."""

    seat_title: str
    """Title over the box."""
    formula: str
    """`Plt.`, `Plh.`, `a.n.`, `u.b.` or empty."""
    signer_name: str
    """Name with titles at the time of signing."""
    state: str
    """intended or stored."""
    signed_at: datetime | None
    """Signing time; null until stored."""


class Document(Answer):
    """A document of an own filing."""

    public_code: str
    """Its code, for its address and for /v/."""
    code: str
    """Kind of document, for example `daily_report`."""
    title: str
    """Title as printed."""
    number: str
    """Register number or empty."""
    filing_ref: str
    """What it belongs to, for example `filing:7`."""
    revision: int
    """Revision of the filing it was made for."""
    sha256: str
    """Hash of the newest file, hex."""
    prepared_at: datetime
    """When it was made."""
    signatures: list[Signed]
    """Oldest first."""


class DocumentPage(Answer):
    """A stretch of the list."""

    rows: list[Document]
    """Documents of at most 25 filings, newest filing first, oldest revision first within one."""
    after: int | None
    """Give it back as `after` to read on; null at the end."""


def step_told(detail: StepDetail) -> Step:
    """Return a step as the API tells it."""
    return Step(
        step_id=detail.step_id,
        filing=Filing.model_validate(detail.filing),
        level=detail.level,
        seat_title=detail.seat_title,
        state=detail.state,
        document_code=detail.document.public_code if detail.document else None,
        may_decide=detail.may_decide,
        refusal=detail.refusal,
        earlier_levels=[level.number for level in detail.earlier_levels],
        markable=list(detail.markable),
        due=detail.due,
    )
