"""Kill -9 of web and worker between claiming and storing a signature: nothing is lost, doubled or stuck."""

import json
import os
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings as conf
from django.db import connection

from office.audit import clock
from office.audit.core import Actor, Secret
from office.audit.services import set_clock
from office.jobs.services import run_due
from office.people.services import create_account
from performance.inspection.checking import all_findings
from signing.models import DocumentFile, Signature
from tests.approval import city
from workflows.approval.core import Pick
from workflows.approval.models import Decision, Filing, Step
from workflows.approval.services import sign_batch
from workflows.daily_report.core.activities import ActivityEntry
from workflows.daily_report.services import save_draft, submit_daily_report

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.proof]

ROOT = Path(__file__).resolve().parents[2]
# (file ends with, function, call or return): in the order in which one signature passes them.
WEB_POINTS = [
    ("approval/services/signing.py", "claim_decision", "return"),  # before T1 commits
    ("signing/production.py", "produce_signature", "call"),  # after T1
    ("signing/pades/sign.py", "sign_pdf", "return"),  # signed in memory
    ("archive/services.py", "write_durably", "return"),  # flushed under a temporary name
    ("signing/intents.py", "kept", "return"),  # flushed under its name
    ("signing/pades/inspect.py", "inspect", "return"),  # verified
    ("archive/services.py", "adopt", "return"),  # linked into the archive
    ("approval/services/signing.py", "complete_decision", "call"),  # T2 begins
    ("approval/services/signing.py", "complete_decision", "return"),  # before T2 commits
    ("approval/services/batch.py", "_signed", "return"),  # after T2
]
WORKER_POINTS = [
    ("approval/handlers.py", "finish_signature", "call"),
    ("signing/production.py", "finished_intent", "return"),
    ("approval/services/signing.py", "complete_decision", "return"),
    ("approval/handlers.py", "finish_signature", "return"),
]
DEATH = ("archive/services.py", "adopt", "return")
NEVER = ("nowhere.py", "never", "call")


@pytest.fixture
def waiting(at):
    """Ani's report of Monday lies on Budi's desk, to be signed."""
    at(2026, 10, 6, 8, 0)
    town = city.found()
    city.give_certificates(town, "budi", "citra")
    create_account(
        by=city.CLERK, employee_id=town.people["budi"], password=Secret("Sandi-masuk-uji-1")
    )
    draft = save_draft(
        by=town.who("ani"),
        on=date(2026, 10, 5),
        activities=[ActivityEntry(480, 600, "Menyusun laporan")],
    )
    submit_daily_report(by=town.who("ani"), report_id=draft.report_id)
    return town


@pytest.fixture(scope="module")
def nursery(tmp_path_factory, django_db_setup) -> Iterator[Callable[[dict], int]]:
    """Return what does an order in a process of its own and tells how it ended."""
    name = connection.settings_dict["NAME"]
    url = f"sqlite:///{name}" if conf.EMBEDDED else _postgresql(name)
    place = {"DATABASE_URL": url, "VAR_DIR": str(conf.VAR_DIR), "DEMO": "1", "REDIS_URL": "", "ALLOWED_HOSTS": "testserver,localhost",
             "DJANGO_SETTINGS_MODULE": "tests.crash.settings"}  # fmt: skip
    said = tmp_path_factory.mktemp("victims") / "stderr"
    with (
        said.open("wb") as errors,
        subprocess.Popen(
            [sys.executable, "-m", "tests.crash.victim"],
            cwd=ROOT,
            env={**os.environ, **place},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        ) as mother,
    ):
        assert mother.stdout.readline() == "ready\n", said.read_text()[-2000:]

        def run(order: dict) -> int:
            mother.stdin.write(json.dumps(order) + "\n")
            mother.stdin.flush()
            code = int(mother.stdout.readline())
            assert code in {0, -9}, said.read_text()[-2000:]
            return code

        yield run
        mother.stdin.close()


@pytest.fixture
def run(nursery):
    """Return `run(role, point, order)` with the folders of this test."""

    def ordered(role: str, point: tuple[str, str, str], order: dict | None = None) -> int:
        return nursery({"role": role, "point": point, "folder": str(conf.VAR_DIR), **(order or {})})

    return ordered


def _postgresql(name: str) -> str:
    place = connection.settings_dict
    return f"postgresql://{place['USER']}@{place['HOST']}{':' + place['PORT'] if place['PORT'] else ''}/{name}"


def _order(town) -> dict:
    filing = Filing.objects.get()
    step = Step.objects.get(filing=filing, state="open")
    return {"employee_id": town.people["budi"], "step_id": step.pk, "revision_sha": filing.revision_sha,
            "key": str(uuid.uuid4()), "passphrase": city.PASSPHRASE}  # fmt: skip


def _later(**span: int) -> None:
    set_clock(by=Actor.system("test"), at=clock.now() + timedelta(**span))


def _finish(town) -> None:
    """Let the sweeper look soon and at expiry; whoever finds the report still open signs again."""
    for span in ({"seconds": 30}, {"minutes": 15}):
        _later(**span)
        while run_due():
            pass
    if Step.objects.filter(level=1, state="open").exists():
        order = _order(town)
        pick = Pick(order["step_id"], order["revision_sha"], order["key"])
        outcome = list(
            sign_batch(by=town.who("budi"), picks=[pick], passphrase=Secret(city.PASSPHRASE))
        )
        assert [one.ok for one in outcome] == [True], outcome


def _assert_signed_once() -> None:
    assert Decision.objects.filter(state="made").count() == 1
    assert Decision.objects.filter(state="pending").count() == 0
    assert Signature.objects.filter(state="stored").count() == 1
    assert DocumentFile.objects.filter(n=1).count() == 1
    assert Step.objects.get(level=2).state == "open"
    broken = {found.code: found.first for found in all_findings() if found.broken}
    assert broken == {}


@pytest.mark.usefixtures("twenty_times")
@pytest.mark.parametrize("point", WEB_POINTS, ids=lambda point: f"{point[1]}-{point[2]}")
def test_a_site_killed_at_any_point_of_signing_loses_and_doubles_nothing(waiting, run, point):
    assert run("web", point, _order(waiting)) == -9
    _finish(waiting)
    _assert_signed_once()


@pytest.mark.usefixtures("twenty_times")
@pytest.mark.parametrize("point", WORKER_POINTS, ids=lambda point: f"{point[1]}-{point[2]}")
def test_a_worker_killed_while_finishing_a_signature_loses_and_doubles_nothing(waiting, run, point):
    assert run("web", DEATH, _order(waiting)) == -9
    _later(seconds=30)
    assert run("worker", point) == -9
    _finish(waiting)
    _assert_signed_once()


def test_the_harness_itself_kills_nobody_at_a_point_that_is_never_reached(waiting, run):
    assert run("web", NEVER, _order(waiting)) == 0
    _assert_signed_once()
