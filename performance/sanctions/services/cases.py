"""From a draft to a decision: hearing, proposal, the ladder, and the effect on pay."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from office.acts.core import ensure
from office.acts.services import act, record
from office.audit import clock
from office.audit.core import Actor
from office.people import selectors as people
from office.people import services as people_services
from office.regulations import selectors as regulations
from office.regulations.core import Sanction
from performance.sanctions import rights
from performance.sanctions.acts import Acts
from performance.sanctions.core.procedure import (
    WITH_SUPERIOR,
    CaseState,
    HearingFacts,
    first_month,
    missing_steps,
)
from performance.sanctions.counting import count_again
from performance.sanctions.errors import CaseClosed, NoSuchCase, NotFilled, NotYourCase, incomplete
from performance.sanctions.models import Hearing, SanctionCase
from performance.sanctions.papers import decision_content
from performance.tpp import services as tpp
from workflows.approval import services as approval

FLOW = "performance.sanctions.flows.SanctionFlow"


@dataclass(frozen=True, slots=True)
class CaseOutcome:
    """A case after an act."""

    case_id: int
    """Row of the case."""
    public_id: str
    """Its name in addresses."""
    state: str
    """A CaseState."""
    filing_id: int | None
    """Its filing on the ladder; None before the first proposal."""


@act(Acts.RECORD_HEARING)
def record_hearing(
    *,
    by: Actor,
    case_id: int,
    summoned_on: date,
    held_on: date,
    statement: str,
    attended: bool = True,
    witnesses: str = "",
    minutes_sha: str = "",
) -> CaseOutcome:
    """Record a summons and what came of it: the minutes of examination as text, with their file in the archive.

    A hearing list is closed once recorded. Who stays away is summoned a second time. Raises NotYourCase, CaseClosed,
    NotFilled. Source: PP 94/2021 article 26; domain.md 3.3.
    """
    case = _locked(pk=case_id)
    rights.must_act(by, case)
    ensure(case.state in WITH_SUPERIOR, CaseClosed(_("Perkara ini tidak lagi dapat diperiksa.")))
    _check_hearing(summoned_on, held_on, statement)
    number = case.hearings.count() + 1
    Hearing.objects.create(
        case=case,
        number=number,
        summoned_on=summoned_on,
        held_on=held_on,
        attended=attended,
        statement=statement.strip(),
        witnesses=witnesses.strip(),
        minutes_sha=minutes_sha,
        examiner_id=by.employee_id,
        recorded_at=clock.now(),
    )
    case.state = CaseState.HEARD
    case.save(update_fields=["state"])
    record(
        subject=case.ref,
        label=_label(case),
        personal={"statement": statement},
        number=number,
        attended=attended,
        held_on=held_on.isoformat(),
        minutes=minutes_sha,
    )
    return _outcome(case)


def _check_hearing(summoned_on: date, held_on: date, statement: str) -> None:
    ensure(statement.strip(), NotFilled(_("Isi berita acara pemeriksaan."), statement=_("Berita acara wajib diisi.")))
    if held_on < summoned_on:
        text = _("Pemeriksaan tidak mungkin mendahului panggilannya.")
        raise NotFilled(text, held_on=text)
    if held_on > clock.today():
        text = _("Pemeriksaan dicatat sesudah dilaksanakan, bukan sebelumnya.")
        raise NotFilled(text, held_on=text)


@act(Acts.PROPOSE_DECISION)
def propose_decision(*, by: Actor, case_id: int, reason: str) -> CaseOutcome:
    """Put the case on the ladder: the superior, or the authority above, decides and signs.

    The reason stands in the decision. Names every missing step of due process instead of filing a void one. Raises
    ProcessIncomplete, NotYourCase, CaseClosed, NotFilled.
    """
    case = _locked(pk=case_id)
    rights.must_act(by, case)
    ensure(case.state in WITH_SUPERIOR, CaseClosed(_("Perkara ini sudah diajukan atau selesai.")))
    ensure(reason.strip(), NotFilled(_("Tuliskan alasan usul ini."), reason=_("Alasan wajib diisi.")))
    count = count_again(case)
    hearings = [HearingFacts(h.summoned_on, h.held_on, h.attended) for h in case.hearings.all()]
    if missing := missing_steps(hearings, 0 if case.in_a_row else case.from_days, count):
        raise incomplete(missing)
    case.reason, case.state = reason.strip(), CaseState.PROPOSED
    case.proposer_id = case.proposer_id or by.employee_id  # a filing keeps its maker through all rounds
    filing = approval.submit_filing(
        by=by,
        flow=FLOW,
        maker_id=case.proposer_id,
        position_id=case.position_id,
        agency_id=case.agency_id,
        subject_ref=case.ref,
        title=_label(case),
        findings=count.days,
        contents={"sanction_decision": decision_content(case, count, regulations.in_force("sanction", clock.today()))},
        filing_id=case.filing_id,
    )
    _refuse_own_judge(case, {step.seat for step in filing.steps})
    case.filing_id = filing.filing_id
    case.save(update_fields=["reason", "proposer", "state", "filing"])
    record(subject=case.ref, label=_label(case), personal={"reason": reason}, filing=filing.filing_id, days=count.days)
    return _outcome(case)


@act(Acts.WITHDRAW_PROPOSAL)
def withdraw_proposal(*, by: Actor, case_id: int, reason: str) -> CaseOutcome:
    """Take a proposal back while nobody has decided; the case is with the superior again."""
    # No lock here: the filing is locked before the case everywhere, and the flow locks the case.
    case = _known(pk=case_id)
    ensure(by.employee_id == case.proposer_id, NotYourCase(_("Hanya pengusul yang dapat menarik usulnya.")))
    ensure(case.state == CaseState.PROPOSED, CaseClosed(_("Perkara ini tidak sedang menunggu keputusan.")))
    approval.withdraw_filing(by=by, filing_id=case.filing_id, reason=reason)
    record(subject=case.ref, label=_label(case), personal={"reason": reason})
    case.refresh_from_db()
    return _outcome(case)


@act(Acts.DROP_CASE)
def drop_case(*, by: Actor, case_id: int, reason: str) -> CaseOutcome:
    """End a case without a sanction, with the reason; by the superior or personnel."""
    case = _locked(pk=case_id)
    rights.must_act(by, case)
    ensure(case.state in WITH_SUPERIOR, CaseClosed(_("Perkara ini tidak dapat dihentikan dalam keadaan sekarang.")))
    ensure(reason.strip(), NotFilled(_("Tuliskan mengapa perkara dihentikan."), reason=_("Alasan wajib diisi.")))
    return _end(case, CaseState.DROPPED, reason.strip())


@act(Acts.DROP_CASE)
def drop_rejected_case(*, by: Actor, filing_id: int, reason: str) -> CaseOutcome:
    """End a case whose proposal the authority rejected, with the authority's reason. Called by the flow."""
    rights.only_the_ladder(by)
    return _end(_on_ladder(filing_id), CaseState.DROPPED, reason)


