"""A month of 20,000 allowances: read the pinned facts, compute, write every line, against the floor and an ORM."""

import statistics
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from django.apps import apps
from django.db import connection

from office.audit import clock, sql
from office.audit.core import Actor
from office.indonesia import CalendarMonth
from office.people import services as people
from office.regulations.services import publish_regulation
from performance.tpp import services
from performance.tpp.core.facts import DAY_TYPE, LAYOUT, SegmentFacts, facts_sha, pack
from performance.tpp.policies import policy_for
from performance.tpp.services._runs import CHUNK
from tests.bench import floors

PEOPLE, ROUNDS, ORM_PEOPLE = 20_000, 7, 500
MONTH = "2026-10"
BY = Actor.system("bench")
LAW = Path(__file__).resolve().parents[2] / "office/regulations/kota_contoh_2026.toml"
DAY_ROWS = """
INSERT INTO attendance_dayfact (employee_id, date, version, status, roster, presence, minutes_required,
  minutes_present, minutes_late, minutes_early, missing_punch, reasons, inputs_hash)
SELECT e.id, d.date, 1, CASE WHEN d.off = 1 THEN 'off' ELSE 'present' END, 'kantor_5_hari', {json_presence},
  450 - 450 * d.off, 505 - 505 * d.off,
  CASE WHEN d.off = 0 AND (e.id * 3 + d.number * 5) % 4 = 0 THEN (e.id * 7 + d.number * 13) % 100 ELSE 0 END,
  CASE WHEN d.off = 0 AND (e.id + d.number) % 9 = 0 THEN (e.id * 5 + d.number * 3) % 100 ELSE 0 END,
  '', {json_reasons}, '{hash}'
FROM people_employee e CROSS JOIN bench_days d
"""


def run() -> list[dict[str, Any]]:
    """Return the one line of this benchmark; ours, floor and peer are measured in turn."""
    city = _city()
    ids = _employees()
    _day_facts()
    run_id = _pinned(city, ids)
    _ours(run_id, ids)
    results = floors.tpp_prepare()
    times: dict[str, list[float]] = {"ours": [], "floor": [], "orm": []}
    for _ in range(ROUNDS):
        _empty(run_id)
        times["ours"].append(_timed(lambda: _ours(run_id, ids)))
        floors.tpp_empty()
        times["floor"].append(_timed(lambda: floors.tpp_floor(results)))
        _empty(run_id)
        some = _timed(lambda: floors.tpp_orm(ids[:ORM_PEOPLE], run_id))
        times["orm"].append(some * PEOPLE / ORM_PEOPLE)
    middle = {name: statistics.median(found) for name, found in times.items()}
    return [
        {
            "bench": "tpp",
            "database": connection.vendor,
            "n": PEOPLE,
            "unit": "seconds per run of n employees",
            "ours": round(middle["ours"], 4),
            "floor": round(middle["floor"], 4),
            "ratio": round(middle["ours"] / middle["floor"], 2),
            "peers": {"orm": round(middle["orm"] / middle["ours"], 1)},
        }
    ]


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _ours(run_id: int, ids: list[int]) -> None:
    for start in range(0, len(ids), CHUNK):
        part = ids[start : start + CHUNK]
        done = services.compute_chunk(
            by=BY, run_id=run_id, first_employee=part[0], last_employee=part[-1]
        )
        assert done.lines == len(part)
    assert done.complete


def _empty(run_id: int) -> None:
    with sql.lifted(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM tpp_tppline")
        cursor.execute(
            "UPDATE tpp_tpprun SET state = 'computing', total_rupiah = 0 WHERE id = %s", [run_id]
        )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE tpp_tppline")


def _city() -> dict[str, int]:
    publish_regulation(by=BY, toml_bytes=LAW.read_bytes())
    agency = people.create_agency(by=BY, code="KOTA", name="Kota", kind="dinas")
    position = people.open_position(
        by=BY,
        agency_id=agency,
        code="P-1",
        title="Pelaksana",
        kind="pelaksana",
        job_class=8,
        decree="SK",
        valid_from=date(2026, 1, 1),
        reports_to_id=None,
        is_head=False,
    )
    return {"agency": agency, "position": position}


def _employees() -> list[int]:
    employee = apps.get_model("people", "Employee")
    rows = [
        employee(
            nip=f"1980{number:014}",
            name=f"Pegawai {number}",
            status="PNS",
            rank="III/c",
            sex="male",
        )
        for number in range(PEOPLE)
    ]
    employee.objects.bulk_create(rows, batch_size=2000)
    return sorted(employee.objects.values_list("id", flat=True))


def _day_facts() -> None:
    presence, reasons = "[[447, 965]]", '["Masuk pukul 07.27, tepat waktu.", "Pulang pukul 16.05."]'
    cast = "CAST('{}' AS jsonb)" if connection.vendor == "postgresql" else "'{}'"
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_days (number integer, date date, off integer)")
        cursor.executemany(
            "INSERT INTO bench_days VALUES (%s, %s, %s)",
            [(day, date(2026, 10, day), int(_off(day))) for day in range(1, 32)],
        )
        cursor.execute(
            DAY_ROWS.format(
                json_presence=cast.format(presence),
                json_reasons=cast.format(reasons),
                hash="0" * 64,
            )
        )
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE attendance_dayfact")


def _off(day: int) -> bool:
    return date(2026, 10, day).weekday() > 4


def _pinned(city: dict[str, int], ids: list[int]) -> int:
    """Insert the pinned facts of everybody: the same late and early minutes as the day facts hold."""
    facts, participant, tpp_run = (
        apps.get_model("tpp", name) for name in ("MonthFacts", "TppParticipant", "TppRun")
    )
    days, segments = (
        _packed_days(np.array(ids)),
        pack([], [SegmentFacts(1, 31, 8, "PNS", city["position"], city["agency"])]).segments,
    )
    now = clock.now()
    facts.objects.bulk_create(
        [
            facts(
                employee_id=employee_id,
                month=MONTH,
                version=1,
                layout=LAYOUT,
                days=packed,
                segments=segments,
                sha256=facts_sha(packed, segments),
                built_at=now,
            )
            for employee_id, packed in zip(ids, days, strict=True)
        ],
        batch_size=2000,
    )
    policy = policy_for(CalendarMonth.parse(MONTH))
    run = tpp_run.objects.create(
        month=MONTH,
        agency_id=city["agency"],
        policy_sha=policy.sha256,
        sources=[list(source) for source in policy.sources],
        maker_id=ids[0],
        people=len(ids),
        started_at=now,
    )
    pinned = dict(facts.objects.values_list("employee_id", "id"))
    participant.objects.bulk_create(
        [
            participant(
                run_id=run.pk, employee_id=pk, facts_id=pinned[pk], position_id=city["position"]
            )
            for pk in ids
        ],
        batch_size=2000,
    )
    return run.pk


def _packed_days(ids: np.ndarray) -> list[bytes]:
    number = np.arange(1, 32)[None, :]
    person = ids[:, None]
    work = np.array([not _off(day) for day in range(1, 32)])[None, :]
    late = np.where(
        work & ((person * 3 + number * 5) % 4 == 0), (person * 7 + number * 13) % 100, 0
    )
    early = np.where(work & ((person + number) % 9 == 0), (person * 5 + number * 3) % 100, 0)
    approved = np.where(work, 240 + (person + number) % 90, 0)
    status = np.where(work, 1, 6) + np.zeros_like(late)
    table = np.stack([status, late, early, np.zeros_like(late), approved], axis=2).astype(DAY_TYPE)
    return [one.tobytes() for one in table]
