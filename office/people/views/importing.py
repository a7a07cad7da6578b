"""Employees from a file: choose, look at what would change, store."""

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from office.archive import services as archive
from office.audit.core import rule
from office.people import selectors, services
from office.people.access import Request
from office.people.forms import PeopleFileForm
from office.people.importing.columns import COLUMNS, template_csv
from office.people.problems import ImportRefused

SALT = "people.import"
SHOWN = 200
ACTION_WORDS = {
    "new_agency": gettext_lazy("Perangkat Daerah baru"),
    "new_position": gettext_lazy("Jabatan baru"),
    "new_terms": gettext_lazy("Kelas atau atasan berubah"),
    "new_person": gettext_lazy("Pegawai baru"),
    "changed_person": gettext_lazy("Data pegawai berubah"),
    "end_placement": gettext_lazy("Penempatan berakhir"),
    "corrected_placement": gettext_lazy("Penempatan dikoreksi"),
    "new_placement": gettext_lazy("Penempatan baru"),
}


@rule("personnel")
@require_http_methods(["GET", "POST"])
def choose(request: Request) -> HttpResponse:
    """Ask for the file; a post shows what it would change, and stores nothing."""
    form = PeopleFileForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "people/import.html", {"form": form, "columns": COLUMNS})
    file = form.cleaned_data["file"]
    payload = file.read()
    report = selectors.preview_import(payload)
    context = {
        "name": file.name,
        "report": report,
        "changes": [
            (change.line, ACTION_WORDS[change.action], change.subject)
            for change in report.changes[:SHOWN]
        ],
        "counts": [(ACTION_WORDS[action], count) for action, count in report.counts.items()],
        "errors": report.errors[:SHOWN],
        "ticket": ""
        if report.errors
        else signing.dumps([archive.put(payload), file.name], salt=SALT),
    }
    return render(
        request, "people/import_preview.html", context, status=422 if report.errors else 200
    )


@rule("personnel")
@require_POST
def store(request: Request) -> HttpResponse:
    """Store the file that was looked at; the same key again changes nothing."""
    try:
        sha256, name = signing.loads(request.POST.get("ticket", ""), salt=SALT, max_age=3600)
    except signing.BadSignature:
        messages.error(request, _("Pratinjau ini sudah kedaluwarsa. Pilih berkasnya sekali lagi."))
        return redirect("people:import")
    try:
        outcome = services.import_employees(
            by=request.actor,
            payload=archive.read(sha256),
            filename=name,
            key=request.POST.get("key", ""),
        )
    except ImportRefused as refused:
        messages.error(request, refused.message)
        return redirect("people:import")
    done = sum(outcome.counts.values())
    messages.success(
        request,
        _("%(rows)d baris dibaca, %(done)d perubahan disimpan.")
        % {"rows": outcome.rows, "done": done},
    )
    return redirect("people:index")


@rule("personnel")
@require_GET
def template(request: Request) -> HttpResponse:  # noqa: ARG001 - the same file for everyone
    """Return the empty template with one example line."""
    # The mark at the beginning tells spreadsheets that the text is UTF-8.
    headers = {"Content-Disposition": 'attachment; filename="templat-pegawai.csv"'}
    return HttpResponse(
        "\ufeff" + template_csv(), content_type="text/csv; charset=utf-8", headers=headers
    )
