"""Reads of disbursement. What `by` may not see does not exist for `by`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from office.audit import clock
from office.audit.core import Actor
from office.people import selectors as people
from office.people.core import AppointmentKind, Viewer
from workflows.approval import selectors as approval
from workflows.disbursement.core.cards import EntryCard, LineCard, RequestCard, RequestDetail
from workflows.disbursement.core.requests import COMMITTING, REVISABLE, Paper, Payment, RequestState
from workflows.disbursement.errors import NoSuchRequest
from workflows.disbursement.models import BudgetLine, DisbursementRequest, LedgerEntry
from workflows.disbursement.rights import FINANCE, MAKERS, known_request

__all__ = [
    "EntryCard",
    "LineCard",
    "Release",
    "RequestCard",
    "RequestDetail",
    "budget_lines",
    "line_by_code",
    "line_card",
    "lines_for_request",
    "live_commitments",
    "payments_of",
    "released_since",
    "released_totals",
    "request_by_source",
    "request_card",
    "request_detail",
    "request_for_inspection",
    "request_of_step",
    "requests_seen",
    "state_counts",
]

PAYEES_SHOWN = 500


@dataclass(frozen=True, slots=True)
class Release:
    """Money that left."""

    card: RequestCard
    """The request."""
    released_at: datetime
    """When it was released."""

    @property
    def minutes_taken(self) -> int:
        """Return the minutes from asking to release."""
        return int((self.released_at - self.card.submitted_at).total_seconds() // 60)


def budget_lines(
    by: Actor, fiscal_year: int | None = None, agency_id: int | None = None
) -> list[LineCard]:
    """Return the budget lines `by` may see, by agency and code; of the present year unless told."""
    lines = BudgetLine.objects.select_related("agency").filter(
        fiscal_year=fiscal_year or clock.today().year
    )
    if agency_id is not None:
        lines = lines.filter(agency_id=agency_id)
    reader = people.viewer(by)
    return [
        line_card(line)
        for line in (
            lines
            if _sees_all(reader, by)
            else lines.filter(Q(agency_id__in=_own(reader)) | people.inspected(reader, "agency_id"))
        )
    ]


def lines_for_request(by: Actor) -> list[LineCard]:
    """Return this year's lines on which `by` may open a request, by code."""
    reader = people.viewer(by)
    agencies = frozenset[int]().union(*(reader.agency_ids(kind) for kind in MAKERS))
    lines = BudgetLine.objects.select_related("agency").filter(
        fiscal_year=clock.today().year, agency_id__in=agencies
    )
    return [line_card(line) for line in lines]


def line_by_code(agency_id: int, fiscal_year: int, code: str) -> LineCard | None:
    """Return one line by its account code, for upper rooms that know it; None if there is none."""
    found = BudgetLine.objects.select_related("agency").filter(
        agency_id=agency_id, fiscal_year=fiscal_year, code=code
    )
    return next((line_card(line) for line in found), None)


def requests_seen(by: Actor, states: Iterable[str] = (), limit: int = 200) -> list[RequestCard]:
    """Return the newest requests `by` may see, of the given states or of all."""
    rows = _visible(by)
    if wanted := list(states):
        rows = rows.filter(state__in=wanted)
    return [request_card(row) for row in rows[:limit]]


def state_counts(by: Actor) -> dict[str, tuple[int, int]]:
    """Return how many requests of each state `by` may see and their sum in whole rupiah."""
    rows = _visible(by).order_by().values_list("state").annotate(Count("id"), Sum("amount"))
    return {state: (count, total) for state, count, total in rows}


def request_detail(public_id: str, by: Actor) -> RequestDetail:
    """Return one request in full; raises NoSuchRequest for an unknown or foreign one."""
    return _detail(_visible(by).filter(public_id=public_id).first(), by)


def request_of_step(step_id: int, by: Actor) -> RequestDetail | None:
    """Return the request behind a step that the ladder lets `by` read; None for other procedures.

    Raises FilingNotFound for a step `by` may not read.
    """
    filing = approval.step_detail(step_id, by).filing
    if filing.kind != "disbursement":
        return None
    return _detail(_rows().filter(filing_id=filing.filing_id).first(), by)


def request_by_source(source_ref: str) -> RequestCard | None:
    """Return the request an upper room opened from a source, or None; for that room's own pages."""
    row = _rows().filter(source_ref=source_ref).first()
    return request_card(row) if row else None


def request_for_inspection(request_id: int) -> RequestCard:
    """Return any request by its row, for the inspector's pages; raises NoSuchRequest."""
    return request_card(known_request(request_id))


