"""This room's part of `fsck`."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from viewflow.workflow.models import Task

from office.audit import clock
from office.audit.core import Invariant
from office.audit.witnesses import Claims, Said, Witness, witnessed
from office.people import selectors as people
from office.people.core import Holder
from signing.selectors import signature_states
from workflows.approval.acts import Acts
from workflows.approval.core import FilingState, StepState, Verb
from workflows.approval.core.states import ENDED
from workflows.approval.line_models import Dispute, DisputeState
from workflows.approval.models import Decision, DecisionState, Filing, Step

SHOWN = 20
SLICE = 500


def invariants() -> list[Invariant]:
    """Return I1, I4, I6 and I8 as far as the ladder holds them."""
    return [
        Invariant(
            "I1",
            "Setiap persetujuan yang menandatangani punya tepat satu tanda tangan",
            _signed_once,
        ),
        Invariant(
            "I4", "Setiap langkah dan berkas sesuai dengan keputusannya", _states_have_causes
        ),
        Invariant(
            "I6",
            "Tidak ada pembuat yang memutus berkasnya sendiri atau memutus dua kali",
            _four_eyes,
        ),
        witnessed("Berkas dan keputusan sama dengan jejaknya", *_witnesses()),
        Invariant(
            "I8", "Tidak ada tugas terbuka pada berkas yang sudah selesai", _nothing_open_after_end
        ),
    ]


DECIDED = (Acts.DECIDE, Acts.CLAIM_DECISION, Acts.COMPLETE_DECISION, Acts.LAPSE_DECISION)


def _witnesses() -> Iterable[Witness]:
    """Return how the trail names filings and decisions, and what events said before rows were named."""
    yield Witness(
        model=Filing,
        word="filing",
        acts=frozenset({str(Acts.SUBMIT_FILING)}),
        subjects=lambda row: [row.ref],
        tells={str(Acts.SUBMIT_FILING): _submitted},
    )
    yield Witness(
        model=Decision,
        word="decision",
        acts=frozenset(map(str, DECIDED)),
        subjects=lambda row: [f"filing:{row.filing_id}"],
        tells={str(act): _old_decision for act in DECIDED},
    )


def _submitted(said: Said) -> Claims:
    held = {name: said.body[name] for name in ("kind", "amount", "minutes", "findings")}
    return {said.subject: {**held, "title": said.label, "subject_ref": said.body["of"]}}


def _old_decision(said: Said) -> Claims:
    if "choice" not in said.body:
        return {}
    names = ("choice", "basis", "decree", "revision_sha", "marks", "to_level")
    held = {name: said.body[name] for name in names}
    number = int(said.body["step"].partition(":")[2])
    note = said.salted("note") if "note_sha256" in said.body else ""
    return {said.body["decision"]: {**held, "step_id": number, "note": note}}


def _signed_once() -> tuple[int, list[str]]:
    """Look at every approval on a level with a document, a slice at a time."""
    made = Decision.objects.filter(choice=Verb.APPROVE, state=DecisionState.MADE).exclude(
        step__document=""
    )
    rows = list(made.values_list("pk", "signature_id"))
    offenders = [f"decision:{pk} tanpa tanda tangan" for pk, signature in rows if signature is None]
    for part in _slices([row for row in rows if row[1] is not None]):
        states = signature_states(signature for _pk, signature in part)
        offenders += [
            f"decision:{pk} {states.get(s)}" for pk, s in part if states.get(s) != "stored"
        ]
    return len(rows), offenders[:SHOWN]


def _slices(rows: Sequence[tuple[int, int | None]]) -> Iterable[Sequence[tuple[int, int]]]:
    for start in range(0, len(rows), SLICE):
        yield [
            (pk, signature)
            for pk, signature in rows[start : start + SLICE]
            if signature is not None
        ]


def _states_have_causes() -> tuple[int, list[str]]:
    """Look for decided steps without decision, ended filings without their last choice, claims without their step."""
    made = Decision.objects.filter(step=OuterRef("pk"), state=DecisionState.MADE)
    pending = Decision.objects.filter(step=OuterRef("pk"), state=DecisionState.PENDING)
    decided = Step.objects.filter(state=StepState.DECIDED).filter(~Exists(made))
    undecided = Step.objects.exclude(state=StepState.DECIDED).filter(Exists(made))
    claimed = Step.objects.filter(
        Q(state=StepState.SIGNING) & ~Exists(pending)
        | ~Q(state=StepState.SIGNING) & Exists(pending)
    )
    rejection = Decision.objects.filter(
        filing=OuterRef("pk"), choice=Verb.REJECT, state=DecisionState.MADE
    )
    rejected = Filing.objects.filter(state=FilingState.REJECTED).filter(~Exists(rejection))
    offenders = [
        *(f"step:{pk} diputuskan tanpa keputusan" for pk in _some(decided)),
        *(f"step:{pk} punya keputusan tetapi belum diputuskan" for pk in _some(undecided)),
        *(f"step:{pk} klaim dan langkah tidak sesuai" for pk in _some(claimed)),
        *(f"filing:{pk} ditolak tanpa penolakan" for pk in _some(rejected)),
        *(f"filing:{pk} disetujui dengan persetujuan kurang" for pk in _short_of_approvals()),
    ]
    return Step.objects.count(), offenders[:SHOWN]


def _short_of_approvals() -> list[int]:
    """Return approved filings whose standing approvals are fewer than their plan needs."""
    approvals = Count(
        "decisions",
        filter=Q(
            decisions__choice=Verb.APPROVE,
            decisions__state=DecisionState.MADE,
            decisions__stands=True,
        ),
    )
    rows = Filing.objects.filter(state=FilingState.APPROVED).annotate(approvals=approvals)
    return [
        pk
        for pk, plan, count in rows.values_list("pk", "plan", "approvals").iterator()
        if count != sum(level["needed"] for level in plan["levels"])
    ]


def _four_eyes() -> tuple[int, list[str]]:
    """Look for decisions by the maker, and for one person approving the same revision twice."""
    decisions = Decision.objects.exclude(state=DecisionState.LAPSED)
    own = decisions.filter(Q(by=F("filing__maker")) | Q(strict=True, by=F("last_editor")))
    copies = decisions.exclude(maker=F("filing__maker"))
    twice = (
        decisions.filter(choice=Verb.APPROVE, stands=True, strict=True)
        .values("filing", "by")
        .annotate(times=Count("pk"))
        .filter(times__gt=1)
    )
    unknown = decisions.exclude(
        basis__in=["definitive", "plt", "plh", "delegation"]
    ) | decisions.filter(~Q(basis="definitive"), mandate__isnull=True)
    offenders = [
        *(f"decision:{pk} oleh pembuat atau pengubah terakhir" for pk in _some(own)),
        *(f"decision:{pk} menyebut pembuat lain" for pk in _some(copies)),
        *(
            f"filing:{row['filing']} disetujui dua kali oleh employee:{row['by']}"
            for row in twice[:SHOWN]
        ),
        *(f"decision:{pk} tanpa dasar wewenang" for pk in _some(unknown)),
        *_without_authority(),
    ]
    return decisions.count(), offenders[:SHOWN]


def _without_authority() -> list[str]:
    """Judge every decision again by what was known when it was taken; a day's seats are read together."""
    rows = Decision.objects.exclude(state=DecisionState.LAPSED).select_related("step")
    offenders: list[str] = []
    for _day, decisions in groupby(rows.order_by("claimed_at", "pk").iterator(), key=_local_day):
        taken = list(decisions)
        last = taken[-1].claimed_at
        holders = people.seat_holders({d.step.seat for d in taken}, last, known_at=last)
        doubtful = [d for d in taken if d.by_id not in _ids(holders[d.step.seat])]
        offenders += [
            f"decision:{d.pk} tanpa wewenang saat itu" for d in doubtful if not _had_authority(d)
        ]
    return offenders[:SHOWN]


