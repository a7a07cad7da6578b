"""Fixtures of all tests: the trail's triggers, the clock, folders of their own."""

import os
from collections.abc import Callable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import TransactionTestCase


@pytest.fixture(autouse=True)
def _own_folders(settings, tmp_path) -> None:
    """Every test writes files of its own."""
    settings.VAR_DIR = tmp_path
    settings.STORE_DIR = tmp_path / "archive"
    settings.ANCHOR_DIR = tmp_path / "anchors"
    settings.KEY_ROUNDS = 1_000  # real keys are opened with 600,000
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}  # no collectstatic before tests


@pytest.fixture(autouse=True, scope="session")
def _flush_lifts_triggers() -> Iterator[None]:
    """A transactional test's tables are emptied with the append-only triggers lifted, then they are back."""
    from office.audit import sql

    flush = TransactionTestCase._fixture_teardown

    def lifted_flush(case: TransactionTestCase) -> None:
        with sql.lifted():
            flush(case)

    TransactionTestCase._fixture_teardown = lifted_flush
    yield
    TransactionTestCase._fixture_teardown = flush


@pytest.fixture
def at() -> Callable[..., datetime]:
    """Set the one clock: `at(2026, 10, 5, 8, 0)` in the installation's zone; returns the moment."""
    from django.conf import settings

    from office.audit.core import Actor
    from office.audit.services import set_clock

    def set_to(*when: int) -> datetime:
        moment = datetime(*when, tzinfo=ZoneInfo(settings.TIME_ZONE))
        set_clock(by=Actor.system("test"), at=moment)
        return moment

    return set_to


ENGINES = {"postgresql", "sqlite", "redis"}
DATABASE = {"db", "transactional_db", "django_db_setup", "live_server"}


def _touches(item: pytest.Item) -> bool:
    """Return whether a database or the broker has a part in a test; without one its answer is the same everywhere."""
    marked = {mark.name for mark in item.iter_markers()}
    return not marked.isdisjoint(ENGINES | {"django_db"}) or not DATABASE.isdisjoint(
        item.fixturenames
    )


def pytest_collection_modifyitems(config, items) -> None:
    """Deselect what needs an engine this machine does not offer; `tests.run` lists it at the end."""
    from django.conf import settings

    from tests import engines

    for item in items:
        if item.path.name == "test_races.py":  # each opens tens of connections: one after the other
            item.add_marker(pytest.mark.xdist_group("races"))
        if not _touches(item):
            item.add_marker(pytest.mark.same_everywhere)

    offered = {
        "postgresql": not settings.EMBEDDED,
        "sqlite": settings.EMBEDDED,
        "redis": bool(settings.REDIS_URL),
        "browser": engines.chromium() is not None,
        "screens": bool(os.environ.get("SCREENS_DIR")),
        "poppler": engines.pdf_judges(),
    }
    lacking = {name for name, there in offered.items() if not there}
    out = [item for item in items if any(mark.name in lacking for mark in item.iter_markers())]
    if out:
        config.hook.pytest_deselected(items=out)
        items[:] = [item for item in items if item not in out]
