"""Writes of payment: requests on the ladder, reservations, and the release of funds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from office.acts.core import ensure
from office.acts.services import act, keep, record
from office.audit import clock
from office.audit.core import Actor
from workflows.approval import services as approval
from workflows.disbursement import rights
from workflows.disbursement.acts import Acts
from workflows.disbursement.core.requests import REVISABLE, Draft, RequestState
from workflows.disbursement.drafts import checked, draft_of, write_rows
from workflows.disbursement.errors import NotFilled, NotYourAgency, WrongState
from workflows.disbursement.locks import locked_filing, locked_request
from workflows.disbursement.models import DisbursementRequest, LedgerEntry
from workflows.disbursement.papers import contents_of
from workflows.disbursement.reservation import free, reserve, spend, take_back

FLOW = "workflows.disbursement.flows.DisbursementFlow"


REQUEST = ("kind", "line_id", "maker_id", "amount", "revision", "filing_id", "source_ref")
"""What the trail holds of a request."""


ENTRY = ("line_id", "request_id", "kind", "amount", "document_id", "reverses_id")
"""What the trail holds of an entry."""


@dataclass(frozen=True, slots=True)
class RequestOutcome:
    """A request after an act."""

    request_id: int
    """Row of the request."""
    public_id: str
    """Its name in addresses."""
    filing_id: int | None
    """Its filing on the ladder; None before the first submission."""
    state: str
    """A RequestState."""


@act(Acts.SUBMIT_REQUEST)
def submit_request(
    *,
    by: Actor,
    kind: str,
    line_id: int,
    amount: int,
    purpose: str,
    payments: Sequence[Mapping[str, Any]],
    papers: Sequence[Mapping[str, str]] = (),
    source_ref: str = "",
    maker_id: int | None = None,
) -> RequestOutcome:
    """Reserve whole rupiah on a budget line and put the request on the ladder; return where it stands.

    `payments` are maps of name, account, amount and optionally bank and employee_id (the name may then be left out);
    together they are the amount. `papers` are maps of code, filename and sha256 of archived files. A request that an
    upper room opens by the system names its `source_ref` (`tpp_run:4`), whose signed list stands for the papers, and
    the `maker_id` answerable for it (default: the agency's treasurer). One source opens one request.

    Raises IncompleteRequest with every fault at its field, OverTheLine, NotYourAgency. Source: PP 12/2019,
    Permendagri 77/2020 (domain.md 5.2): reserve at submission, release on return.
    """
    line = rights.usable_line(line_id)
    maker = rights.maker_of(by, maker_id, line)
    draft = checked(
        draft_of(kind, amount, purpose, payments, papers), line, from_source=bool(source_ref)
    )
    request = DisbursementRequest.objects.create(
        kind=draft.kind,
        line=line,
        maker_id=maker,
        amount=draft.amount,
        purpose=draft.purpose,
        source_ref=source_ref,
        submitted_at=clock.now(),
    )
    return _file(request, draft, by)


@act(Acts.RESUBMIT_REQUEST)
def resubmit_request(
    *,
    by: Actor,
    request_id: int,
    amount: int,
    purpose: str,
    payments: Sequence[Mapping[str, Any]],
    papers: Sequence[Mapping[str, str]] = (),
) -> RequestOutcome:
    """Submit a returned or withdrawn request again as its next revision; reserves the new amount.

    Earlier payees, papers and documents stay as they were. Papers that are not given anew are taken over.
    """
    request = locked_request(request_id)
    ensure(
        rights.is_maker(by, request),
        NotYourAgency(_("Hanya pembuat permintaan yang dapat mengajukannya lagi.")),
    )
    ensure(
        request.state in REVISABLE,
        WrongState(_("Permintaan ini tidak sedang menunggu perbaikan Anda.")),
    )
    draft = draft_of(request.kind, amount, purpose, payments, papers or rights.papers_of(request))
    draft = checked(draft, request.line, from_source=bool(request.source_ref))
    request.amount, request.purpose = draft.amount, draft.purpose
    request.revision += 1
    request.submitted_at = clock.now()
    return _file(request, draft, by)


def _file(request: DisbursementRequest, draft: Draft, by: Actor) -> RequestOutcome:
    """Write the revision's rows, climb the ladder, and reserve last: the line stays locked only for the commit."""
    request.state = RequestState.RUNNING
    request.save()
    write_rows(request, draft)
    filing = approval.submit_filing(
        by=by,
        flow=FLOW,
        maker_id=request.maker_id,
        position_id=rights.position_of_maker(request),
        agency_id=request.line.agency_id,
        subject_ref=request.ref,
        title=_label(request),
        amount=request.amount,
        contents=contents_of(request, draft.payments),
        filing_id=request.filing_id,
    )
    request.filing_id = filing.filing_id
    request.save(update_fields=["filing"])
    reserve(request.line_id, request.amount)
    keep("disbursement_request", request, *REQUEST, personal=("purpose",))
    record(
        subject=request.ref,
        label=_label(request),
        line=request.line_id,
        amount=request.amount,
        revision=request.revision,
        filing=filing.filing_id,
        source=request.source_ref,
    )
    return _outcome(request)


@act(Acts.WITHDRAW_REQUEST)
def withdraw_request(*, by: Actor, request_id: int, reason: str) -> RequestOutcome:
    """Take a running request back to draft while nobody has decided; its reservation is freed by the flow."""
    # No lock here: the filing is locked before the request everywhere, and the flow locks the request.
    request = rights.known_request(request_id)
    ensure(
        rights.is_maker(by, request),
        NotYourAgency(_("Hanya pembuat permintaan yang dapat menariknya.")),
    )
    ensure(
        request.state == RequestState.RUNNING,
        WrongState(_("Permintaan ini tidak sedang diproses.")),
    )
    approval.withdraw_filing(by=by, filing_id=request.filing_id, reason=reason)
    record(subject=request.ref, label=_label(request), personal={"reason": reason})
    request.refresh_from_db()
    return _outcome(request)


@act(Acts.FREE_RESERVATION)
def free_reservation(*, by: Actor, filing_id: int, state: str) -> RequestOutcome:
    """Give the reserved money back when the ladder returned, rejected or withdrew the filing.

    `state` is the RequestState the request takes: returned, rejected or draft. Called by the flow.
    """
    rights.only_the_ladder(by)
    request = locked_filing(filing_id)
    ensure(
        request.state == RequestState.RUNNING,
        WrongState(_("Permintaan ini tidak sedang diproses.")),
    )
    request.state = RequestState(state)
    request.save(update_fields=["state"])
    free(request.line_id, request.amount)
    record(
        subject=request.ref,
        label=_label(request),
        state=state,
        line=request.line_id,
        amount=request.amount,
    )
    return _outcome(request)


@act(Acts.RELEASE_FUNDS)
def release_funds(*, by: Actor, filing_id: int) -> RequestOutcome:
    """Spend the reserved money when the SP2D is signed: one ledger entry, exactly once. Called by the flow."""
    rights.only_the_ladder(by)
    request = locked_filing(filing_id)
    ensure(
        request.state == RequestState.RUNNING,
        WrongState(_("Permintaan ini tidak sedang diproses.")),
    )
    request.state = RequestState.RELEASED
    request.save(update_fields=["state"])
    spend(request.line_id, request.amount)
    entry = LedgerEntry.objects.create(
        line_id=request.line_id,
        request=request,
        kind=LedgerEntry.SPENDING,
        amount=request.amount,
        document_id=rights.sp2d_of(filing_id).id,
        recorded_at=clock.now(),
    )
    keep("ledger_entry", entry, *ENTRY)
    record(
        subject=request.ref,
        label=_label(request),
        line=request.line_id,
        amount=request.amount,
        entry=entry.pk,
        document=entry.document_id,
    )
    return _outcome(request)


@act(Acts.REVERSE_RELEASE)
def reverse_release(*, by: Actor, request_id: int, reason: str) -> RequestOutcome:
    """Bring back money the bank could not pay out: a reversal in the ledger, never a change of the entry. BUD only."""
    request = locked_request(request_id)
    ensure(
        rights.is_bud(by),
        NotYourAgency(_("Hanya Bendahara Umum Daerah yang dapat membalik pencairan.")),
    )
    ensure(
        request.state == RequestState.RELEASED,
        WrongState(_("Permintaan ini belum cair, jadi tidak dapat dibalik.")),
    )
    ensure(
        reason.strip(),
        NotFilled(_("Tuliskan mengapa pencairan ini dibalik."), reason=_("Alasan wajib diisi.")),
    )
    entry = request.entries.get(kind=LedgerEntry.SPENDING)
    request.state = RequestState.REVERSED
    request.save(update_fields=["state"])
    take_back(request.line_id, request.amount)
    back = LedgerEntry.objects.create(
        line_id=request.line_id,
        request=request,
        kind=LedgerEntry.REVERSAL,
        amount=entry.amount,
        document_id=entry.document_id,
        reverses=entry,
        reason=reason,
        recorded_at=clock.now(),
    )
    keep("ledger_entry", back, *ENTRY)
    record(
        subject=request.ref,
        label=_label(request),
        line=request.line_id,
        amount=entry.amount,
        reverses=entry.pk,
    )
    return _outcome(request)


@act(Acts.DOWNLOAD_BANK_FILE)
def record_bank_file(*, by: Actor, request_id: int, sha256: str) -> int:
    """Note that the bank's transfer list of a released request was downloaded, by whom and with which content."""
    request = locked_request(request_id)
    rights.must_pay_out(by, request)
    ensure(
        request.state == RequestState.RELEASED,
        WrongState(_("Berkas bank tersedia setelah SP2D ditandatangani.")),
    )
    record(subject=request.ref, label=_label(request), sha256=sha256)
    return request.pk


def _label(request: DisbursementRequest) -> str:
    return f"{request.kind} {request.purpose}"[:200]


def _outcome(request: DisbursementRequest) -> RequestOutcome:
    return RequestOutcome(request.pk, str(request.public_id), request.filing_id, request.state)
