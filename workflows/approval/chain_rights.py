"""Who keeps the chains, and which seats and documents a chain may name."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from office.acts.core import Invalid, NotAllowed, ensure
from office.audit import clock
from office.audit.core import Actor
from office.people import selectors as people
from office.people.core import AppointmentKind, Viewer
from office.regulations.selectors import in_force
from workflows.approval.core import (
    BadChain,
    ChainLevel,
    Procedure,
    levels_for,
    parse_levels,
    turning_points,
)
from workflows.approval.flows import LadderFlow
from workflows.approval.models import Chain

KEEPERS = (AppointmentKind.PERSONNEL, AppointmentKind.PERSONNEL_AUTHORITY)


def procedures() -> dict[str, Procedure]:
    """Return every procedure that runs on the ladder, by kind."""
    found = {flow.procedure.kind: flow.procedure for flow in LadderFlow.__subclasses__()}
    return dict(sorted(found.items()))


def keeps_chains(viewer: Viewer) -> bool:
    """Return whether this person may ask for a new chain: personnel of the city, or its authority."""
    return not viewer.kinds.isdisjoint(KEEPERS)


def seconds_chains(viewer: Viewer, agency_id: int) -> bool:
    """Return whether this person may say the second word on a chain of the agency: a keeper or its head."""
    return keeps_chains(viewer) or agency_id in viewer.agency_ids_as_head


def ensure_keeps_chains(by: Actor) -> None:
    """Raise NotAllowed unless the actor is the system or keeps the chains."""
    ensure(
        by.part or keeps_chains(people.viewer(by)),
        NotAllowed(_("Rantai persetujuan ditetapkan oleh pengelola kepegawaian kota.")),
    )


def ensure_may_set(by: Actor, agency_id: int) -> None:
    """Raise NotAllowed unless the actor is the system or may say the second word on a chain of the agency."""
    ensure(
        by.part or seconds_chains(people.viewer(by), agency_id),
        NotAllowed(_("Rantai persetujuan ditetapkan oleh pengelola kepegawaian kota.")),
    )


def ensure_seconds(by: Actor, agency_id: int, proposed_by: int) -> None:
    """Raise NotAllowed unless the actor may say the second word and is not the first person."""
    ensure(
        by.employee_id != proposed_by,
        NotAllowed(_("Anda yang mengusulkan rantai ini. Penetapannya oleh orang kedua.")),
    )
    ensure(
        seconds_chains(people.viewer(by), agency_id),
        NotAllowed(
            _(
                "Rantai ini ditetapkan oleh pengelola kepegawaian lain atau kepala Perangkat Daerahnya."
            )
        ),
    )


def ensure_can_be_climbed(kind: str, agency_id: int, levels: tuple[ChainLevel, ...]) -> None:
    """Raise Invalid unless every seat exists and every document of the procedure is signed at every amount."""
    procedure = procedures().get(kind)
    if procedure is None:
        raise Invalid(_("Prosedur ini tidak dikenal."))
    for name in {name for level in levels for name in level.seats}:
        ensure(
            _exists(name, agency_id),
            Invalid(_("Kursi %(name)s tidak ada. Periksa kodenya.") % {"name": name}),
        )
    wanted = signed_by_law(kind, clock.today())
    for amount in turning_points(levels):
        signed = _documents(levels_for(levels, amount))
        ensure(
            signed == wanted,
            Invalid(
                _("Setiap jumlah harus melewati penandatangan dokumen ini: %(codes)s.")
                % {"codes": ", ".join(sorted(wanted)) or _("tidak ada")}
            ),
        )


def signed_by_law(kind: str, on: date) -> frozenset[str]:
    """Return the documents the regulation's own chain of a procedure signs: its reactions count on them."""
    usual = in_force("chains", on).levels.get(kind, ())
    return frozenset(level.document for level in usual if level.document)


def _documents(levels: Iterable[ChainLevel]) -> frozenset[str]:
    return frozenset(level.document for level in levels if level.document)


def _exists(name: str, agency_id: int) -> bool:
    kind, _sep, value = name.partition(":")
    if kind == "position":
        return people.position_by_code(value) is not None
    if kind == "appointment":
        return value in set(AppointmentKind)
    return name != "head" or people.head_seat(agency_id, clock.today()) is not None


def parsed_chain(
    kind: str, agency_id: int, levels: Sequence[Mapping[str, Any]]
) -> tuple[ChainLevel, ...]:
    """Return the levels of a chain an agency could climb; raises Invalid naming what is wrong."""
    try:
        parsed = parse_levels(levels)
    except BadChain as fault:
        raise Invalid(
            _("Rantai persetujuan tidak dapat dipakai: %(fault)s.") % {"fault": fault}
        ) from None
    ensure_can_be_climbed(kind, agency_id, parsed)
    return parsed


def ensure_ahead(kind: str, agency_id: int, valid_from: date, decree: str) -> None:
    """Raise Invalid unless there is a decree and a day that has not passed and has no version yet."""
    ensure(decree.strip(), Invalid(_("Isi nomor keputusannya."), decree=_("Wajib diisi.")))
    message = _("Rantai baru berlaku untuk berkas baru. Pilih hari ini atau sesudahnya.")
    ensure(valid_from >= clock.today(), Invalid(message, valid_from=message))
    taken = Chain.objects.filter(kind=kind, agency_id=agency_id, valid_from=valid_from)
    message = _("Sudah ada rantai yang berlaku mulai hari itu. Pilih hari lain.")
    ensure(not taken.exists(), Invalid(message, valid_from=message))
