"""From a draft to a proposal: hearing, proposal, withdrawal, and dropping."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from office.acts.core import ensure
from office.acts.services import act, keep, record
from office.audit import clock
from office.audit.core import Actor
from office.indonesia import long_date
from office.people import selectors as people
from office.regulations import selectors as regulations
from performance.sanctions import hearings, rights
from performance.sanctions.acts import Acts
from performance.sanctions.core.counter import AbsenceCount
from performance.sanctions.core.procedure import (
    WITH_SUPERIOR,
    CaseState,
    missing_steps,
)
from performance.sanctions.counting import count_again, still_reached
from performance.sanctions.errors import CaseClosed, NotFilled, NotYourCase, incomplete
from performance.sanctions.models import Hearing, SanctionCase
from performance.sanctions.papers import decision_content
from performance.sanctions.standing import (
    CaseOutcome,
    end_case,
    keep_case,
    known,
    label,
    locked,
    outcome,
)
from workflows.approval import selectors as ladder
from workflows.approval import services as approval

HEARD = (
    "case_id",
    "number",
    "summoned_on",
    "held_on",
    "attended",
    "minutes_sha",
    "examiner_id",
)
"""What the trail holds of a hearing in plain columns."""
FLOW = "performance.sanctions.flows.SanctionFlow"


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
    case = locked(pk=case_id)
    examiner_id = rights.must_act(by, case)
    ensure(case.state in WITH_SUPERIOR, CaseClosed(_("Perkara ini tidak lagi dapat diperiksa.")))
    _check_hearing(statement, held_on)
    _check_dates(case, summoned_on, held_on)
    number = case.hearings.count() + 1
    hearing = Hearing.objects.create(
        case=case,
        number=number,
        summoned_on=summoned_on,
        held_on=held_on,
        attended=attended,
        statement=statement.strip(),
        witnesses=witnesses.strip(),
        minutes_sha=minutes_sha,
        examiner_id=examiner_id,
        recorded_at=clock.now(),
    )
    keep("hearing", hearing, *HEARD, personal=("statement", "witnesses"))
    case.state = CaseState.HEARD
    case.save(update_fields=["state"])
    keep_case(case)
    record(
        subject=case.ref,
        label=label(case),
        personal={"statement": hearing.statement},
        number=number,
        attended=attended,
        held_on=held_on.isoformat(),
        minutes=minutes_sha,
    )
    return outcome(case)


def _check_hearing(statement: str, held_on: date) -> None:
    ensure(
        statement.strip(),
        NotFilled(_("Isi berita acara pemeriksaan."), statement=_("Berita acara wajib diisi.")),
    )
    if held_on > clock.today():
        text = _("Pemeriksaan dicatat sesudah dilaksanakan, bukan sebelumnya.")
        raise NotFilled(text, held_on=text)


def _check_dates(case: SanctionCase, summoned_on: date, held_on: date) -> None:
    """Refuse a summons or an examination that would be void, at its field and with the day it may be."""
    if held_on < summoned_on:
        text = _("Pemeriksaan tidak mungkin mendahului panggilannya.")
        raise NotFilled(text, held_on=text)
    dates = hearings.dates_of(case)
    if summoned_on < dates.opened_on:
        text = _(
            "Panggilan tidak mungkin mendahului perkara, yang dibuka %(day)s. Panggil pegawai sesudahnya."
        ) % {"day": long_date(dates.opened_on)}
        raise NotFilled(text, summoned_on=text)
    if held_on < dates.last_counted:
        text = _("Hari terakhir yang dihitung ialah %(day)s; pemeriksaan dilakukan sesudahnya.") % {
            "day": long_date(dates.last_counted)
        }
        raise NotFilled(text, held_on=text)
    earliest = hearings.earliest_on(case, summoned_on)
    rule = hearings.law_of(case).summons
    if earliest is not None and rule is not None and held_on < earliest:
        text = _(
            "Dari panggilan sampai pemeriksaan paling sedikit %(n)d hari kerja (%(clause)s): paling cepat %(day)s."
        ) % {"n": rule.workdays, "clause": rule.clause, "day": long_date(earliest)}
        raise NotFilled(text, held_on=text)


@act(Acts.PROPOSE_DECISION)
def propose_decision(*, by: Actor, case_id: int, reason: str) -> CaseOutcome:
    """Put the case on the ladder: the superior, or the authority above, decides and signs.

    The reason stands in the decision. Names every missing step of due process instead of filing a void one. Raises
    ProcessIncomplete, NotYourCase, CaseClosed, NotFilled.
    """
    case = locked(pk=case_id)
    proposer_id = rights.must_act(by, case)
    ensure(case.state in WITH_SUPERIOR, CaseClosed(_("Perkara ini sudah diajukan atau selesai.")))
    ensure(
        reason.strip(), NotFilled(_("Tuliskan alasan usul ini."), reason=_("Alasan wajib diisi."))
    )
    count = count_again(case)
    if missing := missing_steps(
        hearings.facts_of(case), hearings.dates_of(case), still_reached=still_reached(case, count)
    ):
        raise incomplete(missing)
    case.reason, case.state = reason.strip(), CaseState.PROPOSED
    # A filing keeps its maker through all rounds.
    case.proposer_id = case.proposer_id or proposer_id
    case.filing_id = _file(case, count, by)
    case.save(update_fields=["reason", "proposer", "state", "filing"])
    keep_case(case, "proposer_id", "filing_id")
    record(
        subject=case.ref,
        label=label(case),
        personal={"reason": case.reason},
        filing=case.filing_id,
        days=count.days,
    )
    return outcome(case)


@act(Acts.WITHDRAW_PROPOSAL)
def withdraw_proposal(*, by: Actor, case_id: int, reason: str) -> CaseOutcome:
    """Take a proposal back while nobody has decided; the case is with the superior again."""
    # No lock here: the filing is locked before the case everywhere, and the flow locks the case.
    case = known(pk=case_id)
    ensure(
        by.employee_id == case.proposer_id,
        NotYourCase(_("Hanya pengusul yang dapat menarik usulnya.")),
    )
    ensure(
        case.state == CaseState.PROPOSED,
        CaseClosed(_("Perkara ini tidak sedang menunggu keputusan.")),
    )
    approval.withdraw_filing(by=by, filing_id=case.filing_id, reason=reason)
    record(subject=case.ref, label=label(case), personal={"reason": reason})
    case.refresh_from_db()
    return outcome(case)


@act(Acts.DROP_CASE)
def drop_case(*, by: Actor, case_id: int, reason: str) -> CaseOutcome:
    """End a case without a sanction, with the reason; by the superior or personnel."""
    case = locked(pk=case_id)
    rights.must_act(by, case)
    ensure(
        case.state in WITH_SUPERIOR,
        CaseClosed(_("Perkara ini tidak dapat dihentikan dalam keadaan sekarang.")),
    )
    ensure(
        reason.strip(),
        NotFilled(_("Tuliskan mengapa perkara dihentikan."), reason=_("Alasan wajib diisi.")),
    )
    return end_case(case, CaseState.DROPPED, reason.strip())


def _file(case: SanctionCase, count: AbsenceCount, by: Actor) -> int:
    """Put the case on the ladder of the accused's own superiors and return the filing."""
    law = regulations.in_force("sanction", clock.today())
    where: dict[str, Any] = {
        "maker_id": case.proposer_id,
        "position_id": case.position_id,
        "agency_id": case.agency_id,
        "filing_id": case.filing_id,
    }
    # The decree is the deciding official's: it bears the letterhead and the number of that office.
    issuer_id = ladder.issuing_agency(kind="sanction", **where)
    filing = approval.submit_filing(
        by=by,
        flow=FLOW,
        subject_ref=case.ref,
        title=label(case),
        findings=count.days,
        contents={"sanction_decision": decision_content(case, count, law, issuer_id)},
        issuer_id=issuer_id,
        **where,
    )
    _refuse_own_judge(case, {step.seat for step in filing.steps})
    number: int = filing.filing_id
    return number


def _refuse_own_judge(case: SanctionCase, judges: set[str]) -> None:
    """Refuse a chain that leads to the person the case is about."""
    held = {str(own.seat) for own in people.seats_of(case.employee_id, clock.now())}
    ensure(
        not held & judges,
        NotYourCase(_("Rantai keputusan berujung pada pegawai yang diperkarakan.")),
    )
