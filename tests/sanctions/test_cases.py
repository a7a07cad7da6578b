"""From absent days to a signed decision that changes pay: each step by a person, none skipped."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from office.attendance import services as attendance
from office.people import selectors as people
from performance.sanctions import selectors, services
from performance.sanctions.errors import (
    CaseClosed,
    NoSuchCase,
    NotFilled,
    NotYourCase,
    ProcessIncomplete,
)
from performance.sanctions.invariants import invariants
from performance.sanctions.models import Hearing, SanctionCase
from performance.tpp.models import SanctionEffect
from signing.models import Document
from tests.approval import city
from tests.sanctions.conftest import FIRST, workdays
from workflows.approval.models import Filing


def broken() -> list[str]:
    return [line for invariant in invariants() for line in invariant.check()[1]]


def test_four_days_absent_open_one_draft_with_its_days(court, case):
    assert (case.employee_id, case.kind, case.days, case.longest_run) == (
        court.town.people["ani"], "teguran_tertulis", 4, 4,
    )  # fmt: skip
    assert list(case.evidence.values_list("on", "basis")) == [
        (day, "absent") for day in workdays(FIRST, 4)
    ]
    assert (case.state, broken()) == ("draft", [])


def test_detecting_twice_opens_once(court, case):
    assert court.detect().opened == ()
    assert SanctionCase.objects.count() == 1
    twin = SanctionCase.objects.get()
    twin.pk, twin.public_id = None, "00000000-0000-4000-8000-000000000000"
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)


def test_days_without_any_record_in_the_agency_are_nobody_s_absence(court, case):
    """Nobody punched before August: the device was not there yet, and no absence rests on its silence."""
    assert set(SanctionCase.objects.values_list("employee_id", flat=True)) == {
        court.town.people["ani"]
    }


def test_a_head_is_counted_like_everybody(court):
    days = workdays(FIRST, 14)
    attendance.own_pin(
        by=city.CLERK, sn="SN1", pin="9", employee_id=court.town.people["gita"],
        valid_from=city.NEW_YEAR, decree="BA-2",
    )  # fmt: skip
    camat = court.town.agencies["KEC"]
    attendance.set_roster(
        by=city.CLERK, roster="kantor_5_hari", agency_id=camat, valid_from=city.NEW_YEAR, decree="S"
    )
    clerk_id = _clerk_of_the_district(court)
    attendance.own_pin(
        by=city.CLERK,
        sn="SN1",
        pin="10",
        employee_id=clerk_id,
        valid_from=city.NEW_YEAR,
        decree="BA-3",
    )
    court.pins |= {"gita": "9", "clerk": "10"}
    court.punch("clerk", days)
    court.punch("gita", days[3:])
    court.detect()
    (found,) = SanctionCase.objects.filter(agency_id=camat)
    assert (found.employee_id, found.kind) == (court.town.people["gita"], "teguran_lisan")
    assert selectors.cases_of(court.town.people["gita"])[0].is_head


def _clerk_of_the_district(court) -> int:
    post = city.people.open_position(
        by=city.CLERK, agency_id=court.town.agencies["KEC"], code="STAFKEC", title="Staf", kind="pelaksana",
        job_class=5, decree="S", valid_from=city.NEW_YEAR, reports_to_id=court.town.posts["gita"],
    )  # fmt: skip
    person = city.people.register_employee(
        by=city.CLERK, nip="198501012010011099", name="Hani", status="PNS", rank="II/a"
    )
    city.people.assign(
        by=city.CLERK, employee_id=person, position_id=post, decree="S", valid_from=city.NEW_YEAR
    )
    return person


def test_leave_recorded_later_melts_the_case(court, case):
    court.hear(case)
    attendance.record_leave(
        by=city.CLERK, employee_id=case.employee_id, kind="sick",
        valid_from=FIRST, valid_until=FIRST, decree="SK-C",
    )  # fmt: skip
    with pytest.raises(ProcessIncomplete) as refusal:
        court.propose(case)
    assert "di bawah ambang" in refusal.value.message
    services.drop_case(by=court.town.who("budi"), case_id=case.pk, reason="Ada surat dokter.")
    case.refresh_from_db()
    assert (case.state, case.reason) == ("dropped", "Ada surat dokter.")


def test_a_heavier_threshold_takes_over_the_open_draft(court, case):
    days = workdays(date(2026, 8, 24), 5)
    for key in ("budi", "citra", "dedi", "eka"):
        court.punch(key, days)
    court.detect(on=date(2026, 8, 30))
    heavier = SanctionCase.objects.exclude(pk=case.pk).get()
    case.refresh_from_db()
    assert (heavier.kind, heavier.days, case.state, case.merged_into_id) == (
        "pernyataan_tidak_puas", 8, "merged", heavier.pk,  # 25 August is Maulid Nabi
    )  # fmt: skip


def test_only_the_direct_superior_or_personnel_acts(court, case):
    for who in ("ani", "citra", "gita", "fajar"):
        with pytest.raises(NotYourCase):
            court.hear(case, who)
    assert court.hear(case, "budi").state == "heard"


def test_personnel_acts_for_a_superior_who_does_not(court, case):
    city.people.appoint(
        by=city.CLERK, employee_id=court.town.people["eka"], agency_id=court.town.agencies["SETDA"],
        kind="personnel", decree="SK", valid_from=city.NEW_YEAR,
    )  # fmt: skip
    assert court.hear(case, "eka").state == "heard"


def test_a_hearing_that_cannot_have_been_is_refused_at_its_field(court, case):
    for change in (
        {"statement": "  "},
        {"held_on": date(2026, 8, 31)},
        {"held_on": date(2026, 9, 15)},
        {"summoned_on": date(2026, 8, 20)},  # the case was opened on the 21st
        {"held_on": date(2026, 9, 9)},  # the sixth working day
    ):
        with pytest.raises(NotFilled) as refusal:
            court.hear(case, **change)
        assert set(refusal.value.fields) == set(change)


@pytest.mark.parametrize(
    ("summoned_on", "held_on", "said"),
    [
        (date(2020, 1, 1), date(2020, 1, 1), "sebelum perkara dibuka"),
        (date(2026, 9, 1), date(2026, 9, 9), "lebih pendek"),
        (date(2026, 9, 1), date(2026, 9, 10), ""),
    ],
)
def test_an_old_examination_that_was_void_blocks_the_decision(
    court, case, summoned_on, held_on, said
):
    """Recorded before the rule was known: the row stands, but nothing may rest on it."""
    Hearing.objects.create(
        case=case, number=1, summoned_on=summoned_on, held_on=held_on, attended=True, statement="x",
        examiner_id=court.town.people["budi"], recorded_at=case.opened_at,
    )  # fmt: skip
    if not said:
        assert court.propose(case).state == "proposed"
        return
    with pytest.raises(ProcessIncomplete) as refusal:
        court.propose(case)
    assert said in refusal.value.message
    (missing, *_more) = selectors.case_detail(str(case.public_id), court.town.who("budi")).missing
    assert said in missing
    court.hear(case)
    assert court.propose(case).state == "proposed"


def test_the_decree_against_a_head_is_the_deciding_office_s(court):
    days = workdays(date(2026, 8, 24), 5)
    for key in ("ani", "budi", "dedi", "eka"):
        court.punch(key, days)
    court.detect(on=date(2026, 8, 30))
    of_head = SanctionCase.objects.get(employee_id=court.town.people["citra"])
    of_staff = SanctionCase.objects.get(employee_id=court.town.people["ani"])
    for case, who, office in ((of_head, "sekda", "SETDA"), (of_staff, "budi", "KOMINFO")):
        court.hear(case, who)
        filing = court.propose(case, who).filing_id
        paper = Document.objects.get(filing_ref=f"filing:{filing}")
        agency = court.town.agencies[office]
        assert (paper.agency_id, f"/{office}/" in paper.number) == (agency, True)
        assert paper.content["agency"] == people.agency(agency).name


def test_nobody_is_judged_unheard_and_one_absence_needs_a_second_summons(court, case):
    with pytest.raises(ProcessIncomplete) as refusal:
        court.propose(case)
    assert "diperiksa" in refusal.value.message
    court.hear(case, attended=False)
    with pytest.raises(ProcessIncomplete) as refusal:
        court.propose(case)
    assert "panggilan kedua" in refusal.value.message
    court.hear(case, attended=False, held_on=date(2026, 9, 10))
    assert court.propose(case).state == "proposed"


def test_a_proposal_gives_its_reason(court, case):
    court.hear(case)
    with pytest.raises(NotFilled):
        court.propose(case, reason="  ")


def signed(court, case) -> None:
    city.give_certificates(court.town, "citra")
    court.hear(case)
    filing_id = court.propose(case).filing_id
    (done,) = court.town.sign("citra", court.town.pick(filing_id))
    assert done.ok, done.message


def test_the_authority_above_the_proposer_decides_and_pay_shrinks_next_month(court, case):
    signed(court, case)
    case.refresh_from_db()
    effect = SanctionEffect.objects.get()
    assert (case.state, case.effect_id, broken()) == ("confirmed", effect.pk, [])
    assert (effect.employee_id, effect.percent_bp, effect.from_month, effect.until_month) == (
        case.employee_id, 3_000, "2026-10", "2026-11",
    )  # fmt: skip


def test_personnel_proposes_and_the_direct_superior_decides(court, case):
    city.people.appoint(
        by=city.CLERK, employee_id=court.town.people["eka"], agency_id=court.town.agencies["SETDA"],
        kind="personnel", decree="SK", valid_from=city.NEW_YEAR,
    )  # fmt: skip
    city.give_certificates(court.town, "budi")
    court.hear(case, "eka")
    filing_id = court.propose(case, "eka").filing_id
    (done,) = court.town.sign("budi", court.town.pick(filing_id))
    assert done.ok, done.message
    assert SanctionCase.objects.get().state == "confirmed"


def test_a_rejected_proposal_ends_the_case_with_the_authority_s_reason(court, case):
    court.hear(case)
    filing_id = court.propose(case).filing_id
    court.town.decide("citra", filing_id, choice="reject", note="Alasan keluarga dapat diterima.")
    case.refresh_from_db()
    assert (case.state, case.reason) == ("dropped", "Alasan keluarga dapat diterima.")
    assert not SanctionEffect.objects.exists()


def test_a_returned_or_withdrawn_proposal_may_come_again(court, case):
    court.hear(case)
    filing_id = court.propose(case).filing_id
    court.town.decide("citra", filing_id, choice="return", note="Lengkapi berita acara.")
    assert SanctionCase.objects.get().state == "returned"
    assert court.propose(case).filing_id == filing_id
    services.withdraw_proposal(by=court.town.who("budi"), case_id=case.pk, reason="Salah tanggal")
    assert SanctionCase.objects.get().state == "returned"
    assert court.propose(case).state == "proposed"


def test_a_decided_case_is_closed(court, case):
    signed(court, case)
    for act in (lambda: court.hear(case), lambda: court.propose(case)):
        with pytest.raises(CaseClosed):
            act()
    with pytest.raises(CaseClosed):
        services.drop_case(by=court.town.who("budi"), case_id=case.pk, reason="Terlambat")


def test_nobody_confirms_beside_the_ladder(court, case):
    court.hear(case)
    filing_id = court.propose(case).filing_id
    with pytest.raises(NotYourCase):
        services.confirm_case(
            by=court.town.who("citra"), filing_id=filing_id, decided_by=court.town.people["citra"]
        )


def test_a_chain_that_leads_to_the_accused_is_refused(court, case):
    from workflows.approval.services import set_chain

    set_chain(
        by=city.CLERK, kind="sanction", agency_id=case.agency_id, valid_from=city.NEW_YEAR, decree="S",
        levels=[{"number": 1, "seats": ["position:STAF1"], "document": "sanction_decision", "due_workdays": 7}],
    )  # fmt: skip
    court.hear(case)
    with pytest.raises(NotYourCase):
        court.propose(case)
    assert Filing.objects.count() == 0


def test_who_sees_a_case(court, case):
    for who in ("ani", "budi", "citra", "fajar", "walikota"):
        assert selectors.case_detail(str(case.public_id), court.town.who(who)).card.days == 4
    for who in ("eka", "gita", "dedi"):
        by = court.town.who(who)
        assert selectors.cases_seen(by) == []
        with pytest.raises(NoSuchCase):
            selectors.case_detail(str(case.public_id), by)


def test_staff_cannot_let_the_machine_count(court):
    with pytest.raises(NotYourCase):
        services.open_draft_cases(by=court.town.who("budi"))


def test_the_periodic_job_counts_every_agency(court):
    from office.jobs.core import handler_of

    handler_of("sanctions.detect")("periodic", {})
    handler_of("sanctions.detect")("periodic", {})
    assert SanctionCase.objects.filter(employee_id=court.town.people["ani"]).count() == 1