def _local_day(decision: Decision) -> date:
    return clock.local(decision.claimed_at).date()


def _had_authority(decision: Decision) -> bool:
    """Judge one decision at its own moment, for seats that changed hands later the same day."""
    at, seat = decision.claimed_at, decision.step.seat
    return decision.by_id in _ids(people.seat_holders({seat}, at, known_at=at)[seat])


def _ids(holders: Iterable[Holder]) -> set[int]:
    return {holder.employee_id for holder in holders}


def _nothing_open_after_end() -> tuple[int, list[str]]:
    """Look for open tasks, steps or claims on ended filings, and for running filings nobody waits on."""
    ended = Filing.objects.filter(state__in=[state.value for state in ENDED])
    tasks = Task.objects.filter(process__in=ended.values("pk"), finished__isnull=True)
    open_states = [StepState.OPEN, StepState.SIGNING, StepState.WAITING]
    steps = Step.objects.filter(state__in=open_states).exclude(filing__state=FilingState.RUNNING)
    unfinished = ended.filter(finished__isnull=True)
    waiting = Step.objects.filter(
        filing=OuterRef("pk"), state__in=[StepState.OPEN, StepState.SIGNING]
    )
    disputed = Dispute.objects.filter(
        filing=OuterRef("pk"), state=DisputeState.OPEN, step__state=StepState.WAITING
    )
    running = Filing.objects.filter(state=FilingState.RUNNING)
    lost = running.filter(~Exists(waiting) & ~Exists(disputed))
    offenders = [
        *(f"task:{pk} terbuka" for pk in _some(tasks)),
        *(f"step:{pk} terbuka pada berkas yang tidak berjalan" for pk in _some(steps)),
        *(f"filing:{pk} selesai tetapi prosesnya belum" for pk in _some(unfinished)),
        *(f"filing:{pk} berjalan tanpa langkah terbuka" for pk in _some(lost)),
    ]
    return Filing.objects.count(), offenders[:SHOWN]


def _some(rows: QuerySet[Any]) -> list[int]:
    return list(rows.values_list("pk", flat=True)[:SHOWN])
