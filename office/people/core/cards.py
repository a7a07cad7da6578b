"""What other rooms see of people and posts: small frozen cards. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from office.indonesia import full_name
from office.people.core.letters import Letter
from office.people.core.seats import AppointmentKind, HeldSeat, Seat
from office.regulations.core import PROCEDURE_TITLES


class Status(StrEnum):
    """Kinds of service."""

    PNS = "PNS"
    CPNS = "CPNS"
    PPPK = "PPPK"
    PPPK_PW = "PPPK_PW"
    """PPPK paruh waktu (since 2025)."""
    OFFICIAL = "PEJABAT"
    """Kepala daerah and wakil: in the reporting line, but no civil servant, without NIP and TPP."""


class PositionKind(StrEnum):
    """Kinds of posts (domain 7.3)."""

    ELECTED = "kepala_daerah"
    JPT = "jpt"
    ADMINISTRATOR = "administrator"
    SUPERVISOR = "pengawas"
    FUNCTIONAL = "fungsional"
    STAFF = "pelaksana"


class AgencyKind(StrEnum):
    """Kinds of agencies."""

    SECRETARIAT = "sekretariat"
    INSPECTORATE = "inspektorat"
    OFFICE = "dinas"
    BOARD = "badan"
    DISTRICT = "kecamatan"
    HOSPITAL = "rumah_sakit"
    CLINIC = "puskesmas"
    SCHOOL = "sekolah"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A civil servant as pages and papers name him or her."""

    employee_id: int
    """The row."""
    nip: str
    """18 digits, ungrouped."""
    name: str
    """Without titles."""
    title_before: str
    """Titles before the name."""
    title_after: str
    """Titles after the name."""
    rank: str
    """`III/c`, or `IX` for PPPK; empty for a Kepala Daerah."""
    status: str
    """A Status."""
    ended_on: date | None = None
    """Last day of service; None while serving."""

    @property
    def full_name(self) -> str:
        """Return the name with its titles."""
        return full_name(self.name, self.title_before, self.title_after)


@dataclass(frozen=True, slots=True)
class AgencyCard:
    """An agency."""

    id: int
    """The row."""
    code: str
    """Its code, unique in the city."""
    name: str
    """Its name."""
    zone: str
    """Time zone of its clock, such as Asia/Jakarta."""
    kind: str
    """An AgencyKind."""
    address: str = ""
    """For the heading of papers."""


@dataclass(frozen=True, slots=True)
class PositionCard:
    """A post as it is on one day."""

    position_id: int
    """The row."""
    code: str
    """Its code, unique in the city."""
    title: str
    """Its name."""
    agency_id: int
    """Its agency."""
    agency_code: str
    """Code of the agency."""
    agency_name: str
    """Name of the agency."""
    job_class: int
    """Kelas jabatan that day; 0 for a Kepala Daerah."""
    is_head: bool
    """Whether it heads its agency."""
    reports_to_id: int | None
    """The superior position that day; None at the top."""
    kind: str
    """A PositionKind."""
    zone: str = "Asia/Jakarta"
    """Time zone of the agency."""

    @property
    def seat(self) -> Seat:
        """Return the seat of this post."""
        return Seat.position(self.position_id)


@dataclass(frozen=True, slots=True)
class PersonOnPost:
    """A person and the post held that day."""

    person: PersonCard
    """Who."""
    position: PositionCard
    """Where."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Days on which a person was in one post under one class and agency without a change."""

    from_date: date
    """First day."""
    until_date: date
    """Last day, inclusive."""
    position_id: int
    """The post."""
    job_class: int
    """Its class on these days."""
    agency_id: int
    """Its agency."""
    own_or_acting: str
    """`own` for the definitive post, `acting` for one held as Plt or Plh."""
    status: str
    """Status of the person."""
    basis: str = "definitive"
    """`definitive`, `plt` or `plh`."""


@dataclass(frozen=True, slots=True)
class MandateCard:
    """A mandate as pages show it."""

    mandate_id: int
    """The row."""
    kind: str
    """plt, plh or delegation."""
    position_id: int
    """The seat's position."""
    position_title: str
    """Its name."""
    holder_id: int
    """Who may act."""
    holder_name: str
    """Full name of who may act."""
    decree: str
    """Number of the decree."""
    valid_from: date
    """First day."""
    valid_until: date
    """Last day, inclusive."""
    scope: tuple[str, ...]
    """Procedure kinds; empty means all."""
    limit_rupiah: int | None
    """Largest amount, None without limit."""

    @property
    def scope_titles(self) -> tuple[str, ...]:
        """Return the procedures it reaches by name; empty means all."""
        return tuple(PROCEDURE_TITLES.get(kind, kind) for kind in self.scope)


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks at a page, with every right that decides what is shown. Rights come from dated rows, never flags."""

    employee_id: int | None = None
    """The person; None for a visitor who is not signed in."""
    agency_id: int | None = None
    """Agency of the own post today; None without one."""
    position_id: int | None = None
    """The own post today; None without one."""
    seats: tuple[HeldSeat, ...] = ()
    """Every seat this person may act for now."""
    kinds: frozenset[str] = frozenset()
    """Appointment kinds held now."""
    agency_ids_as_head: frozenset[int] = frozenset()
    """Agencies this person heads now, definitively or acting."""
    agency_ids_by_kind: tuple[tuple[str, int], ...] = ()
    """(appointment kind, agency id) of each appointment held now."""
    is_mayor: bool = False
    """Whether this person acts for the top of the ladder (kepala daerah)."""
    leads: bool = False
    """Whether someone reports to one of the seats."""

    letters: tuple[Letter, ...] = ()
    """Letters of assignment in force, for an inspector."""

    @property
    def is_head(self) -> bool:
        """Return whether this person heads an agency now."""
        return bool(self.agency_ids_as_head)

    @property
    def is_signed_in(self) -> bool:
        """Return whether there is a person behind the request."""
        return self.employee_id is not None

    def agency_ids(self, kind: str) -> frozenset[int]:
        """Return the agencies for which this person holds an appointment kind."""
        return frozenset(agency_id for held, agency_id in self.agency_ids_by_kind if held == kind)

    def inspects(self, agency_id: int, first: date | None = None, last: date | None = None) -> bool:
        """Return whether an inspector's letter covers the agency on these days (inclusive; None: whenever)."""
        held = self.letters if AppointmentKind.INSPECTOR in self.kinds else ()
        return any(letter.covers(agency_id, first, last) for letter in held)

    def holds(self, seat: Seat) -> bool:
        """Return whether this person may act for the seat now."""
        return any(held.seat == seat for held in self.seats)


NOBODY = Viewer()
"""A visitor who is not signed in."""
