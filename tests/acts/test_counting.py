"""The shared cache: small values in the database, so that every process counts the same tries."""

import pytest
from django.core.cache import caches
from django.db import connection

from office.acts.counting import SharedCounts, forget_expired
from office.acts.models import Count

pytestmark = pytest.mark.django_db


@pytest.fixture
def counts():
    Count.objects.all().delete()
    return SharedCounts("", {"KEY_PREFIX": "test"})


def another_process():
    return SharedCounts("", {"KEY_PREFIX": "test"})


def test_what_one_process_counts_another_sees(counts):
    counts.add("tries", 0, timeout=60)
    counts.incr("tries")
    assert another_process().incr("tries") == 2
    assert counts.get("tries") == 2


def test_a_history_of_moments_is_kept_as_it_was(counts):
    counts.set("history", [1.5, 2.25], 60)
    assert another_process().get("history") == [1.5, 2.25]


def test_of_two_that_add_one_wins_until_it_expires(counts, at):
    at(2026, 10, 5, 8, 0)
    assert counts.add("lock", value=True, timeout=10)
    assert not another_process().add("lock", value=True, timeout=10)
    at(2026, 10, 5, 8, 1)
    assert another_process().add("lock", value=True, timeout=10)


def test_an_expired_count_is_none(counts, at):
    at(2026, 10, 5, 8, 0)
    counts.set("tries", 5, 60)
    at(2026, 10, 5, 8, 2)
    assert counts.get("tries", "none") == "none"
    with pytest.raises(ValueError, match="nothing is counted"):
        counts.incr("tries")
    assert forget_expired() == 1


def test_a_count_lives_longer_when_touched_and_ends_when_deleted(counts, at):
    at(2026, 10, 5, 8, 0)
    counts.set("tries", 5, 60)
    assert counts.touch("tries", 600)
    at(2026, 10, 5, 8, 2)
    assert counts.get("tries") == 5
    assert counts.delete("tries")
    assert not counts.delete("tries")
    assert not counts.touch("tries", 600)


def test_values_are_readable_text_and_never_code(counts):
    counts.set("history", [1, 2], None)
    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM acts_count")
        assert cursor.fetchall() == [("[1, 2]",)]


def test_without_redis_the_limits_of_the_site_are_counted_in_the_database(settings):
    if settings.REDIS_URL:
        assert "redis" in type(caches["default"]).__module__
    else:
        assert isinstance(caches["default"], SharedCounts)