def live_commitments(line_ids: Iterable[int]) -> dict[int, int]:
    """Return the sum of live requests (running and released) per line, in whole rupiah; lines without any are 0."""
    wanted = list(line_ids)
    rows = DisbursementRequest.objects.filter(line_id__in=wanted, state__in=COMMITTING).order_by()
    sums = dict(rows.values_list("line_id").annotate(Sum("amount")))
    return {line_id: sums.get(line_id, 0) for line_id in wanted}


def released_totals() -> tuple[int, int]:
    """Return how many requests were released in all and their sum in whole rupiah."""
    rows = DisbursementRequest.objects.filter(state=RequestState.RELEASED).aggregate(
        n=Count("id"), total=Sum("amount")
    )
    return rows["n"], rows["total"] or 0


def released_since(by: Actor, first: datetime) -> list[Release]:
    """Return what `by` may see that was released from a moment on and not reversed, newest first. Two queries."""
    spent = LedgerEntry.objects.filter(
        kind=LedgerEntry.SPENDING,
        recorded_at__gte=first,
        request__in=_visible(by).filter(state=RequestState.RELEASED),
    )
    rows = spent.select_related("request__line__agency").order_by("-recorded_at", "-pk")
    return [Release(request_card(row.request), row.recorded_at) for row in rows]


def _rows() -> QuerySet[DisbursementRequest]:
    return DisbursementRequest.objects.select_related("line__agency")


def _visible(by: Actor) -> QuerySet[DisbursementRequest]:
    reader = people.viewer(by)
    if _sees_all(reader, by):
        return _rows()
    mine = Q(maker_id=by.employee_id) if by.employee_id is not None else Q(pk__in=[])
    inspected = people.inspected(reader, "line__agency_id", "submitted_at__date")
    return _rows().filter(mine | inspected | Q(line__agency_id__in=_own(reader)))


def _sees_all(reader: Viewer, by: Actor) -> bool:
    return bool(by.part) or reader.is_mayor or AppointmentKind.BUD in reader.kinds


def _own(reader: Viewer) -> frozenset[int]:
    return reader.agency_ids_as_head.union(*(reader.agency_ids(kind) for kind in FINANCE))


def _detail(row: DisbursementRequest | None, by: Actor) -> RequestDetail:
    if row is None:
        raise NoSuchRequest(_("Permintaan pencairan tidak ditemukan."))
    own = by.employee_id is not None and by.employee_id == row.maker_id
    payments = row.payments.filter(revision=row.revision)
    return RequestDetail(
        card=request_card(row),
        payments=tuple(
            Payment(p.name, p.account, p.amount, p.bank, p.employee_id)
            for p in payments[:PAYEES_SHOWN]
        ),
        payees=payments.count(),
        papers=tuple(
            Paper(p.code, p.filename, p.sha256) for p in row.papers.filter(revision=row.revision)
        ),
        entries=tuple(
            EntryCard(
                e.pk,
                e.kind,
                str(e.get_kind_display()),
                e.amount,
                e.document_id,
                e.reason,
                e.recorded_at,
            )
            for e in row.entries.all()
        ),
        may_revise=own and row.state in REVISABLE,
        may_withdraw=own and row.state == RequestState.RUNNING,
        may_reverse=row.state == RequestState.RELEASED and "bud" in people.viewer(by).kinds,
    )


def payments_of(request_id: int) -> tuple[Payment, ...]:
    """Return every payee of the request's present revision, in order; for the bank file."""
    row = known_request(request_id)
    payments = row.payments.filter(revision=row.revision)
    return tuple(Payment(p.name, p.account, p.amount, p.bank, p.employee_id) for p in payments)


def line_card(line: BudgetLine) -> LineCard:
    """Return a budget line as a plain card."""
    return LineCard(
        line_id=line.pk,
        agency_id=line.agency_id,
        agency_name=line.agency.name,
        fiscal_year=line.fiscal_year,
        code=line.code,
        title=line.title,
        ceiling=line.ceiling,
        committed=line.committed,
        spent=line.spent,
        decree=line.decree,
    )


def request_card(row: DisbursementRequest) -> RequestCard:
    """Return a request as a plain card."""
    return RequestCard(
        request_id=row.pk,
        public_id=str(row.public_id),
        kind=row.kind,
        kind_title=str(row.get_kind_display()),
        purpose=row.purpose,
        amount=row.amount,
        state=row.state,
        state_title=str(row.get_state_display()),
        agency_id=row.line.agency_id,
        agency_name=row.line.agency.name,
        line=line_card(row.line),
        maker_id=row.maker_id,
        filing_id=row.filing_id,
        revision=row.revision,
        source_ref=row.source_ref,
        submitted_at=row.submitted_at,
    )
