"""This room's part of `fsck`."""

from django.db.models import F, Q

from office.archive.services import exists
from office.attendance.models import DayFact, MonthLock, Punch, RawBatch
from office.attendance.sql import missing_guards
from office.audit.core import Invariant
from office.audit.sql import missing_triggers


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
    ]


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
