"""What the ladder made of a proposal: confirmed, returned or rejected. Called by the flow only."""

from django.urls import reverse
from django.utils.translation import gettext as _

from office.acts.core import ensure
from office.acts.services import act, record
from office.audit import clock
from office.audit.core import Actor
from office.notices.core import Kind
from office.notices.services import notify
from office.regulations import selectors as regulations
from office.regulations.core import Sanction
from performance.sanctions import rights
from performance.sanctions.acts import Acts
from performance.sanctions.core.procedure import CaseState, first_month
from performance.sanctions.errors import CaseClosed, NotYourCase
from performance.sanctions.models import SanctionCase
from performance.sanctions.standing import CaseOutcome, end_case, keep_case, label, locked, outcome
from performance.tpp import services as tpp


@act(Acts.DROP_CASE)
def drop_rejected_case(*, by: Actor, filing_id: int, reason: str) -> CaseOutcome:
    """End a case whose proposal the authority rejected, with the authority's reason. Called by the flow."""
    rights.only_the_ladder(by)
    return end_case(_on_ladder(filing_id), CaseState.DROPPED, reason)


@act(Acts.RETURN_PROPOSAL)
def hand_back_case(*, by: Actor, filing_id: int) -> CaseOutcome:
    """Give a returned or withdrawn proposal back to who prepares it. Called by the flow."""
    rights.only_the_ladder(by)
    case = _on_ladder(filing_id)
    case.state = CaseState.RETURNED
    case.save(update_fields=["state"])
    keep_case(case)
    record(subject=case.ref, label=label(case))
    return outcome(case)


@act(Acts.CONFIRM_CASE)
def confirm_case(*, by: Actor, filing_id: int, decided_by: int | None) -> CaseOutcome:
    """Make the signed decision final and change pay by the dated rule. Called by the flow.

    The cut and its months are the regulation's of the day of decision; it starts as the regulation says (next month).
    """
    rights.only_the_ladder(by)
    case = _on_ladder(filing_id)
    ensure(
        decided_by != case.employee_id,
        NotYourCase(_("Tidak seorang pun memutus perkaranya sendiri.")),
    )
    law: Sanction = regulations.in_force("sanction", clock.today())
    case.effect_id = _change_pay(by, case, law)
    _tell_employee(by, case)
    return end_case(case, CaseState.CONFIRMED, case.reason)


def _change_pay(by: Actor, case: SanctionCase, law: Sanction) -> int | None:
    cut = law.tpp_cut.get(case.kind)
    if cut is None:
        return None
    effect: int = tpp.apply_sanction_effect(
        by=by,
        employee_id=case.employee_id,
        percent_bp=cut.percent_bp,
        from_month=first_month(clock.today(), law.starts),
        months=cut.months,
        source_ref=case.ref,
        label=case.label,
        clause=cut.clause,
    )
    return effect


def _tell_employee(by: Actor, case: SanctionCase) -> None:
    notify(
        by=by,
        employee_id=case.employee_id,
        kind=Kind.DISCIPLINE,
        text=_("Keputusan hukuman disiplin %(label)s telah ditandatangani.")
        % {"label": case.label.lower()},
        link=reverse("sanctions:case", args=[case.public_id]),
    )


def _on_ladder(filing_id: int) -> SanctionCase:
    case = locked(filing_id=filing_id)
    ensure(
        case.state == CaseState.PROPOSED,
        CaseClosed(_("Perkara ini tidak sedang menunggu keputusan.")),
    )
    return case
