"""What other rooms and pages read."""

import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from office.acts.core import NotFound
from office.audit.core import Actor
from office.audit.models import Event
from office.jobs.core import handler_of
from tests.daily_report.conftest import MONDAY, draft, file, work
from tests.daily_report.test_evidence_files import PDF
from tests.daily_report.test_filing import decide
from workflows.daily_report import selectors, services
from workflows.daily_report.core.findings import Kind
from workflows.daily_report.evidence import kept_evidence
from workflows.daily_report.invariants import invariants
from workflows.daily_report.models import Activity, DailyReport, Finding

OCTOBER = (date(2026, 10, 1), date(2026, 10, 31))


def found(person, first=MONDAY, last=MONDAY):
    return [
        (f.kind, f.minutes)
        for f in selectors.findings_of([person.id], first, last).get(person.id, ())
    ]


def test_who_stays_late_and_logs_nothing_shows_without_any_report(office, punch):
    punch(office.ani, "2026-10-05 07:25:00", "2026-10-05 19:00:00")
    assert found(office.ani) == [(Kind.STAY_WITHOUT_WORK, 180)]


def test_a_draft_claims_nothing_yet_and_a_filed_report_covers_the_stay(office, punch):
    punch(office.ani, "2026-10-05 07:25:00", "2026-10-05 19:00:00")
    late = work(960, 1140, "Menyelesaikan laporan tahunan")
    report_id = draft(office.ani, MONDAY, [late])
    assert found(office.ani) == [(Kind.STAY_WITHOUT_WORK, 180)]
    services.submit_daily_report(by=office.ani.actor, report_id=report_id)
    assert found(office.ani) == []


def test_findings_follow_todays_facts_not_those_of_the_filing(office, measured, punch):
    file(office.ani)
    assert found(office.ani) == [(Kind.CLAIM_WHILE_ABSENT, 150)]
    punch(office.ani, "2026-10-05 07:25:00", "2026-10-05 16:05:00")
    assert found(office.ani) == []


def test_a_day_that_is_not_over_is_not_judged(office, punch):
    punch(office.ani, "2026-10-06 07:25:00")
    assert found(office.ani, date(2026, 10, 6), date(2026, 10, 9)) == []


def test_a_day_of_presence_without_report_is_missing_after_its_window(office, punch, at):
    punch(office.ani, "2026-10-05 07:25:00", "2026-10-05 16:05:00")
    assert selectors.missing_reports([office.ani.id, office.budi.id], *OCTOBER) == {
        office.ani.id: (MONDAY,)
    }
    assert found(office.ani) == []
    at(2026, 10, 9, 8, 0)
    assert found(office.ani) == [(Kind.REPORT_MISSING, 0)]
    file(office.ani)
    assert found(office.ani) == [(Kind.REPORT_LATE, 0)]


def test_looking_again_keeps_each_fact_once_and_clears_what_is_gone(office, punch):
    punch(office.ani, "2026-10-05 07:25:00", "2026-10-05 19:00:00")
    for _ in range(2):
        handler_of("daily_report.crosscheck")("periodic", {})
    (row,) = Finding.objects.filter(employee_id=office.ani.id)
    assert (row.kind, row.report_id, row.cleared_at) == (Kind.STAY_WITHOUT_WORK, None, None)
    assert selectors.finding_totals(*OCTOBER) == {"stay_without_work": 1}
    file(office.ani, MONDAY, [work(960, 1140)])
    handler_of("daily_report.crosscheck")("periodic", {})
    row.refresh_from_db()
    assert row.cleared_at is not None
    assert selectors.finding_totals(*OCTOBER) == {}
    assert Event.objects.filter(act="daily_report.record_findings").count() == 3


def test_the_week_strip_tells_what_each_day_lacks(measured, office, punch):
    punch(office.ani, "2026-10-05 07:25:00", "2026-10-05 16:05:00")
    strip = selectors.week_strip(office.ani.actor, date(2026, 10, 6))
    assert [day.state for day in strip] == [
        "missing",
        "empty",
        "ahead",
        "ahead",
        "ahead",
        "off",
        "off",
    ]
    assert [day.today for day in strip].index(True) == 1
    file(office.ani)
    assert selectors.week_strip(office.ani.actor, MONDAY)[0].state == "submitted"
    assert selectors.week_strip(office.gita.actor, MONDAY)[0].state == "absent"


def test_reports_are_counted_by_state(office):
    file(office.ani)
    draft(office.gita)
    counts = selectors.reports_by_state(*OCTOBER)
    assert counts == {"draft": 1, "submitted": 1, "returned": 0, "approved": 0, "rejected": 0}
    assert selectors.reports_by_state(*OCTOBER, agency_id=office.far_agency_id)["submitted"] == 0


def test_own_reports_are_read_in_pages_newest_first(office, monkeypatch):
    days = [date(2026, 9, n) for n in range(1, 30)]
    for day in days:
        draft(office.ani, day)
    first = selectors.my_reports(office.ani.actor)
    rest = selectors.my_reports(office.ani.actor, after=first.after)
    assert [row.date for row in (*first.rows, *rest.rows)] == sorted(days, reverse=True)
    assert rest.after is None
    assert selectors.my_reports(office.gita.actor).rows == ()


