"""Signing many with one step-up: review, then a page that grows while the documents are signed."""

import hashlib
from collections.abc import Generator, Iterator, Sequence
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from office.acts.core import Problem
from office.audit import clock
from office.audit.core import rule
from office.indonesia.numbers import whole
from office.people.access import Request
from office.regulations.selectors import in_force
from workflows.approval import selectors, services
from workflows.approval.core import SignProgress
from workflows.approval.forms import BatchForm
from workflows.approval.opened import was_opened
from workflows.approval.selectors import DeskRow

FILTERS = ("kind", "unit", "q", "found", "late", "due", "sort")
SAMPLE = 3
READ_ALL_UP_TO = 3
HOLE = "<!--hasil-->"


@rule("login")
@require_POST
def review(request: Request) -> HttpResponse:
    """Show what one step-up would sign: totals, what stands out, and a sample that must have been opened."""
    rows = _chosen(request)
    if not rows:
        return redirect("approval:desk")
    return _review(request, rows, BatchForm(initial={"picks": _lines(rows)}))


def _chosen(request: Request) -> tuple[DeskRow, ...]:
    limit = in_force("sign", clock.today()).max_batch
    if request.POST.get("all"):
        filters = {name: request.POST.get(name, "") for name in FILTERS}
        return selectors.desk_selection(
            request.actor, tab=request.POST.get("tab", "mine"), filters=filters, limit=limit
        )
    named = (whole(pick) for pick in request.POST.getlist("pick"))
    picked = [step_id for step_id in named if step_id is not None]
    return selectors.desk_selection(request.actor, step_ids=picked, limit=limit)


def _lines(rows: Sequence[DeskRow]) -> str:
    return "\n".join(f"{row.step_id}:{row.revision_sha}:{uuid4()}" for row in rows)


def sample_of(rows: Sequence[DeskRow]) -> tuple[DeskRow, ...]:
    """Return the rows that must be opened before signing: all of a few, else those with findings and by lot.

    The lot falls by hash of step and revision, so nobody chooses what is read and a reload changes nothing.
    """
    if len(rows) <= READ_ALL_UP_TO:
        return tuple(rows)
    return tuple(sorted(rows, key=lambda row: (-row.findings, _lot(row)))[:SAMPLE])


def _lot(row: DeskRow) -> str:
    return hashlib.sha256(f"{row.step_id}:{row.revision_sha}".encode()).hexdigest()


def _review(
    request: HttpRequest, rows: Sequence[DeskRow], form: BatchForm, status: int = 200
) -> HttpResponse:
    shown: dict[str, Any] = {
        "rows": rows,
        "form": form,
        "sample": sample_of(rows),
        "unread": request.POST.getlist("read") if status != 200 else [],
        "total": {
            "count": len(rows),
            "people": len({row.person_id for row in rows}),
            "minutes": sum(row.minutes for row in rows),
            "amount": sum(row.amount for row in rows),
            "findings": sum(row.findings for row in rows),
        },
        "outliers": [row for row in rows if row.findings or row.is_late],
        "signs": any(row.signs for row in rows),
    }
    return render(request, "approval/review.html", shown, status=status)


@rule("login")
@sensitive_post_parameters("passphrase")
@require_POST
def sign(request: Request) -> HttpResponseBase:
    """Sign what was reviewed; the answer is a page that grows by one line per document, without script."""
    form = BatchForm(request.POST)
    known = form.is_valid() or "picks" in form.cleaned_data
    picks = form.cleaned_data["picks"] if known else ()
    rows = selectors.desk_selection(
        request.actor, step_ids=[pick.step_id for pick in picks], limit=len(picks) or 1
    )
    unread = _unread(request, rows)
    if form.is_valid() and unread:
        text = _("Buka dan baca dahulu dokumen contoh di bawah, lalu beri tanda: %(titles)s.")
        form.add_error(None, text % {"titles": ", ".join(row.title for row in unread)})
    if not form.is_valid():
        return _review(request, rows, form, status=422)
    asked = form.cleaned_data
    try:
        progress = services.sign_batch(
            by=request.actor, picks=picks, passphrase=asked["passphrase"], note=asked["note"]
        )
    except Problem as problem:
        form.add_error(
            "passphrase" if "passphrase" in problem.fields else None, str(problem.message)
        )
        return _review(request, rows, form, status=problem.status)
    return _stream(request, rows, len(picks), progress)


def _unread(request: HttpRequest, rows: Sequence[DeskRow]) -> list[DeskRow]:
    """Return the rows of the sample that lack the mark, or whose document as it is now this session never showed."""
    marked = set(request.POST.getlist("read"))
    return [
        row
        for row in sample_of(rows)
        if str(row.step_id) not in marked or not was_opened(request, row.step_id, row.revision_sha)
    ]


def _stream(
    request: Request, rows: Sequence[DeskRow], total: int, progress: Iterator[SignProgress]
) -> StreamingHttpResponse:
    shell = render_to_string("approval/signing.html", {"hole": HOLE, "total": total}, request)
    head, tail = shell.split(HOLE)
    answer = StreamingHttpResponse(_page(head, tail, {row.step_id: row for row in rows}, progress))
    answer["X-Accel-Buffering"] = "no"
    answer["Cache-Control"] = "no-store"
    return answer


def _page(
    head: str, tail: str, rows: dict[int, DeskRow], progress: Iterator[SignProgress]
) -> Generator[str, None, None]:
    """Yield the page: its head, a line per signed document, its tail. Closing it stops between documents."""
    done = total = 0
    try:
        yield head
        for one in progress:
            done, total = done + one.ok, one.total
            yield render_to_string(
                "approval/_signed.html", {"one": one, "row": rows.get(one.step_id)}
            )
        yield render_to_string(
            "approval/_signed_sum.html", {"done": done, "total": total, "left": total - done}
        )
        yield tail
    finally:
        close = getattr(progress, "close", None)
        if close is not None:
            close()
