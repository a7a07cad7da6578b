"""Pages of signing: public verification, a document with its signatures, one's own certificate."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from office.acts.core import Problem
from office.archive import services as archive
from office.audit.context import surroundings
from office.audit.core import Secret, rule
from office.people.access import Request
from signing import pages, rates, selectors
from signing.core import DocumentCard, DocumentNotFound
from signing.core.contents import CONFIDENTIAL_CODES
from signing.forms import CertificateForm, CodeForm, UploadForm
from signing.keys import issue_certificate
from signing.readers import ensure_readable
from signing.validation.verify import verify


@rule(
    "public",
    why="whoever holds a paper may ask whether it is genuine; it says no more than the paper",
)
@require_http_methods(["GET", "POST"])
def verify_page(request: HttpRequest) -> HttpResponse:
    """Ask for a file or a code; a file is judged at once, a code leads to its page."""
    if request.method == "POST" and "code" in request.POST:
        return _by_code(request)
    if request.method == "POST":
        return _by_upload(request)
    return _ask(request, UploadForm(), CodeForm())


def _ask(
    request: HttpRequest, upload: UploadForm, code: CodeForm, status: int = 200
) -> HttpResponse:
    return render(request, "signing/verify.html", {"upload": upload, "code": code}, status=status)


def _by_code(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _ask(request, UploadForm(), form, status=422)
    return redirect("signing:code", code=form.cleaned_data["code"])


def _by_upload(request: HttpRequest) -> HttpResponse:
    rates.count("upload", surroundings().address, rates.UPLOADS_A_MINUTE)
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _ask(request, form, CodeForm(), status=422)
    file = form.cleaned_data["file"]
    with rates.public_child():
        verdict = verify(file.read())
    card = selectors.document_of_file(verdict.sha256) if verdict.stored else None
    if card is not None and card.code in CONFIDENTIAL_CODES:
        card = None  # whoever holds the file has read it; the register adds nothing
    context = {
        "answer": pages.answer_for(verdict),
        "verdict": verdict,
        "file_name": file.name,
        "card": card,
        "signers": pages.signers_of_card(card) if card else pages.signers_of_verdict(verdict),
        "checked_at": pages.checked_at(),
        "is_newest": card is not None and card.sha256 == verdict.sha256,
    }
    return render(request, "signing/verdict.html", context)


@rule(
    "public",
    why="the code stands on the paper, so its holder has read the document; confidential kinds show validity only",
)
@require_GET
def code_page(request: HttpRequest, code: str) -> HttpResponse:
    """Say what is known of the document whose code stands on the paper, and show the archived copy."""
    rates.count("look", surroundings().address, rates.LOOKS_A_MINUTE)
    try:
        card = selectors.document_by_code(code)
    except DocumentNotFound:
        return render(
            request,
            "signing/verdict.html",
            {"answer": pages.UNKNOWN_CODE, "code": code},
            status=404,
        )
    if card.code in CONFIDENTIAL_CODES:
        context = {
            "answer": pages.confidential(pages.answer_for_code(card)),
            "checked_at": pages.checked_at(),
        }
        return render(request, "signing/verdict.html", context)
    context = {
        "answer": pages.answer_for_code(card),
        "card": card,
        "signers": pages.signers_of_card(card),
        "checked_at": pages.checked_at(),
        "page_numbers": range(1, len(pages.page_images(card)) + 1),
        "is_newest": True,
    }
    return render(request, "signing/verdict.html", context)


@rule("public", why="the archived copy for whoever holds the paper and so its code")
@require_GET
def public_pdf(_request: HttpRequest, code: str) -> HttpResponse:
    """Return the archived copy to whoever holds the paper and so its code."""
    rates.count("look", surroundings().address, rates.LOOKS_A_MINUTE)
    return pdf_of(_public(code))


@rule("public", why="pages of that copy as images")
@require_GET
def public_png(_request: HttpRequest, code: str, page: int) -> HttpResponse:
    """Return one page of the archived copy as an image."""
    rates.count("page", surroundings().address, rates.LOOKS_A_MINUTE * 10)
    return _png(_public(code), page)


@rule("login")
@require_GET
def document_pdf(request: Request, code: str) -> HttpResponse:
    """Return a document to those who may read it."""
    return pdf_of(_readable(request, code))


@rule("login")
@require_GET
def document_png(request: Request, code: str, page: int) -> HttpResponse:
    """Return one page of a document as an image to those who may read it."""
    return _png(_readable(request, code), page)


@rule("login")
@require_GET
def document_page(request: Request, code: str) -> HttpResponse:
    """Show a document with its signatures to those who may read it."""
    card = _readable(request, code)
    context = {
        "card": card,
        "answer": pages.answer_for_code(card),
        "signers": pages.signers_of_card(card),
        "page_numbers": range(1, len(pages.page_images(card)) + 1),
    }
    return render(request, "signing/document.html", context)


@rule("login")
@sensitive_post_parameters("password", "passphrase", "again")
@require_http_methods(["GET", "POST"])
def certificate_page(request: Request) -> HttpResponse:
    """Show one's own certificates and make a new one."""
    posted = request.method == "POST"
    employee_id = request.actor.employee_id or 0
    if posted:
        rates.count("password", str(employee_id), rates.PASSWORDS_A_MINUTE)
    form = CertificateForm(request.POST if posted else None, opens=request.user.check_password)
    if posted and form.is_valid() and _issued(request, form):
        messages.success(
            request,
            _("Sertifikat dibuat. Mulai sekarang Anda menandatangani dengan frasa sandi baru."),
        )
        return redirect(reverse("signing:certificate"))
    context = {
        "form": form,
        "certificates": selectors.certificates_of(employee_id),
        "live": selectors.certificate_now(employee_id),
    }
    return render(
        request, "signing/certificate.html", context, status=422 if form.is_bound else 200
    )


def _issued(request: Request, form: CertificateForm) -> bool:
    try:
        issue_certificate(
            by=request.actor,
            employee_id=request.actor.employee_id or 0,
            passphrase=Secret(form.cleaned_data["passphrase"]),
        )
    except Problem as problem:
        form.add_error("passphrase", problem.message)
        return False
    return True


def _readable(request: Request, code: str) -> DocumentCard:
    return ensure_readable(request.viewer, selectors.document_by_code(code))


def _public(code: str) -> DocumentCard:
    """Return the document of a code unless its kind is confidential: then there is no copy for the public."""
    card = selectors.document_by_code(code)
    if card.code in CONFIDENTIAL_CODES:
        raise DocumentNotFound(_("Dokumen tidak ditemukan."))
    return card


def pdf_of(card: DocumentCard) -> HttpResponse:
    """Return the newest file of a document, to whoever was found to be a reader."""
    response = HttpResponse(archive.read(card.sha256), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{card.code}-{card.public_code}.pdf"'
    response["X-Document-SHA256"] = card.sha256
    return response


def _png(card: DocumentCard, page: int) -> HttpResponse:
    images = pages.page_images(card)
    if not 1 <= page <= len(images):
        raise DocumentNotFound(_("Halaman tidak ditemukan."))
    return HttpResponse(images[page - 1], content_type="image/png")
