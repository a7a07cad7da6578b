"""The boss's silence costs nobody: undecided minutes count provisionally and are settled by difference."""

from datetime import date

from performance.tpp.core.facts import unpack_days
from performance.tpp.gathering import packed_months
from tests.tpp.conftest import OCTOBER, town
from workflows.daily_report import services as reports
from workflows.daily_report.core.activities import ActivityEntry

__all__ = ["town"]

DAY = date(2026, 10, 8)


def minutes_of(town):
    packed = packed_months([town.people["ani"]], OCTOBER)[town.people["ani"]]
    return unpack_days(packed.days)[DAY.day - 1].minutes_approved


def test_minutes_of_a_silent_desk_count_when_the_month_closes_and_follow_the_later_decision(
    town, at
):
    at(2026, 10, 8, 17, 0)
    entry = ActivityEntry(450, 600, "Menyusun notulen", "Notulen", 1, "dokumen", None)
    made = reports.save_draft(by=town.who("ani"), on=DAY, activities=[entry])
    filed = reports.submit_daily_report(by=town.who("ani"), report_id=made.report_id)
    at(2026, 10, 30, 8, 0)
    assert minutes_of(town) == 0  # the month is not over
    at(2026, 11, 2, 8, 0)
    assert minutes_of(town) == 150
    town.decide("budi", filed.filing_id, "return", note="buktinya kurang")
    assert minutes_of(town) == 0
