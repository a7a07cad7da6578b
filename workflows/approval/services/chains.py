"""New versions of a chain: asked for by one person, set by a second where the house wants it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from office.acts.core import Conflict, Invalid, NotAllowed, NotFound, ensure
from office.acts.services import act, record
from office.audit import clock
from office.audit.core import Actor
from office.people import selectors as people
from office.regulations.selectors import in_force
from workflows.approval import chain_rights
from workflows.approval.acts import Acts
from workflows.approval.chain_models import ChainProposal, ProposalState
from workflows.approval.services.filing import set_chain


@dataclass(frozen=True, slots=True)
class ChainAsked:
    """What asking for a new chain led to."""

    proposal_id: int | None
    """The proposal that waits for a second person; None where none is asked for."""
    chain_id: int | None
    """The new version, where it is set at once."""


@act(Acts.PROPOSE_CHAIN)
def propose_chain(
    *,
    by: Actor,
    kind: str,
    agency_id: int,
    valid_from: date,
    levels: Sequence[Mapping[str, Any]],
    decree: str,
) -> ChainAsked:
    """Ask for a new version of an agency's chain from a day on; it is set at once where no second person is asked for.

    `levels` as in the regulation. New filings only: running ones keep their seats. Raises NotAllowed, Invalid naming
    the level that cannot be climbed, Conflict while another proposal waits.
    """
    chain_rights.ensure_keeps_chains(by)
    people.agency(agency_id)
    parsed = chain_rights.parsed_chain(kind, agency_id, levels)
    chain_rights.ensure_ahead(kind, agency_id, valid_from, decree)
    if by.employee_id is None:
        raise NotAllowed(_("Rantai diusulkan oleh orang, bukan oleh sistem."))
    row = ChainProposal(
        kind=kind,
        agency_id=agency_id,
        valid_from=valid_from,
        levels=[dict(level) for level in levels],
        decree=decree,
        proposed_by_id=by.employee_id,
        proposed_at=clock.now(),
    )
    asked = _settled_at_once(row, by)
    record(
        subject=f"agency:{agency_id}",
        label=kind,
        proposal=asked.proposal_id,
        chain=asked.chain_id,
        levels=parsed,
        decree=decree,
        valid_from=valid_from,
    )
    return asked


def _settled_at_once(row: ChainProposal, by: Actor) -> ChainAsked:
    if in_force("chains", clock.today()).second_person:
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            raise Conflict(
                _("Satu usulan untuk rantai ini masih menunggu orang kedua. Batalkan dahulu.")
            ) from None
        return ChainAsked(row.pk, None)
    return ChainAsked(None, _set(row, by))


def _set(row: ChainProposal, by: Actor) -> int:
    return set_chain(
        by=by,
        kind=row.kind,
        agency_id=row.agency_id,
        valid_from=row.valid_from,
        levels=row.levels,
        decree=row.decree,
    )


@act(Acts.CONFIRM_CHAIN)
def confirm_chain(*, by: Actor, proposal_id: int) -> int:
    """Set a proposed chain as the second person and return its row.

    Another keeper of chains or the agency's head may. Raises NotFound, NotAllowed, Conflict once it is settled,
    Invalid when its first day has passed meanwhile.
    """
    row = _waiting(proposal_id)
    chain_rights.ensure_seconds(by, row.agency_id, row.proposed_by_id)
    chain_rights.parsed_chain(row.kind, row.agency_id, row.levels)
    chain_rights.ensure_ahead(row.kind, row.agency_id, row.valid_from, row.decree)
    row.chain_id = _set(row, by)
    _settle(row, by, ProposalState.CONFIRMED)
    return row.chain_id


@act(Acts.DROP_CHAIN_PROPOSAL)
def drop_chain_proposal(*, by: Actor, proposal_id: int, reason: str) -> None:
    """Drop a proposed chain with a reason: whoever proposed it, or who could set it. Raises as confirm_chain does."""
    row = _waiting(proposal_id)
    if by.employee_id != row.proposed_by_id:
        chain_rights.ensure_seconds(by, row.agency_id, row.proposed_by_id)
    ensure(reason.strip(), Invalid(_("Tulis alasannya."), reason=_("Wajib diisi.")))
    _settle(row, by, ProposalState.DROPPED, reason)


def _waiting(proposal_id: int) -> ChainProposal:
    row = ChainProposal.objects.select_for_update().filter(pk=proposal_id).first()
    if row is None:
        raise NotFound(_("Usulan ini tidak ditemukan, atau bukan untuk Anda."))
    ensure(
        row.state == ProposalState.WAITING, Conflict(_("Usulan ini sudah diputuskan. Muat ulang."))
    )
    return row


def _settle(row: ChainProposal, by: Actor, state: ProposalState, reason: str = "") -> None:
    row.state, row.settled_by_id, row.settled_at = state.value, by.employee_id, clock.now()
    row.save(update_fields=["state", "settled_by", "settled_at", "chain"])
    record(
        subject=f"agency:{row.agency_id}",
        label=row.kind,
        personal={"reason": reason} if reason else None,
        proposal=row.pk,
        chain=row.chain_id,
        state=row.state,
    )
