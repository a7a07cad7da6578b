"""Telling people where a filing went: the desks it reached, or its maker."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from office.acts.core import NotAllowed, NotFound, ensure
from office.acts.services import act, record
from office.audit import clock
from office.audit.core import Actor
from office.notices.core import Kind
from office.notices.core.hooks import HookEvent
from office.notices.selectors import is_announced
from office.notices.services import announce, notify
from office.people import selectors as people
from workflows.approval.acts import Acts
from workflows.approval.core import FilingState, StepState
from workflows.approval.models import Filing, Step

ENDS = {
    FilingState.RETURNED.value: (Kind.RETURNED, _("Dikembalikan kepada Anda: %(title)s.")),
    FilingState.REJECTED.value: (Kind.REJECTED, _("Ditolak: %(title)s.")),
    FilingState.APPROVED.value: (Kind.APPROVED, _("Disetujui: %(title)s.")),
}
EVENTS = {
    FilingState.RUNNING.value: HookEvent.WAITING,
    FilingState.RETURNED.value: HookEvent.RETURNED,
    FilingState.REJECTED.value: HookEvent.REJECTED,
    FilingState.APPROVED.value: HookEvent.APPROVED,
}
SIGNED = (Kind.SIGNED, _("Selesai ditandatangani: %(title)s."))


@act(Acts.TELL)
def tell_of_filing(*, by: Actor, filing_id: int, place: Mapping[str, Any], key: str = "") -> int:
    """Tell whoever a filing's place (`round`, `level`, `state`) concerns and return how many were told; with a key, once.

    Desks are told only of steps that still wait: what was decided in between needs nobody. Work of the system; raises
    NotAllowed for a person, NotFound.
    """
    ensure(by.part, NotAllowed(str(_("Ini dilakukan oleh jam, bukan oleh orang."))))
    filing = Filing.objects.filter(pk=filing_id).first()
    if filing is None:
        raise NotFound(str(_("Berkas ini tidak ditemukan, atau bukan untuk Anda.")))
    if place["state"] == FilingState.RUNNING:
        told = _tell_desks(by, filing, place)
    else:
        told = _tell_maker(by, filing, place["state"])
    _announce(by, filing, place)
    record(subject=filing.ref, label=filing.title, of=filing.subject_ref, told=told, **place)
    return told


def _tell_desks(by: Actor, filing: Filing, place: Mapping[str, Any]) -> int:
    waiting = Step.objects.filter(
        filing=filing, round=place["round"], level=place["level"], state=StepState.OPEN
    )
    steps = {step.seat: step for step in waiting.order_by("pk")}
    holders = people.seat_holders(set(steps), clock.now())
    desks = {h.employee_id: steps[seat] for seat in steps for h in holders[seat]}
    text = str(_("Menunggu keputusan Anda: %(title)s.")) % {"title": filing.title}
    for employee_id, step in sorted(desks.items()):
        notify(
            by=by,
            employee_id=employee_id,
            kind=Kind.WAITING,
            text=text,
            link=reverse("approval:step", args=[step.pk]),
            title=filing.title,
        )
    return len(desks)


def _tell_maker(by: Actor, filing: Filing, state: str) -> int:
    signed = state == FilingState.APPROVED and any(lv["document"] for lv in filing.plan["levels"])
    kind, text = SIGNED if signed else ENDS[state]
    notify(
        by=by,
        employee_id=filing.maker_id,
        kind=kind,
        text=str(text) % {"title": filing.title},
        link=reverse("approval:filing", args=[filing.pk]),
        title=filing.title,
    )
    return 1


def _announce(by: Actor, filing: Filing, place: Mapping[str, Any]) -> None:
    """Tell other systems where the filing went: which and where, nothing about a person."""
    event = EVENTS[place["state"]]
    if not is_announced(event):
        return
    facts = {
        "filing": filing.ref,
        "procedure": filing.kind,
        "agency": people.agency(filing.agency_id).code,
        "link": settings.SITE_URL + reverse("approval:filing", args=[filing.pk]),
    }
    announce(by=by, event=event, subject=filing.ref, facts={**facts, **place})
