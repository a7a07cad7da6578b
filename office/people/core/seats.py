"""Seats: the places that wait, decide and sign; persons only hold them. Pure."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from office.indonesia.numbers import whole

POSITION = "position"


class AppointmentKind(StrEnum):
    """Offices held by decree beside the post, each for one agency. City-wide ones hang on the agency they belong to."""

    BUDGET_HOLDER = "budget_holder"
    FINANCE_VERIFIER = "finance_verifier"
    ACTIVITY_OFFICER = "activity_officer"
    BUD = "bud"
    TREASURER = "treasurer"
    INSPECTOR = "inspector"
    AGENCY_OPERATOR = "agency_operator"
    PERSONNEL = "personnel"
    PERSONNEL_AUTHORITY = "personnel_authority"


APPOINTMENT_TITLES = {
    AppointmentKind.BUDGET_HOLDER: "Pengguna Anggaran (PA/KPA)",
    AppointmentKind.FINANCE_VERIFIER: "PPK-SKPD",
    AppointmentKind.ACTIVITY_OFFICER: "PPTK",
    AppointmentKind.BUD: "Bendahara Umum Daerah (BUD)",
    AppointmentKind.TREASURER: "Bendahara Pengeluaran",
    AppointmentKind.INSPECTOR: "Inspektorat (APIP)",
    AppointmentKind.AGENCY_OPERATOR: "Operator Kepegawaian",
    AppointmentKind.PERSONNEL: "Pengelola Kepegawaian Kota",
    AppointmentKind.PERSONNEL_AUTHORITY: "Pejabat Pembina Kepegawaian (PPK)",
}
"""Official terms, never translated."""

CITY_WIDE = frozenset(
    {
        AppointmentKind.BUD,
        AppointmentKind.INSPECTOR,
        AppointmentKind.PERSONNEL,
        AppointmentKind.PERSONNEL_AUTHORITY,
    }
)
"""Kinds whose title needs no agency behind it."""


class MandateKind(StrEnum):
    """Ways to act for another seat (UU 30/2014 art. 14)."""

    PLT = "plt"
    """Pelaksana Tugas: the seat is vacant."""
    PLH = "plh"
    """Pelaksana Harian: the holder is absent for a time."""
    DELEGATION = "delegation"
    """Atas nama: the holder lets another decide beside him or her, within a scope."""


class Basis(StrEnum):
    """Why a person may act for a seat."""

    DEFINITIVE = "definitive"
    PLT = "plt"
    PLH = "plh"
    DELEGATION = "delegation"


@dataclass(frozen=True, order=True, slots=True)
class Seat:
    """A position, or an appointed office of an agency."""

    kind: str
    """`position`, or an AppointmentKind."""
    id: int
    """Position id; agency id for an appointed office."""

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"

    @classmethod
    def position(cls, position_id: int) -> Self:
        """Return the seat of a position."""
        return cls(POSITION, position_id)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the seat written as `position:12` or `bud:5`. Raises ValueError for anything else."""
        kind, _, number = text.partition(":")
        held_id = whole(number)
        if (kind != POSITION and kind not in set(AppointmentKind)) or held_id is None:
            message = f"expected a seat like position:12 or bud:5, got {text!r}"
            raise ValueError(message)
        return cls(kind, held_id)

    @property
    def is_position(self) -> bool:
        """Return whether the seat is a post, not an appointed office."""
        return self.kind == POSITION


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a right goes: procedures and amount."""

    scope: tuple[str, ...] = ()
    """Procedure kinds the right covers; empty means all."""
    limit_rupiah: int | None = None
    """Largest amount in whole rupiah; None means no limit."""

    def covers(self, procedure: str, amount_rupiah: int = 0) -> bool:
        """Return whether a procedure of that kind and amount lies within the right."""
        in_scope = not self.scope or procedure in self.scope
        return in_scope and (self.limit_rupiah is None or amount_rupiah <= self.limit_rupiah)


EVERYTHING = Reach()
"""No limit of procedure or amount."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A person who may act for a seat at the moment asked about."""

    employee_id: int
    """The person."""
    basis: str
    """A Basis: definitive, plt, plh or delegation."""
    mandate_id: int | None = None
    """The mandate, when the basis is one."""
    decree: str = ""
    """Number of the decree behind the right."""
    reach: Reach = EVERYTHING
    """Procedures and amount the right covers."""

    def covers(self, procedure: str, amount_rupiah: int = 0) -> bool:
        """Return whether the person may decide that kind of procedure over that amount."""
        return self.reach.covers(procedure, amount_rupiah)


@dataclass(frozen=True, slots=True)
class HeldSeat:
    """A seat a person may act for at the moment asked about."""

    seat: Seat
    """The seat."""
    basis: str
    """A Basis: definitive, plt, plh or delegation."""
    mandate_id: int | None = None
    """The mandate, when the basis is one."""
    decree: str = ""
    """Number of the decree behind the right."""
    reach: Reach = EVERYTHING
    """Procedures and amount the right covers."""

    def covers(self, procedure: str, amount_rupiah: int = 0) -> bool:
        """Return whether the person may decide that kind of procedure over that amount here."""
        return self.reach.covers(procedure, amount_rupiah)
