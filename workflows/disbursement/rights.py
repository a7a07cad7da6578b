"""Who may do what with a request: rights come from dated appointments, asked at the moment of the act."""

from django.utils.translation import gettext as _

from office.acts.core import ensure
from office.audit import clock
from office.audit.core import Actor
from office.people import selectors as people
from office.people.core import AppointmentKind, Seat, Viewer
from signing import selectors as signing
from signing.core.types import DocumentCard
from workflows.disbursement.errors import NoSuchRequest, NotYourAgency, WrongState
from workflows.disbursement.models import BudgetLine, DisbursementRequest

MAKERS = (AppointmentKind.TREASURER, AppointmentKind.ACTIVITY_OFFICER)
"""Offices that prepare a request (domain.md 5.1: the treasurer files, or the PPTK for LS)."""
FINANCE = (*MAKERS, AppointmentKind.FINANCE_VERIFIER, AppointmentKind.BUDGET_HOLDER)
"""Offices of an agency that see all of its requests."""
CITY_FINANCE = frozenset({AppointmentKind.BUD, AppointmentKind.INSPECTOR})
"""Offices that see the requests of every agency."""


def usable_line(line_id: int) -> BudgetLine:
    """Return the budget line with its agency; raises NoSuchRequest for an unknown one."""
    line = BudgetLine.objects.select_related("agency").filter(pk=line_id).first()
    if line is None:
        raise NoSuchRequest(
            _("Pos anggaran tidak ditemukan."), line=_("Pilih pos anggaran dari daftar.")
        )
    return line


def known_request(request_id: int) -> DisbursementRequest:
    """Return the request; raises NoSuchRequest."""
    request = DisbursementRequest.objects.filter(pk=request_id).first()
    if request is None:
        raise NoSuchRequest(_("Permintaan pencairan tidak ditemukan."))
    return request


def maker_of(by: Actor, maker_id: int | None, line: BudgetLine) -> int:
    """Return who answers for a new request on a line; raises NotYourAgency.

    A person must hold a maker's office in the line's agency now. The system opens a request for a named maker, or for
    the treasurer: somebody must be kept from deciding on it (four eyes).
    """
    if by.employee_id is not None:
        mine = people.viewer(by)
        allowed = any(line.agency_id in mine.agency_ids(kind) for kind in MAKERS)
        ensure(
            allowed,
            NotYourAgency(
                _(
                    "Hanya bendahara pengeluaran atau PPTK perangkat daerah ini yang dapat mengajukan permintaan."
                )
            ),
        )
        return by.employee_id
    return maker_id or _treasurer(line)


def _treasurer(line: BudgetLine) -> int:
    seat = Seat(AppointmentKind.TREASURER, line.agency_id)
    holders = people.seat_holders([seat], clock.now()).get(seat, ())
    if not holders:
        raise NotYourAgency(
            _("%(agency)s belum mempunyai bendahara pengeluaran. Catat penunjukannya lebih dahulu.")
            % {"agency": line.agency.name}
        )
    return holders[0].employee_id


def position_of_maker(request: DisbursementRequest) -> int:
    """Return the maker's own position today; raises WrongState for a maker without one."""
    position = people.position_of(request.maker_id, clock.today())
    if position is None:
        raise WrongState(_("Pembuat permintaan tidak mempunyai jabatan hari ini."))
    return position.position_id


def is_maker(by: Actor, request: DisbursementRequest) -> bool:
    """Return whether the actor made the request."""
    return by.employee_id is not None and by.employee_id == request.maker_id


def is_bud(by: Actor) -> bool:
    """Return whether the actor is BUD now."""
    return AppointmentKind.BUD in people.viewer(by).kinds


def only_the_ladder(by: Actor) -> None:
    """Refuse everybody but the flow: money moves by decisions on the ladder, never by a call beside it."""
    ensure(by.part, NotYourAgency(_("Dana hanya bergerak melalui keputusan pada berkasnya.")))


def must_pay_out(by: Actor, request: DisbursementRequest) -> None:
    """Refuse everybody but BUD and the treasurer of the agency: the bank file carries account numbers."""
    ensure(
        pays_out(people.viewer(by), request.line.agency_id),
        NotYourAgency(
            _("Berkas bank hanya untuk BUD dan bendahara pengeluaran perangkat daerah ini.")
        ),
    )


def pays_out(reader: Viewer, agency_id: int) -> bool:
    """Return whether this person hands transfer lists to the bank: BUD, or the agency's treasurer."""
    return AppointmentKind.BUD in reader.kinds or agency_id in reader.agency_ids(
        AppointmentKind.TREASURER
    )


def sees_accounts(reader: Viewer, agency_id: int) -> bool:
    """Return whether this person reads whole account numbers (field table: bank_account): finance only."""
    held = (reader.agency_ids(kind) for kind in FINANCE)
    return AppointmentKind.BUD in reader.kinds or any(agency_id in agencies for agencies in held)


def may_keep_budget(by: Actor) -> bool:
    """Return whether the actor may open and import budget lines: BUD, or a command on the server."""
    return bool(by.part) or is_bud(by)


def papers_of(request: DisbursementRequest) -> list[dict[str, str]]:
    """Return the papers of the request's present revision, as a new revision takes them over."""
    rows = request.papers.filter(revision=request.revision)
    return [{"code": row.code, "filename": row.filename, "sha256": row.sha256} for row in rows]


def sp2d_of(filing_id: int) -> DocumentCard:
    """Return the newest SP2D of a filing; raises WrongState when the ladder ended without one."""
    found = [card for card in signing.documents_of(f"filing:{filing_id}") if card.code == "sp2d"]
    ensure(found, WrongState(_("SP2D belum ada, jadi dana tidak dapat dicairkan.")))
    return max(found, key=lambda card: card.id)
