"""Who somebody is, and which agencies there are."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from office.audit.context import once_per_page
from office.people.core import AgencyCard, PersonCard
from office.people.models import Account, Agency, Employee
from office.people.problems import NoSuchPerson, NoSuchPlace
from office.people.selectors._rows import agency_card, person_card


@once_per_page
def person(employee_id: int) -> PersonCard:
    """Return the card of one employee. Raises NoSuchPerson."""
    return _only(Q(pk=employee_id))


def employee_by_nip(nip: str) -> PersonCard:
    """Return the card of the employee with this NIP (18 digits, ungrouped). Raises NoSuchPerson."""
    return _only(Q(nip=nip))


def _only(condition: Q) -> PersonCard:
    row = Employee.objects.filter(condition).first()
    if row is None:
        raise NoSuchPerson(_("Pegawai ini tidak ditemukan. Periksa NIP-nya."))
    return person_card(row)


def people_by_id(employee_ids: Iterable[int]) -> dict[int, PersonCard]:
    """Return cards by employee id, in one query; unknown ids are left out."""
    return {row.pk: person_card(row) for row in Employee.objects.filter(pk__in=set(employee_ids))}


def employees_by_nip(nips: Iterable[str]) -> dict[str, PersonCard]:
    """Return cards by NIP, in one query; unknown numbers are left out."""
    return {row.nip: person_card(row) for row in Employee.objects.filter(nip__in=set(nips))}


def find_people(text: str, limit: int = 20) -> list[PersonCard]:
    """Return at most `limit` people whose name contains the text or whose NIP starts with it."""
    wanted = Q(name__icontains=text) | Q(nip__startswith=text.replace(" ", ""))
    return [person_card(row) for row in Employee.objects.filter(wanted).order_by("name")[:limit]]


@once_per_page
def agency(agency_id: int) -> AgencyCard:
    """Return the card of one agency. Raises NoSuchPlace."""
    return _only_agency(Q(pk=agency_id))


def agency_by_code(code: str) -> AgencyCard:
    """Return the card of the agency with this code. Raises NoSuchPlace."""
    return _only_agency(Q(code=code))


def _only_agency(condition: Q) -> AgencyCard:
    row = Agency.objects.filter(condition).first()
    if row is None:
        raise NoSuchPlace(_("Perangkat Daerah ini tidak ditemukan. Periksa kodenya."))
    return agency_card(row)


@once_per_page
def agencies() -> list[AgencyCard]:
    """Return every agency, by code. One query; a city has some dozens."""
    return [agency_card(row) for row in Agency.objects.order_by("code")]


def agencies_by_id(agency_ids: Iterable[int]) -> dict[int, AgencyCard]:
    """Return cards by agency id, out of all agencies: pages ask for several sets of them."""
    wanted = set(agency_ids)
    return {card.id: card for card in agencies() if card.id in wanted} if wanted else {}


def mail_address(employee_id: int) -> str:
    """Return the e-mail address of a person's open account; empty without one. One query."""
    found = Account.objects.filter(employee_id=employee_id, is_active=True)
    return found.values_list("email", flat=True).first() or ""


def has_open_account(employee_id: int) -> bool:
    """Return whether a person has an account that is not closed. One query."""
    return Account.objects.filter(employee_id=employee_id, is_active=True).exists()
