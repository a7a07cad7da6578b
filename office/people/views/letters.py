"""Letters of assignment: who of the own inspectors may read what, over which days, until when."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from office.acts.core import Problem
from office.audit import clock
from office.audit.core import rule
from office.people import selectors, services
from office.people.access import Request
from office.people.forms import LetterForm


@rule("letters")
@require_http_methods(["GET", "POST"])
def letters(request: Request) -> HttpResponse:
    """Show the letters of the own inspectors; a post issues one."""
    today = clock.today()
    form = LetterForm(
        request.POST or None,
        inspectors=selectors.inspectors_headed(request.viewer, today),
        agencies={agency.id: agency.name for agency in selectors.agencies()},
        initial={"valid_from": today},
    )
    if request.method == "POST" and form.is_valid() and _issued(request, form):
        messages.success(request, _("Surat tugas tercatat. Ia berakhir sendiri pada tanggalnya."))
        return redirect("people:letters")
    context = {"form": form, "letters": selectors.letters_issued(request.viewer, today)}
    return render(request, "people/letters.html", context, status=422 if form.errors else 200)


def _issued(request: Request, form: LetterForm) -> bool:
    given = form.cleaned_data
    try:
        services.issue_letter(
            by=request.actor,
            employee_id=given["employee"],
            number=given["number"],
            agency_ids=given["agencies"],
            period=(given["first"], given["last"]),
            valid=(given["valid_from"], given["valid_until"]),
            key=request.POST.get("key", ""),
        )
    except Problem as problem:
        form.take(problem)
        return False
    return True


@rule("letters")
@require_POST
def end(request: Request, letter_id: int) -> HttpResponse:
    """End a letter today; one that is not on the own list does not exist."""
    shown = selectors.letters_issued(request.viewer, clock.today())
    if letter_id not in {card.letter_id for card in shown}:
        raise Http404
    try:
        services.end_letter(by=request.actor, letter_id=letter_id, key=request.POST.get("key", ""))
    except Problem as problem:
        messages.error(request, problem.message)
    else:
        messages.success(
            request, _("Surat tugas diakhiri. Mulai sekarang ia tidak membuka apa pun.")
        )
    return redirect("people:letters")
