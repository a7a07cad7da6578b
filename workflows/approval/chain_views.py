"""Pages of the chains: what holds where, a new version with its dry run, the second person's word."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from office.acts.core import NotFound, Problem
from office.audit import clock
from office.audit.core import rule
from office.indonesia.numbers import whole
from office.people.access import Request
from workflows.approval import services
from workflows.approval.chain_forms import (
    ChainHeadForm,
    DropForm,
    LevelFormSet,
    level_rows,
    levels_of,
)
from workflows.approval.chain_rights import (
    ensure_ahead,
    keeps_chains,
    parsed_chain,
    procedures,
)
from workflows.approval.chain_words import chain_sentences
from workflows.approval.core import ChainLevel
from workflows.approval.labels import kind_label
from workflows.approval.selectors import chains as selectors

INVALID = 422
ROWS = "tingkat"


@rule("approval.chains")
@require_GET
def chains_page(request: Request) -> HttpResponse:
    """Show the chain in force for one procedure and agency, its versions, and what waits for a second person."""
    agencies = selectors.chain_agencies(request.actor)
    kinds = [(kind, kind_label(kind)) for kind in procedures()]
    kind = request.GET.get("kind", "") or kinds[0][0]
    agency_id = _number(request.GET.get("agency", "")) or next((a.id for a in agencies), 0)
    versions = selectors.chain_versions(kind, agency_id, request.actor)
    shown = {
        "agencies": agencies,
        "kinds": kinds,
        "kind": kind,
        "agency_id": agency_id,
        "now": versions[0],
        "others": versions[1:],
        "proposals": [
            (one, kind_label(one.kind)) for one in selectors.chain_proposals(request.actor)
        ],
        "may_propose": keeps_chains(request.viewer),
    }
    return render(request, "approval/chains.html", shown)


def _number(text: str) -> int:
    return whole(text) or 0


@rule("approval.chains")
@require_http_methods(["GET", "POST"])
def chain_new(request: Request) -> HttpResponse:
    """Write a new version: first read back with what it would mean, then stored or handed to a second person."""
    kind, agency_id = request.GET.get("kind", ""), _number(request.GET.get("agency", ""))
    now = selectors.chain_versions(kind, agency_id, request.actor)[0]
    documents = {"procedure": procedures()[kind]}
    if request.method == "GET":
        head = ChainHeadForm(initial={"valid_from": clock.today() + timedelta(days=1)})
        rows = LevelFormSet(initial=level_rows(now.levels), prefix=ROWS, form_kwargs=documents)
        return _new_page(request, head, rows)
    head = ChainHeadForm(request.POST)
    rows = LevelFormSet(request.POST, prefix=ROWS, form_kwargs=documents)
    if not head.is_valid() or not rows.is_valid():
        return _new_page(request, head, rows, status=INVALID)
    levels = levels_of(rows)
    try:
        parsed = parsed_chain(kind, agency_id, levels)
        ensure_ahead(kind, agency_id, **head.cleaned_data)
        if request.POST.get("store"):
            return _asked(request, kind, agency_id, levels, head)
    except Problem as problem:
        head.take(problem)
        return _new_page(request, head, rows, status=problem.status)
    return _new_page(request, head, rows, parsed)


def _new_page(
    request: Request,
    head: ChainHeadForm,
    rows: Any,
    checked: tuple[ChainLevel, ...] = (),
    status: int = 200,
) -> HttpResponse:
    kind, agency_id = request.GET.get("kind", ""), _number(request.GET.get("agency", ""))
    shown = {
        "head": head,
        "rows": rows,
        "kind": kind,
        "kind_label": kind_label(kind),
        "agency": next(a for a in selectors.chain_agencies(request.actor) if a.id == agency_id),
        "sentences": chain_sentences(checked),
        "run": selectors.dry_run(kind, agency_id, checked) if checked else None,
    }
    return render(request, "approval/chain_new.html", shown, status=status)


def _asked(
    request: Request, kind: str, agency_id: int, levels: list[dict[str, Any]], head: ChainHeadForm
) -> HttpResponse:
    asked = services.propose_chain(
        by=request.actor,
        kind=kind,
        agency_id=agency_id,
        levels=levels,
        key=request.POST.get("key", ""),
        **head.cleaned_data,
    )
    if asked.chain_id:
        messages.success(request, _("Rantai baru ditetapkan."))
    else:
        messages.success(
            request, _("Usulan tersimpan. Rantai berlaku setelah orang kedua menetapkannya.")
        )
    return _back(kind, agency_id)


@rule("approval.chains")
@require_http_methods(["GET", "POST"])
def chain_proposal(request: Request, proposal_id: int) -> HttpResponse:
    """Show a proposed version as sentences with its dry run; a post sets or drops it."""
    card = selectors.chain_proposal(proposal_id, request.actor)
    form = DropForm(request.POST if request.POST.get("act") == "drop" else None)
    problem: Problem | None = None
    if request.method == "POST" and (not form.is_bound or form.is_valid()):
        try:
            return _settled(request, card, form)
        except NotFound:
            raise
        except Problem as refused:
            problem = refused
    shown = {
        "card": card,
        "kind_label": kind_label(card.kind),
        "run": selectors.dry_run(card.kind, card.agency.id, card.levels),
        "form": form,
        "problem": problem,
    }
    status = problem.status if problem else (INVALID if form.errors else 200)
    return render(request, "approval/chain_proposal.html", shown, status=status)


def _settled(request: Request, card: selectors.ProposalCard, form: DropForm) -> HttpResponse:
    asked = {
        "by": request.actor,
        "proposal_id": card.proposal_id,
        "key": request.POST.get("key", ""),
    }
    if form.is_bound:
        services.drop_chain_proposal(**asked, reason=form.cleaned_data["reason"])
        messages.success(request, _("Usulan dibatalkan dengan alasan Anda."))
    else:
        services.confirm_chain(**asked)
        messages.success(request, _("Rantai baru ditetapkan."))
    return _back(card.kind, card.agency.id)


def _back(kind: str, agency_id: int) -> HttpResponse:
    where = urlencode([("kind", kind), ("agency", agency_id)])
    return redirect(f"{reverse('approval:chains')}?{where}")
