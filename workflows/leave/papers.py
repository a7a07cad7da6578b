"""What the letters say. Papers are Indonesian whatever the language of the page; of an illness they say nothing."""

from typing import Any

from office.audit import clock
from office.indonesia import long_date, nip_groups
from office.people import selectors as people
from office.people.core import PersonCard, PositionCard, rank_label
from workflows.leave import law
from workflows.leave.core.states import Procedure
from workflows.leave.models import AwayRequest

LEAVE_LETTER = "leave_letter"
DUTY_LETTER = "duty_letter"
"""Document codes; pinned."""

CODES = {Procedure.LEAVE: LEAVE_LETTER, Procedure.DUTY: DUTY_LETTER}
OPENINGS = {
    Procedure.LEAVE: "Dengan ini diberikan cuti kepada pegawai tersebut di bawah ini.",
    Procedure.DUTY: "Dengan ini ditugaskan pegawai tersebut di bawah ini.",
}
HANDOVER = "Sebelum menjalankannya, pegawai yang bersangkutan menyerahkan pekerjaannya kepada atasan langsung atau pelaksana harian yang disebut di atas."
REPORTING = {
    Procedure.LEAVE: "Setelah selesai menjalankan cuti, pegawai yang bersangkutan melapor kepada atasan langsungnya.",
    Procedure.DUTY: "Setelah selesai melaksanakan tugas, pegawai yang bersangkutan melaporkan hasilnya.",
}


def contents_of(row: AwayRequest, post: PositionCard) -> dict[str, dict[str, Any]]:
    """Return the content of the letter a request asks for, by document code; nothing for a permit."""
    procedure = Procedure(row.procedure)
    if procedure not in CODES:
        return {}
    person = people.person(row.employee_id)
    return {
        CODES[procedure]: {
            "agency": post.agency_name,
            "date": clock.today().isoformat(),
            "opening": [OPENINGS[procedure]],
            "facts": [*_who(person, post), *_what(row)],
            "closing": [HANDOVER, REPORTING[procedure]],
        }
    }


def _who(person: PersonCard, post: PositionCard) -> list[list[str]]:
    return [
        ["Nama", person.full_name],
        ["NIP", nip_groups(person.nip) if person.nip else "-"],
        ["Pangkat/golongan", rank_label(person.rank) or "-"],
        ["Jabatan", post.title],
    ]


def _what(row: AwayRequest) -> list[list[str]]:
    told = [
        ["Jenis", law.title_of(row.procedure, row.kind)],
        ["Lama", f"{row.days} hari{'' if _all_days(row) else ' kerja'}"],
        ["Mulai", long_date(row.first)],
        ["Sampai dengan", long_date(row.last)],
    ]
    if row.procedure == Procedure.DUTY:
        told += [["Tempat", row.place], ["Keperluan", row.reason]]
    elif row.place:
        told.append(["Alamat selama cuti", row.place])
    if row.plh_id is not None:
        told.append(["Pelaksana harian", people.person(row.plh_id).full_name])
    told.append(["Dasar", law.clause_of(row.procedure, row.kind, clock.today())])
    return told


def _all_days(row: AwayRequest) -> bool:
    return law.counts_calendar_days(row.procedure, row.kind, clock.today())


def period(row: AwayRequest) -> str:
    """Return when somebody is away: `12 Oktober 2026`, `12 Oktober 2026 - 16 Oktober 2026`, with hours for a permit."""
    if row.procedure == Procedure.PERMIT:
        return f"{long_date(row.first)} {hours(row)}"
    if row.first == row.last:
        return long_date(row.first)
    return f"{long_date(row.first)} - {long_date(row.last)}"


def hours(row: AwayRequest) -> str:
    """Return the hours of a permit: `09.00-11.30`."""
    return "-".join(
        f"{minute // 60:02d}.{minute % 60:02d}" for minute in (row.from_minute, row.until_minute)
    )


def filing_title(row: AwayRequest) -> str:
    """Return what desks and notices call the request: never the kind of a leave, which is not for every reader."""
    word = {Procedure.LEAVE: "Cuti", Procedure.DUTY: "Dinas luar", Procedure.PERMIT: "Izin"}
    return f"{word[Procedure(row.procedure)]} {period(row)}"