@act(Acts.RETURN_PROPOSAL)
def hand_back_case(*, by: Actor, filing_id: int) -> CaseOutcome:
    """Give a returned or withdrawn proposal back to who prepares it. Called by the flow."""
    rights.only_the_ladder(by)
    case = _on_ladder(filing_id)
    case.state = CaseState.RETURNED
    case.save(update_fields=["state"])
    record(subject=case.ref, label=_label(case))
    return _outcome(case)


@act(Acts.CONFIRM_CASE)
def confirm_case(*, by: Actor, filing_id: int, decided_by: int | None) -> CaseOutcome:
    """Make the signed decision final and change pay by the dated rule. Called by the flow.

    The cut and its months are the regulation's of the day of decision; it starts as the regulation says (next month).
    """
    rights.only_the_ladder(by)
    case = _on_ladder(filing_id)
    ensure(
        decided_by != case.employee_id, NotYourCase(_("Tidak seorang pun memutus perkaranya sendiri."))
    )
    law: Sanction = regulations.in_force("sanction", clock.today())
    case.effect_id = _change_pay(by, case, law)
    _tell_employee(by, case)
    return _end(case, CaseState.CONFIRMED, case.reason)


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
    )
    return effect


def _end(case: SanctionCase, state: CaseState, reason: str) -> CaseOutcome:
    case.state, case.reason, case.decided_at = state, reason, clock.now()
    case.save(update_fields=["state", "reason", "decided_at", "effect_id"])
    record(subject=case.ref, label=_label(case), personal={"reason": reason}, state=state, effect=case.effect_id)
    return _outcome(case)


def _refuse_own_judge(case: SanctionCase, judges: set[str]) -> None:
    """Refuse a chain that leads to the person the case is about."""
    held = {str(own.seat) for own in people.seats_of(case.employee_id, clock.now())}
    ensure(not held & judges, NotYourCase(_("Rantai keputusan berujung pada pegawai yang diperkarakan.")))


def _tell_employee(by: Actor, case: SanctionCase) -> None:
    people_services.notify(
        by=by,
        employee_id=case.employee_id,
        text=_("Keputusan hukuman disiplin %(label)s telah ditandatangani.") % {"label": case.label.lower()},
        link=reverse("sanctions:case", args=[case.public_id]),
    )


def _locked(**where: int) -> SanctionCase:
    return _only(SanctionCase.objects.select_for_update(of=("self",)).filter(**where))


def _known(**where: int) -> SanctionCase:
    return _only(SanctionCase.objects.filter(**where))


def _only(rows: QuerySet[SanctionCase]) -> SanctionCase:
    case = rows.first()
    if case is None:
        raise NoSuchCase(_("Perkara ini tidak ditemukan."))
    return case


def _on_ladder(filing_id: int) -> SanctionCase:
    case = _locked(filing_id=filing_id)
    ensure(case.state == CaseState.PROPOSED, CaseClosed(_("Perkara ini tidak sedang menunggu keputusan.")))
    return case


def _label(case: SanctionCase) -> str:
    return f"{case.label} {case.year}"


def _outcome(case: SanctionCase) -> CaseOutcome:
    return CaseOutcome(case.pk, str(case.public_id), case.state, case.filing_id)
