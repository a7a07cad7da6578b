"""Judge old decisions: had this person, by what was recorded then, the right to act for this seat."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from office.people.core import Seat, Tenure, holders_on
from office.people.models import Appointment, Assignment, Mandate, TwoTimes
from office.people.selectors.seats import mandated, tenure_of


@dataclass(frozen=True, slots=True)
class Claim:
    """A decision somebody made for a seat."""

    ref: str
    """What it is, such as decision:12."""
    seat: Seat
    """The seat it was made for."""
    employee_id: int
    """Who made it."""
    at: datetime
    """When, aware."""


@dataclass(frozen=True, slots=True)
class _Rows:
    """Every row ever recorded about one seat."""

    held: list[Assignment | Appointment]
    given: list[Mandate]
    zone: str

    def admits(self, claim: Claim) -> bool:
        on = claim.at.astimezone(ZoneInfo(self.zone)).date()
        tenures: list[Tenure] = [
            tenure_of(row, claim.at) for row in self.held if _known(row, claim.at)
        ]
        mandates = [mandated(row, claim.at) for row in self.given if _known(row, claim.at)]
        return any(h.employee_id == claim.employee_id for h in holders_on(tenures, mandates, on))


def _known(row: TwoTimes, at: datetime) -> bool:
    return row.recorded_at <= at and (row.superseded_at is None or row.superseded_at > at)


def without_authority(claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims whose person had no right to act for the seat then, by the rows known at that moment.

    For `fsck` (I6): three queries for any number of claims.
    """
    wanted = list(claims)
    book = _read({claim.seat for claim in wanted})
    return [
        claim for claim in wanted if claim.seat not in book or not book[claim.seat].admits(claim)
    ]


def _read(seats: set[Seat]) -> dict[Seat, _Rows]:
    posts = {seat.id for seat in seats if seat.is_position}
    offices = [seat for seat in seats if not seat.is_position]
    held: dict[Seat, list[Assignment | Appointment]] = defaultdict(list)
    given: dict[Seat, list[Mandate]] = defaultdict(list)
    zones: dict[Seat, str] = {}
    for row in Assignment.objects.filter(position_id__in=posts).select_related(
        "employee", "position__agency"
    ):
        held[Seat.position(row.position_id)].append(row)
        zones[Seat.position(row.position_id)] = row.position.agency.zone
    for mandate in Mandate.objects.filter(position_id__in=posts).select_related(
        "holder", "position__agency"
    ):
        given[Seat.position(mandate.position_id)].append(mandate)
        zones[Seat.position(mandate.position_id)] = mandate.position.agency.zone
    of_kind = Appointment.objects.filter(
        kind__in={seat.kind for seat in offices}, agency_id__in={seat.id for seat in offices}
    )
    for appointment in of_kind.select_related("employee", "agency"):
        held[Seat(appointment.kind, appointment.agency_id)].append(appointment)
        zones[Seat(appointment.kind, appointment.agency_id)] = appointment.agency.zone
    return {seat: _Rows(held[seat], given[seat], zone) for seat, zone in zones.items()}