def test_a_report_is_read_by_its_maker_and_by_who_decides_it_and_by_nobody_else(unsigned):
    outcome = file(unsigned.ani)
    public_id = DailyReport.objects.get().public_id
    for reader in (unsigned.ani, unsigned.budi, unsigned.citra):
        assert selectors.report_card(public_id, reader.actor).report_id == outcome.report_id
    for stranger in (unsigned.gita.actor, unsigned.fajar.actor, Actor.public()):
        with pytest.raises(NotFound):
            selectors.report_card(public_id, stranger)


def test_a_draft_is_the_makers_own_even_for_the_superior(unsigned):
    outcome = file(unsigned.ani)
    services.withdraw_daily_report(
        by=unsigned.ani.actor, report_id=outcome.report_id, reason="Keliru"
    )
    public_id = DailyReport.objects.get().public_id
    with pytest.raises(NotFound):
        selectors.report_card(public_id, unsigned.budi.actor)
    assert selectors.report_card(public_id, unsigned.ani.actor).state == "draft"


def test_a_file_is_handed_only_to_who_may_read_its_report(unsigned):
    file(unsigned.ani, MONDAY, [work(evidence=kept_evidence(PDF, "notulen.pdf"))])
    report, activity = DailyReport.objects.get(), Activity.objects.get()
    assert (
        selectors.evidence_of(report.public_id, activity.pk, unsigned.budi.actor).name
        == "notulen.pdf"
    )
    with pytest.raises(NotFound):
        selectors.evidence_of(report.public_id, activity.pk, unsigned.gita.actor)
    with pytest.raises(NotFound):
        selectors.evidence_of(report.public_id, activity.pk + 1, unsigned.budi.actor)


def test_crosscheck_prints_each_finding_in_its_documented_shape(office, punch, capsys):
    punch(office.ani, "2026-10-05 07:25:00", "2026-10-05 16:05:00")
    file(office.ani, MONDAY, [work(420, 480)])
    call_command("crosscheck", "--period", "2026-10", "--nip", office.ani.nip, "--json")
    (row,) = json.loads(capsys.readouterr().out)
    assert row == {
        "nip": office.ani.nip,
        "date": "2026-10-05",
        "kind": "activity_outside_presence",
        "minutes": 25,
        "evidence": {"intervals": [[420, 445]], "activities": ["Menyusun notulen"]},
    }
    call_command("crosscheck", "--period", "2026-10", "--agency", "DINKES", "--json")
    assert json.loads(capsys.readouterr().out) == []
    call_command("crosscheck", "--period", "2026-10")
    assert "di luar rekam kehadiran (07.00–07.25)" in capsys.readouterr().out


@pytest.mark.parametrize(
    "wrong",
    [
        ["--period", "2026-13"],
        ["--period", "2026-10", "--nip", "1"],
        ["--period", "2026-10", "--agency", "X"],
    ],
)
def test_crosscheck_called_wrongly_says_so_in_one_line(office, wrong):
    with pytest.raises(CommandError) as refused:
        call_command("crosscheck", *wrong)
    assert refused.value.returncode == 2
    assert "\n" not in str(refused.value)


def test_findings_of_many_days_and_people_take_as_many_queries_as_one(office, punch):
    punch(office.ani, "2026-10-01 07:25:00", "2026-10-05 19:00:00")
    file(office.ani)
    counts = []
    for people, first, last in (
        ([office.ani], MONDAY, MONDAY),
        ([office.ani, office.budi, office.gita], *OCTOBER),
    ):
        with CaptureQueriesContext(connection) as queries:
            selectors.findings_of([person.id for person in people], first, last)
        counts.append(len(queries))
    assert counts[1] <= counts[0] + 1, counts
    assert counts[1] <= 30


def fsck() -> list[str]:
    return [offender for invariant in invariants() for offender in invariant.check()[1]]


def test_the_rooms_invariants_hold_through_a_reports_life_and_name_what_breaks_them(unsigned):
    file(unsigned.ani, MONDAY, [work(evidence=kept_evidence(PDF, "notulen.pdf"))])
    file(unsigned.budi)
    draft(unsigned.gita)
    decide(unsigned.budi)
    withdrawn = file(unsigned.gita, date(2026, 10, 2))
    services.withdraw_daily_report(
        by=unsigned.gita.actor, report_id=withdrawn.report_id, reason="Keliru"
    )
    assert fsck() == []
    ani = DailyReport.objects.filter(employee_id=unsigned.ani.id)
    ani.update(state="approved", minutes=999)
    Activity.objects.exclude(evidence_sha256="").update(evidence_sha256="0" * 64)
    ladder, evidence, minutes = fsck()
    assert ladder == f"daily_report:{ani.get().pk}: laporan approved, berkas running"
    assert evidence.endswith("bukti 000000000000 hilang")
    assert minutes == f"daily_report:{ani.get().pk}: tercatat 999 menit, kegiatan 150 menit"
