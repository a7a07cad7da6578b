"""Keeping attendance: device files, devices, PINs."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from office.acts.core import Problem
from office.archive.services import put
from office.attendance.forms import AttlogForm, DeviceForm, PinForm, TrustForm
from office.attendance.problems import NoSuchDevice
from office.attendance.selectors import DeviceCard, preview_attlog
from office.attendance.selectors import devices as kept_devices
from office.attendance.selectors.kept import file_of_ticket, ticket_for
from office.attendance.services import import_attlog, own_pin, register_device, trust_clock
from office.audit.core import rule
from office.people.access import Request
from office.people.core import AgencyCard, AppointmentKind
from office.people.selectors import agencies, employee_by_nip

Form = AttlogForm | DeviceForm | PinForm | TrustForm


@rule("operator")
@require_GET
def upload(request: Request) -> HttpResponse:
    """Show the form for a device's file."""
    return _upload_page(request, AttlogForm(initial={"sn": request.GET.get("mesin", "")}))


@rule("operator")
@require_POST
def check_file(request: Request) -> HttpResponse:
    """Read the file, store no punch, and show line by line what an import would do."""
    form = AttlogForm(request.POST, request.FILES)
    if not form.is_valid():
        return _upload_page(request, form, status=422)
    sn, content = form.cleaned_data["sn"], form.cleaned_data["file"].read()
    try:
        outcome = preview_attlog(sn, content, request.actor)
    except Problem as problem:
        _place(form, problem, "file")
        return _upload_page(request, form, status=problem.status)
    ticket = ticket_for(sn, put(content))
    return render(request, "attendance/checked.html", {"outcome": outcome, "ticket": ticket})


@rule("operator")
@require_POST
def import_file(request: Request) -> HttpResponse:
    """Import the file that was checked, and show what became of it."""
    sn, content = file_of_ticket(request.POST.get("ticket", ""))
    outcome = import_attlog(
        by=request.actor, sn=sn, content=content, key=request.POST.get("key", "")
    )
    messages.success(
        request,
        _("%(new)d rekaman baru dari mesin %(sn)s disimpan; %(duplicate)d sudah ada.")
        % {"new": outcome.new, "sn": sn, "duplicate": outcome.duplicate},
    )
    return redirect("attendance:devices")


@rule("operator")
@require_GET
def devices(request: Request) -> HttpResponse:
    """List the devices the reader keeps."""
    return render(request, "attendance/devices.html", {"devices": kept_devices(request.actor)})


@rule("operator")
@require_http_methods(["GET", "POST"])
def device(request: Request, sn: str) -> HttpResponse:
    """Show one device; register it (`act=register`), map a PIN (`act=pin`), end the doubts (`act=trust`)."""
    card = next((card for card in kept_devices(request.actor) if card.sn == sn), None)
    if card is None:
        raise NoSuchDevice(_("Mesin %(sn)s tidak ditemukan.") % {"sn": sn})
    forms = _device_forms(request, card)
    chosen = forms.get(request.POST.get("act", ""))
    if chosen is not None and chosen.is_valid() and _done(request, card, chosen):
        return redirect("attendance:device", sn=sn)
    status = 422 if request.method == "POST" else 200
    return render(request, "attendance/device.html", {"device": card, **forms}, status=status)


def _device_forms(request: Request, card: DeviceCard) -> dict[str, Form]:
    given = {
        name: request.POST if request.POST.get("act") == name else None
        for name in ("register", "pin", "trust")
    }
    initial = {"name": card.name, "agency_id": card.agency_id, "zone": card.zone}
    first_pin = card.unmapped_pins[0] if card.unmapped_pins else ""
    return {
        "register": DeviceForm(
            given["register"], initial=initial, agencies=_kept_agencies(request)
        ),
        "pin": PinForm(given["pin"], initial={"pin": first_pin}),
        "trust": TrustForm(given["trust"]),
    }


def _done(request: Request, card: DeviceCard, form: Form) -> bool:
    key, values = request.POST.get("key", ""), form.cleaned_data
    try:
        if isinstance(form, DeviceForm):
            register_device(by=request.actor, key=key, sn=card.sn, **values)
            messages.success(request, _("Mesin %(sn)s terdaftar.") % {"sn": card.sn})
        elif isinstance(form, TrustForm):
            trust_clock(by=request.actor, key=key, sn=card.sn, **values)
            messages.success(
                request, _("Jam mesin %(sn)s dinyatakan sudah diperiksa.") % {"sn": card.sn}
            )
        else:
            _own(request, card, values, key)
    except Problem as problem:
        _place(
            form, problem, next(name for name in ("nip", "name", "reason") if name in form.fields)
        )
        return False
    return True


def _own(request: Request, card: DeviceCard, values: dict[str, object], key: str) -> None:
    who = employee_by_nip(str(values["nip"]))
    own_pin(
        by=request.actor,
        key=key,
        sn=card.sn,
        pin=values["pin"],
        employee_id=who.employee_id,
        valid_from=values["valid_from"],
        decree=values["decree"],
    )
    messages.success(
        request,
        _("PIN %(pin)s kini milik %(name)s.") % {"pin": values["pin"], "name": who.full_name},
    )


def _kept_agencies(request: Request) -> list[AgencyCard]:
    if AppointmentKind.PERSONNEL in request.viewer.kinds:
        return agencies()
    kept = request.viewer.agency_ids(AppointmentKind.AGENCY_OPERATOR)
    return [card for card in agencies() if card.id in kept]


def _place(form: Form, problem: Problem, default: str) -> None:
    """Show a refusal at the fields it names, or at the given one."""
    placed = {name: text for name, text in problem.fields.items() if name in form.fields}
    for name, text in (placed or {default: problem.message}).items():
        form.add_error(name, text)


def _upload_page(request: Request, form: AttlogForm, status: int = 200) -> HttpResponse:
    content = {"form": form, "devices": kept_devices(request.actor)}
    return render(request, "attendance/upload.html", content, status=status)
