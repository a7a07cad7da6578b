"""Shared reading of dated rows: what holds on a day, and what was known."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q

from office.people.core import AgencyCard, PersonCard, PositionCard
from office.people.models import Agency, Employee, PositionTerms


def known(at: datetime | None, prefix: str = "") -> Q:
    """Return the rows that are live now, or those that were known at a moment."""
    superseded = f"{prefix}superseded_at"
    if at is None:
        return Q(**{f"{superseded}__isnull": True})
    was_live = Q(**{f"{superseded}__isnull": True}) | Q(**{f"{superseded}__gt": at})
    return Q(**{f"{prefix}recorded_at__lte": at}) & was_live


def overlapping(first: date, last: date, prefix: str = "") -> Q:
    """Return the rows whose days meet the period (both ends inclusive)."""
    until = f"{prefix}valid_until"
    return Q(**{f"{prefix}valid_from__lte": last}) & (
        Q(**{f"{until}__isnull": True}) | Q(**{f"{until}__gte": first})
    )


def live_on(on: date, prefix: str = "") -> Q:
    """Return the live rows that cover a day."""
    return known(None, prefix) & overlapping(on, on, prefix)


def ended_before(until: date | None, ended_on: date | None) -> date | None:
    """Return the last day of a tenure: service may end before the decree does."""
    known_ends = [day for day in (until, ended_on) if day is not None]
    return min(known_ends) if known_ends else None


def end_known(row: Employee, at: datetime | None) -> date | None:
    """Return the last day of service, as known at a moment (None: as known now).

    A retirement recorded late ends nothing that was decided before anybody had written it down.
    """
    if at is not None and row.ended_recorded_at is not None and row.ended_recorded_at > at:
        return None
    return row.ended_on


def person_card(row: Employee) -> PersonCard:
    """Return the card of a loaded row."""
    return PersonCard(
        employee_id=row.pk,
        nip=row.nip,
        name=row.name,
        title_before=row.title_before,
        title_after=row.title_after,
        rank=row.rank,
        status=row.status,
        ended_on=row.ended_on,
    )


def agency_card(row: Agency) -> AgencyCard:
    """Return the card of a loaded row."""
    return AgencyCard(row.pk, row.code, row.name, row.zone, row.kind, row.address)


def position_card(terms: PositionTerms) -> PositionCard:
    """Return the card of loaded terms with position and agency."""
    position, agency = terms.position, terms.position.agency
    return PositionCard(
        position_id=position.pk,
        code=position.code,
        title=position.title,
        agency_id=agency.pk,
        agency_code=agency.code,
        agency_name=agency.name,
        job_class=terms.job_class,
        is_head=position.is_head,
        reports_to_id=terms.reports_to_id,
        kind=position.kind,
        zone=agency.zone,
    )


def terms_on(on: date, condition: Q) -> Iterable[PositionTerms]:
    """Return terms that hold on a day, with position and agency loaded, one row per position."""
    return PositionTerms.objects.filter(live_on(on) & condition).select_related("position__agency")
