"""This room's part of `fsck`."""

from collections.abc import Iterator

import numpy as np

from office.audit.core import Invariant
from office.audit.witnesses import Claims, Said, Witness, live, witnessed
from performance.tpp.acts import Acts
from performance.tpp.core.engine import TRACE_COLUMNS, compute
from performance.tpp.core.facts import facts_sha
from performance.tpp.models import (
    MonthFacts,
    RunState,
    SanctionEffect,
    TppLine,
    TppParticipant,
    TppRun,
)
from performance.tpp.policies import frozen_policy
from performance.tpp.sql import read_pinned

EVERYBODY = 2**62


def invariants() -> list[Invariant]:
    """Return I9 in its three halves: facts keep their hash, runs recompute, runs are complete."""
    return [
        Invariant("I9", "TPP setiap bulan terhitung ulang sampai rupiah terakhir", runs_recompute),
        Invariant("I9", "Fakta bulan masih sesuai dengan hash-nya", facts_keep_hash),
        Invariant("I9", "Setiap perhitungan selesai memuat semua pesertanya", runs_are_complete),
        witnessed(
            "Potongan TPP karena hukuman sama dengan jejaknya",
            Witness(
                model=SanctionEffect,
                word="sanction_effect",
                acts=frozenset({str(Acts.APPLY_SANCTION_EFFECT), str(Acts.END_SANCTION_EFFECT)}),
                subjects=lambda row: [f"employee:{row.employee_id}"],
                tells={
                    str(Acts.APPLY_SANCTION_EFFECT): _old_effect,
                    str(Acts.END_SANCTION_EFFECT): _old_end,
                },
                reads={"live": live},
            ),
        ),
    ]


def _old_effect(said: Said) -> Claims:
    held = {name: said.body[name] for name in ("percent_bp", "from_month", "months")}
    person = int(said.subject.partition(":")[2])
    held |= {"source_ref": said.body["source"], "employee_id": person, "live": True}
    return {f"sanction_effect:{said.body['effect']}": held}


def _old_end(said: Said) -> Claims:
    return {f"sanction_effect:{said.body['effect']}": {"live": False}}


def runs_recompute() -> tuple[int, list[str]]:
    runs = TppRun.objects.exclude(state=RunState.COMPUTING)
    return TppLine.objects.filter(run__in=runs).count(), [
        fault for run in runs.iterator() for fault in faults_of(run)
    ]


def faults_of(run: TppRun) -> Iterator[str]:
    """Yield the employees whose stored line is not what the frozen inputs give."""
    pinned = read_pinned(run.pk, 0, EVERYBODY)
    if pinned is None:
        yield f"{run.ref}: tanpa peserta"
        return
    trace = compute(pinned.month, frozen_policy((name, sha) for name, sha in run.sources))
    computed = np.stack([getattr(trace, name) for name in TRACE_COLUMNS], axis=1)
    expected = dict(zip(pinned.employees.tolist(), map(tuple, computed.tolist()), strict=True))
    stored = TppLine.objects.filter(run=run).values_list("employee_id", *TRACE_COLUMNS)
    total = 0
    for employee_id, *values in stored.iterator():
        total += values[-1]
        if expected.get(employee_id) != tuple(values):
            yield f"{run.ref} employee:{employee_id}"
    if total != run.total_rupiah:
        yield f"{run.ref}: jumlah {run.total_rupiah}, baris {total}"


def facts_keep_hash() -> tuple[int, list[str]]:
    rows = MonthFacts.objects.values_list("id", "days", "segments", "sha256")
    broken = [
        f"month_facts:{pk}"
        for pk, days, segments, sha256 in rows.iterator()
        if facts_sha(bytes(days), bytes(segments)) != sha256
    ]
    return rows.count(), broken


def runs_are_complete() -> tuple[int, list[str]]:
    runs = TppRun.objects.exclude(state=RunState.COMPUTING)
    broken = [run.ref for run in runs if members(run, TppParticipant) != members(run, TppLine)]
    broken += [run.ref for run in runs if run.participants.count() != run.people]
    strays = TppLine.objects.exclude(run_id__in=TppRun.objects.values("id")).values_list("run_id")
    return runs.count(), [*broken, *(f"tpp_run:{run_id}" for (run_id,) in strays.distinct())]


def members(run: TppRun, model: type[TppParticipant] | type[TppLine]) -> set[int]:
    return set(model.objects.filter(run=run).values_list("employee_id", flat=True))
