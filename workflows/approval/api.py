"""The desk and its decisions below /api/v1/desk, and the own documents below /api/v1/documents.

Nothing is signed here: a level that signs a document asks for a passphrase or a passkey, and no program is given those.
"""

from typing import Annotated, Any, Literal

from django.utils.translation import gettext as _
from ninja import Path, Query, Router

from office.acts.core import Invalid, ensure
from office.audit.core import rule
from office.people.access import Request
from office.people.core.api_keys import Scope
from office.people.operations import LARGEST_ID, IdempotencyKey, reads, writes
from workflows.approval import selectors, services
from workflows.approval.api_shapes import (
    ApprovalGiven,
    Decided,
    DeskPage,
    DocumentPage,
    RejectionGiven,
    ReturnGiven,
    Step,
    step_told,
)
from workflows.approval.core import Verb
from workflows.approval.selectors import StepDetail
from workflows.approval.selectors.own_documents import my_documents

router = Router(tags=["desk"])
documents = Router(tags=["documents"])
StepId = Annotated[int, Path(description="The `step_id` of a row of the desk.")]
MARK = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}:[0-9]{1,18}$"


@reads(router, "", Scope.DESK_READ, DeskPage)
@rule("login")
def api_desk(
    request: Request,
    tab: Annotated[
        Literal["mine", "delegated", "waiting"],
        Query(description="Own seats, seats held for others, or what waits on others."),
    ] = "mine",
    after: Annotated[
        str | None, Query(pattern=MARK, description="The `after` of the page before.")
    ] = None,
) -> Any:
    """Return a page of the desk, most urgent first: open steps this person can decide on, or that wait on others."""
    return selectors.desk(request.actor, tab, after=after or "")


@reads(router, "/{int:step_id}", Scope.DESK_READ, Step)
@rule("login")
def api_step(request: Request, step_id: StepId) -> Step:
    """Return one step with its filing, what happened to it, and whether this person can decide."""
    return step_told(_step(request, step_id))


@writes(router, "/{int:step_id}/approve", Scope.DECISIONS_WRITE, Decided)
@rule("login")
def api_approve(
    request: Request, step_id: StepId, given: ApprovalGiven, key: IdempotencyKey
) -> Any:
    """Approve where no document is signed; a level that signs is refused (422) and is decided on the page."""
    step = _step(request, step_id)
    return services.decide(**_choice(request, step, Verb.APPROVE, given, key))


@writes(router, "/{int:step_id}/return", Scope.DECISIONS_WRITE, Decided)
@rule("login")
def api_return(request: Request, step_id: StepId, given: ReturnGiven, key: IdempotencyKey) -> Any:
    """Send the filing back with a reason, to its maker or to an earlier level."""
    step = _step(request, step_id)
    # A step already decided answers by its receipt, or says who decided: its parts may have changed since.
    known = not step.may_decide or set(given.marks) <= set(step.markable)
    message = _("Bagian yang ditandai tidak ada di berkas ini.")
    ensure(known, Invalid(message, marks=message))
    return services.decide(
        **_choice(request, step, Verb.RETURN, given, key),
        to_level=given.to_level,
        marks=given.marks,
    )


@writes(router, "/{int:step_id}/reject", Scope.DECISIONS_WRITE, Decided)
@rule("login")
def api_reject(
    request: Request, step_id: StepId, given: RejectionGiven, key: IdempotencyKey
) -> Any:
    """End the filing with a reason; its maker may file anew."""
    step = _step(request, step_id)
    return services.decide(**_choice(request, step, Verb.REJECT, given, key))


@reads(documents, "", Scope.DOCUMENTS_READ, DocumentPage)
@rule("login")
def api_documents(
    request: Request,
    after: Annotated[
        int | None,
        Query(ge=1, le=LARGEST_ID, description="The `after` of the page before."),
    ] = None,
) -> Any:
    """Return the documents of the filings this person made, newest filing first."""
    return my_documents(request.actor, after)


def _step(request: Request, step_id: int) -> StepDetail:
    return selectors.step_detail(step_id, request.actor)


def _choice(
    request: Request, step: StepDetail, verb: Verb, given: ApprovalGiven | RejectionGiven, key: str
) -> dict[str, Any]:
    return {
        "by": request.actor,
        "step_id": step.step_id,
        "choice": verb.value,
        "revision_sha": given.revision_sha,
        "note": given.note,
        "key": key,
    }
