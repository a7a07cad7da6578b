"""Writing a report: the maker's own, while it is in the maker's hand."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from office.acts.core import OtherBody
from office.archive import services as archive
from office.audit.core import Actor
from office.audit.models import Event
from tests.daily_report.conftest import MONDAY, draft, file, work
from tests.daily_report.test_evidence_files import JPEG, PDF, PNG
from workflows.daily_report import selectors, services
from workflows.daily_report.errors import (
    IncompleteReport,
    InvalidActivity,
    InvalidEvidence,
    NotYourReport,
    ReportNotFound,
    WrongState,
)
from workflows.daily_report.evidence import kept_evidence
from workflows.daily_report.models import Activity, DailyReport


def test_the_first_activity_begins_the_report_and_the_second_joins_it(office):
    first = services.add_activity(by=office.ani.actor, on=MONDAY, entry=work())
    second = services.add_activity(by=office.ani.actor, on=MONDAY, entry=work(600, 700))
    assert first.report_id == second.report_id
    report = selectors.my_report(office.ani.actor, MONDAY)
    assert [entry.interval for entry in report.entries] == [(450, 600), (600, 700)]
    assert report.state == "draft"


def test_a_draft_holds_exactly_what_was_saved_last(office):
    services.save_draft(by=office.ani.actor, on=MONDAY, activities=[work(), work(600, 700)])
    outcome = services.save_draft(
        by=office.ani.actor, on=MONDAY, activities=[work(480, 500), work(490, 510)]
    )
    assert (outcome.activities, outcome.minutes) == (2, 30)
    assert DailyReport.objects.count() == 1


def test_an_activity_that_ends_before_it_starts_is_refused_at_its_field(office):
    services.add_activity(by=office.ani.actor, on=MONDAY, entry=work())
    with pytest.raises(InvalidActivity) as refused:
        services.add_activity(by=office.ani.actor, on=MONDAY, entry=work(600, 540))
    assert list(refused.value.fields) == ["end_minute"]
    assert "sesudah jam mulai" in refused.value.message
    assert Activity.objects.count() == 1


def test_a_draft_with_one_wrong_line_names_it_and_stores_nothing(office):
    with pytest.raises(InvalidActivity, match="Kegiatan 2"):
        services.save_draft(by=office.ani.actor, on=MONDAY, activities=[work(), work(600, 600)])
    assert not DailyReport.objects.exists()


def test_the_database_itself_refuses_an_activity_that_ends_before_it_starts(office):
    report_id = draft(office.ani)
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.create(report_id=report_id, start_minute=600, end_minute=540, text="x")


def test_the_database_itself_refuses_a_second_report_of_the_same_day(office):
    draft(office.ani)
    with pytest.raises(IntegrityError), transaction.atomic():
        DailyReport.objects.create(employee_id=office.ani.id, date=MONDAY)


def test_tomorrow_cannot_be_reported(office):
    services.add_activity(by=office.ani.actor, on=date(2026, 10, 6), entry=work())
    with pytest.raises(InvalidActivity, match="belum tiba"):
        services.add_activity(by=office.ani.actor, on=date(2026, 10, 7), entry=work())


def test_a_report_has_a_person_behind_it(office):
    with pytest.raises(NotYourReport):
        services.add_activity(by=Actor.system("cli"), on=MONDAY, entry=work())


def test_a_report_that_is_filed_is_not_edited(office):
    report_id = file(office.ani).report_id
    activity = Activity.objects.get(report_id=report_id)
    for change in (
        lambda: services.add_activity(by=office.ani.actor, on=MONDAY, entry=work(600, 700)),
        lambda: services.save_draft(by=office.ani.actor, on=MONDAY, activities=[work()]),
        lambda: services.remove_activity(by=office.ani.actor, activity_id=activity.pk),
        lambda: services.copy_activities(by=office.ani.actor, on=MONDAY),
    ):
        with pytest.raises(WrongState, match="sudah diajukan"):
            change()


def test_gita_cannot_touch_what_ani_wrote(office):
    added = services.add_activity(by=office.ani.actor, on=MONDAY, entry=work())
    with pytest.raises(ReportNotFound):
        services.remove_activity(by=office.gita.actor, activity_id=added.activity_id)
    with pytest.raises(ReportNotFound):
        services.submit_daily_report(by=office.gita.actor, report_id=added.report_id)
    services.remove_activity(by=office.ani.actor, activity_id=added.activity_id)
    assert not Activity.objects.exists()


def test_the_same_key_adds_an_activity_once_and_another_body_is_refused(office):
    first = services.add_activity(by=office.ani.actor, on=MONDAY, entry=work(), key="k-1")
    again = services.add_activity(by=office.ani.actor, on=MONDAY, entry=work(), key="k-1")
    assert first == again
    assert Activity.objects.count() == 1
    with pytest.raises(OtherBody):
        services.add_activity(by=office.ani.actor, on=MONDAY, entry=work(600, 700), key="k-1")


def test_a_report_holds_a_bounded_number_of_lines(office):
    lines = [work(450 + n, 451 + n) for n in range(48)]
    services.save_draft(by=office.ani.actor, on=MONDAY, activities=lines)
    with pytest.raises(InvalidActivity, match="48"):
        services.add_activity(by=office.ani.actor, on=MONDAY, entry=work())


def test_yesterdays_activities_are_copied_once_and_without_their_files(office):
    proof = kept_evidence(PDF, "notulen.pdf")
    draft(office.ani, MONDAY, [work(evidence=proof), work(600, 700, "Rapat")])
    tuesday = date(2026, 10, 6)
    services.copy_activities(by=office.ani.actor, on=tuesday)
    outcome = services.copy_activities(by=office.ani.actor, on=tuesday)
    assert (outcome.activities, outcome.minutes) == (2, 250)
    report = selectors.my_report(office.ani.actor, tuesday)
    assert [entry.evidence for entry in report.entries] == [None, None]


def test_nothing_can_be_copied_when_nothing_was_written_before(office):
    draft(office.gita)
    with pytest.raises(IncompleteReport):
        services.copy_activities(by=office.ani.actor, on=MONDAY)


@pytest.mark.parametrize(
    ("payload", "media_type"), [(PDF, "application/pdf"), (PNG, "image/png"), (JPEG, "image/jpeg")]
)
def test_a_whole_file_proves_an_activity_and_lies_in_the_archive(office, payload, media_type):
    added = services.add_activity(by=office.ani.actor, on=MONDAY, entry=work())
    sha256 = archive.put(payload)
    services.attach_evidence(
        by=office.ani.actor, activity_id=added.activity_id, sha256=sha256, name="bukti"
    )
    (entry,) = selectors.my_report(office.ani.actor, MONDAY).entries
    assert (entry.evidence.media_type, entry.evidence.sha256) == (media_type, sha256)
    assert archive.read(entry.evidence.sha256) == payload


@pytest.mark.parametrize("payload", [b"ini bukan PDF", PDF[:-10], PDF + b" " * 5 * 1024 * 1024])
def test_a_pdf_that_is_none_proves_nothing(office, payload):
    added = services.add_activity(by=office.ani.actor, on=MONDAY, entry=work())
    with pytest.raises(InvalidEvidence):
        kept_evidence(payload, "notulen.pdf")
    with pytest.raises(InvalidEvidence):
        services.attach_evidence(
            by=office.ani.actor,
            activity_id=added.activity_id,
            sha256=archive.put(payload),
            name="notulen.pdf",
        )
    with pytest.raises(InvalidEvidence, match="belum tersimpan"):
        services.attach_evidence(
            by=office.ani.actor, activity_id=added.activity_id, sha256="0" * 64, name="x"
        )
    assert selectors.my_report(office.ani.actor, MONDAY).entries[0].evidence is None


def test_what_was_written_enters_the_trail_as_a_hash_only(office):
    secret = replace(work(), text="Menangani aduan Bapak Samsul")
    services.add_activity(by=office.ani.actor, on=MONDAY, entry=secret)
    event = Event.objects.get(act="daily_report.add_activity")
    assert "Samsul" not in event.body
    assert "activity_sha256" in event.body
