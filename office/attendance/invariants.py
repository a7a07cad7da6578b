"""This room's part of `fsck`."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import F, Model, Q

from office.archive.services import exists
from office.attendance.acts import Acts
from office.attendance.models import (
    Correction,
    DayFact,
    Duty,
    Leave,
    MonthLock,
    Permit,
    PinOwner,
    Punch,
    RawBatch,
)
from office.attendance.sql import missing_guards
from office.audit.core import Invariant
from office.audit.sql import missing_triggers
from office.audit.witnesses import Claims, Said, Witness, live, witnessed


def invariants() -> list[Invariant]:
    """Return what must hold of punches, files and locked days."""
    return [
        Invariant("A1", "Setiap berkas mesin tersimpan di arsip", _files_are_kept),
        Invariant(
            "A2", "Setiap rekaman berasal dari berkas mesinnya sendiri", _punches_have_their_file
        ),
        Invariant(
            "A3",
            "Penjaga basis data atas rekaman, surat, dan hari terkunci terpasang",
            _guards_stand,
        ),
        Invariant("A4", "Hari terkunci berada dalam bulan kuncinya", _locks_fit),
        witnessed("Cuti, tugas, izin, koreksi, dan PIN sama dengan jejaknya", *_witnesses()),
    ]


def _witnesses() -> Iterable[Witness]:
    """Return how the trail names papers and owners of PINs, and what its events said before rows were named."""
    papers: tuple[tuple[type[Model], Acts, Acts, Callable[[Said], Claims]], ...] = (
        (Leave, Acts.RECORD_LEAVE, Acts.REVOKE_LEAVE, _old_leave),
        (Duty, Acts.RECORD_DUTY, Acts.REVOKE_DUTY, _old_duty),
        (Permit, Acts.RECORD_PERMIT, Acts.REVOKE_PERMIT, _old_permit),
        (Correction, Acts.RECORD_CORRECTION, Acts.REVOKE_CORRECTION, _old_correction),
    )
    for model, recorded, revoked, told in papers:
        word = str(model._meta.model_name)  # noqa: SLF001 - Django's public name for it
        yield Witness(
            model=model,
            word=word,
            acts=frozenset({str(recorded), str(revoked)}),
            subjects=lambda row, word=word: [f"{word}:{row.pk}"],  # type: ignore[misc]  # binds the loop's word
            tells={str(recorded): told, str(revoked): _old_revoked},
            reads={"live": live},
        )
    yield Witness(
        model=PinOwner,
        word="pinowner",
        acts=frozenset({str(Acts.OWN_PIN)}),
        subjects=lambda row: [f"device:{row.device_id}"],
        tells={str(Acts.OWN_PIN): _old_pins},
        reads={"live": live},
        also=lambda row: f"~pin:{row.device_id}:{row.pin}:{row.employee_id}",
    )


def _own(said: Said, *names: str) -> dict[str, Any]:
    return {"employee_id": said.body["employee"], **{name: said.body[name] for name in names}}


def _old_leave(said: Said) -> Claims:
    days = _own(said, "valid_from", "valid_until", "decree")
    return {said.subject: {**days, "kind": said.label}}


def _old_duty(said: Said) -> Claims:
    return {said.subject: _own(said, "valid_from", "valid_until", "decree")}


def _old_permit(said: Said) -> Claims:
    first, last = said.body["minutes"]
    return {
        said.subject: {**_own(said, "on", "decree"), "from_minute": first, "until_minute": last}
    }


def _old_correction(said: Said) -> Claims:
    return {said.subject: _own(said, "on", "side", "minute", "decree")}


def _old_revoked(said: Said) -> Claims:
    return {said.subject: {"live": False}}


def _old_pins(said: Said) -> Claims:
    """Read a mapping from before rows were named: whose PIN it is, whatever days were laid over it later."""
    device = said.subject.partition(":")[2]
    return {f"~pin:{device}:{pin}:{owner}": {} for pin, owner in said.body["pins"].items()}


def _files_are_kept() -> tuple[int, list[str]]:
    hashes = list(RawBatch.objects.values_list("sha256", flat=True).distinct())
    return len(hashes), [
        f"berkas {sha256} tidak ada di arsip" for sha256 in hashes if not exists(sha256)
    ]


def _punches_have_their_file() -> tuple[int, list[str]]:
    stray = Punch.objects.filter(~Q(batch__device_id=F("device_id")))[:20]
    return RawBatch.objects.count(), [f"rekaman {punch}" for punch in stray]


def _guards_stand() -> tuple[int, list[str]]:
    missing = [
        *missing_guards(),
        *(name for name in missing_triggers() if name.startswith("attendance_")),
    ]
    return len(missing), [f"penjaga {name} tidak ada" for name in missing]


def _locks_fit() -> tuple[int, list[str]]:
    wrong = [
        f"hari {on.isoformat()} pegawai {employee_id} di kunci {month}"
        for employee_id, on, month in DayFact.objects.filter(lock__isnull=False).values_list(
            "employee_id", "date", "lock__month"
        )
        if f"{on:%Y-%m}" != month
    ]
    return MonthLock.objects.count(), wrong
