"""Who looks, and what stands around him or her: rights, mandates, logins."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from office.audit import clock
from office.audit.context import once_per_page
from office.audit.core import Actor
from office.people.core import (
    APPOINTMENT_TITLES,
    NOBODY,
    AppointmentKind,
    Basis,
    MandateCard,
    PositionCard,
    PositionKind,
    Viewer,
    rank_label,
)
from office.people.core.fields import Relation
from office.people.models import Account, Mandate
from office.people.selectors._rows import known, person_card, position_card, terms_on
from office.people.selectors.letters import inspects_person, letters_held, letters_of
from office.people.selectors.posts import position_of, positions_below, positions_of, reporting_line
from office.people.selectors.seats import seats_of

PAYING = (
    AppointmentKind.TREASURER,
    AppointmentKind.FINANCE_VERIFIER,
    AppointmentKind.BUDGET_HOLDER,
)
OFFICE_RELATIONS = {
    AppointmentKind.PERSONNEL: Relation.PERSONNEL,
    AppointmentKind.PERSONNEL_AUTHORITY: Relation.PERSONNEL,
    AppointmentKind.AGENCY_OPERATOR: Relation.OPERATOR,
    AppointmentKind.BUD: Relation.FINANCE,
    **dict.fromkeys(PAYING, Relation.FINANCE),
}
"""What an office makes of its holder for the people it is about; an inspector reads by letter."""
BASIS_LONGEST = 120
IN_OFFICE = frozenset({Basis.DEFINITIVE.value, Basis.PLT.value, Basis.PLH.value})


@once_per_page
def viewer(by: Actor) -> Viewer:
    """Return who looks, with every right at this moment; NOBODY for the public and the system. Six small queries."""
    if by.employee_id is None:
        return NOBODY
    now = clock.now()
    held, today = seats_of(by.employee_id, now), clock.local(now).date()
    posts = {h.seat.id for h in held if h.seat.is_position}
    cards = _cards(posts, today)
    in_office = [
        cards[h.seat.id]
        for h in held
        if h.seat.is_position and h.seat.id in cards and h.basis in IN_OFFICE
    ]
    own = position_of(by.employee_id, today)
    offices = tuple((h.seat.kind, h.seat.id) for h in held if not h.seat.is_position)
    return Viewer(
        employee_id=by.employee_id,
        agency_id=own.agency_id if own else None,
        position_id=own.position_id if own else None,
        seats=held,
        kinds=frozenset(kind for kind, _agency in offices),
        agency_ids_as_head=frozenset(card.agency_id for card in in_office if card.is_head),
        agency_ids_by_kind=offices,
        is_mayor=any(
            card.kind == PositionKind.ELECTED and card.reports_to_id is None for card in in_office
        ),
        letters=letters_held(by.employee_id, today)
        if any(kind == AppointmentKind.INSPECTOR for kind, _agency in offices)
        else (),
        leads=any(card.reports_to_id in posts for card in cards.values()),
    )


def agencies_led(viewer: Viewer, on: date) -> frozenset[int]:
    """Return the agencies whose head the viewer is, or whose head reports to the viewer's office, directly or by heads.

    The mayor leads all of them, the Sekda those whose heads report to the Sekda, a head the own one. A delegation
    leads nothing: it decides papers for an office, it does not hold it. One query per rung of the reporting line.
    """
    led = set(viewer.agency_ids_as_head)
    rung = {h.seat.id for h in viewer.seats if h.seat.is_position and h.basis in IN_OFFICE}
    known: set[int] = set()
    while rung:
        known |= rung
        heads = [card for card in positions_below(rung, on).values() if card.is_head]
        led |= {card.agency_id for card in heads}
        rung = {card.position_id for card in heads} - known
    return frozenset(led)


def _cards(posts: Collection[int], on: date) -> dict[int, PositionCard]:
    """Return the posts held and those that report to them, by position id. One query."""
    here = terms_on(on, Q(position_id__in=posts) | Q(reports_to_id__in=posts)) if posts else ()
    return {terms.position_id: position_card(terms) for terms in here}


@once_per_page
def relations(viewer: Viewer, subject_employee_id: int) -> frozenset[Relation]:
    """Return how the viewer stands to a person today, by rights held now; empty for a visitor."""
    if viewer.employee_id is None:
        return frozenset()
    if viewer.employee_id == subject_employee_id:
        return frozenset({Relation.SELF, *_city_relations(viewer)})
    post = positions_of([subject_employee_id], clock.today()).get(subject_employee_id)
    found = {Relation.COLLEAGUE, *_city_relations(viewer)}
    if viewer.letters and inspects_person(viewer, subject_employee_id):
        found.add(Relation.INSPECTOR)
    return frozenset(found | _line_relations(viewer, post) if post else found)


def basis_of(viewer: Viewer, subject_employee_id: int) -> str:
    """Return under what this viewer reads about a person: letter, decree of an office, or place in the line."""
    stands = relations(viewer, subject_employee_id)
    if Relation.INSPECTOR in stands:
        return _("Surat tugas %s") % ", ".join(letter.number for letter in letters_of(viewer))
    offices = [
        f"{APPOINTMENT_TITLES[AppointmentKind(held.seat.kind)]}, {held.decree}"
        for held in viewer.seats
        if not held.seat.is_position
        and (OFFICE_RELATIONS.get(AppointmentKind(held.seat.kind)) or Relation.COLLEAGUE)
        in stands - {Relation.COLLEAGUE}
    ]
    line = {
        Relation.SUPERIOR: _("Atasan langsung"),
        Relation.HEAD: _("Pimpinan dalam garis atasan"),
    }
    words = [text for relation, text in line.items() if relation in stands] or offices
    return "; ".join(words)[:BASIS_LONGEST]


def _city_relations(viewer: Viewer) -> set[Relation]:
    kinds = viewer.kinds
    found = {
        Relation.PERSONNEL: {AppointmentKind.PERSONNEL, AppointmentKind.PERSONNEL_AUTHORITY},
        Relation.FINANCE: {AppointmentKind.BUD},
    }
    return {relation for relation, wanted in found.items() if not kinds.isdisjoint(wanted)}


def _line_relations(viewer: Viewer, post: PositionCard) -> set[Relation]:
    held = {h.seat for h in viewer.seats if h.basis in IN_OFFICE}
    above = reporting_line(post.position_id)
    heads = post.agency_id in viewer.agency_ids_as_head
    found = {
        Relation.SUPERIOR: not held.isdisjoint(above[:1]),
        Relation.HEAD: heads or not held.isdisjoint(above[1:]),
        Relation.OPERATOR: post.agency_id in viewer.agency_ids(AppointmentKind.AGENCY_OPERATOR),
        Relation.FINANCE: any(post.agency_id in viewer.agency_ids(kind) for kind in PAYING),
    }
    return {relation for relation, holds in found.items() if holds}


def mandates_over(position_ids: Iterable[int], first: date, last: date) -> list[MandateCard]:
    """Return the live mandates over these positions that meet a period (inclusive), oldest first."""
    return _mandates(Q(position_id__in=set(position_ids)), first, last)


def mandates_held(employee_id: int, first: date, last: date) -> list[MandateCard]:
    """Return the live mandates a person holds that meet a period (inclusive), oldest first."""
    return _mandates(Q(holder_id=employee_id), first, last)


def _mandates(condition: Q, first: date, last: date) -> list[MandateCard]:
    rows = Mandate.objects.filter(
        condition, known(None), valid_from__lte=last, valid_until__gte=first
    )
    return [
        _mandate_card(row)
        for row in rows.select_related("holder", "position").order_by("valid_from", "id")
    ]


def _mandate_card(row: Mandate) -> MandateCard:
    return MandateCard(
        mandate_id=row.pk,
        kind=row.kind,
        position_id=row.position_id,
        position_title=row.position.title,
        holder_id=row.holder_id,
        holder_name=person_card(row.holder).full_name,
        decree=row.decree,
        valid_from=row.valid_from,
        valid_until=row.valid_until or row.valid_from,
        scope=tuple(row.scope),
        limit_rupiah=row.limit_rupiah,
    )


def demo_logins(limit: int = 60) -> list[dict[str, str]]:
    """Return the accounts of a demo city for its login page: nip, name, rank and title; never call it elsewhere."""
    rows = (
        Account.objects.filter(is_active=True, employee__isnull=False)
        .select_related("employee")
        .order_by("pk")
    )
    accounts = list(rows[:limit])
    posts = positions_of([a.employee_id for a in accounts if a.employee_id], clock.today())
    return [
        {
            "nip": account.nip,
            "name": person_card(account.employee).full_name,
            "rank": rank_label(account.employee.rank),
            "title": posts[account.employee_id].title if account.employee_id in posts else "",
            "agency": posts[account.employee_id].agency_name
            if account.employee_id in posts
            else "",
        }
        for account in accounts
        if account.employee is not None and account.employee_id is not None
    ]
