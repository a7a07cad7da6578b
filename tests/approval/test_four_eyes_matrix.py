"""Four eyes at the door itself: every person, every way to hold the seat and to stand in for somebody, every procedure."""

import itertools
from contextlib import suppress

import pytest
from django.apps import apps
from django.db import transaction
from viewflow.workflow.flow import Flow

from tests.approval.city import LENIENT, PLAIN, SIGNS, give_certificates
from tests.proofs import FULL
from workflows.approval.core import DecisionOutcome
from workflows.approval.errors import FourEyes
from workflows.approval.flows import LadderFlow
from workflows.approval.models import Decision, Filing

pytestmark = pytest.mark.django_db

MAKER, EDITOR, HEAD, NOBODY, STRANGER = "ani", "gita", "citra", "eka", "fajar"
BELOW = {PLAIN: ("budi", "dedi"), LENIENT: ("budi", "dedi"), SIGNS: ("budi",)}
"""Who approved before the head, by flow."""
STRICT = {PLAIN: True, LENIENT: False, SIGNS: True}
ACTORS = (MAKER, EDITOR, "budi", "dedi", NOBODY)
STOOD_FOR = (None, MAKER, EDITOR, "budi", "dedi", STRANGER)
KINDS = ("plh", "delegation")
PAIRS = [pair for pair in itertools.product(ACTORS, STOOD_FOR) if pair[0] != pair[1]]
WAYS = list(itertools.product(KINDS, KINDS))
"""How the head's seat is held, and how the actor stands in for somebody."""


def cases(proof):
    """Yield every pair of people in every way; in an ordinary run each pair in one way, in turn."""
    full = list(itertools.product(PAIRS, WAYS))
    small = list(zip(PAIRS, itertools.cycle(WAYS), strict=False))
    chosen = full if FULL else small
    for number in proof.rounds(len(full), len(small)):
        (actor, stood_for), (kind, standing) = chosen[number]
        yield actor, kind, stood_for, standing


DECLARED = {
    "daily_report": True,
    "disbursement": True,
    "tpp_run": True,
    "sanction": True,
    "leave": True,
    "duty": True,
    "permit": True,
    "correction": True,
}


class Undone(Exception):
    """Takes one case back, so that the next finds the filing as it was."""


@pytest.fixture(params=STRICT, ids=lambda flow: flow.rpartition(".")[2])
def waiting(request, town):
    """A filing of Ani's that Gita last changed, approved below, on the head's desk; and whose eyes were on it."""
    flow = request.param
    filing_id = town.submit(flow, by=town.who(EDITOR)).filing_id
    give_certificates(town, *(BELOW[flow] if flow == SIGNS else ()))
    for key in BELOW[flow]:
        if flow == SIGNS:
            (told,) = town.sign(key, town.pick(filing_id))
            assert told.ok, told.message
        else:
            town.decide(key, filing_id)
    tainted = {MAKER, EDITOR, *BELOW[flow]} if STRICT[flow] else {MAKER}
    return filing_id, "return" if flow == SIGNS else "approve", tainted


def decided(town, filing_id, choice, case) -> DecisionOutcome | FourEyes | None:
    """Give the mandates of a case, let its actor decide for the head's seat, and take everything back."""
    actor, kind, stood_for, standing = case
    answer: DecisionOutcome | FourEyes | None = None
    with suppress(Undone), transaction.atomic():
        town.mandate(kind, HEAD, actor)
        if stood_for:
            town.mandate(standing, stood_for, actor)
        try:
            answer = town.decide(actor, filing_id, choice, note="Alasan.")
        except FourEyes as refusal:
            answer = refusal
        raise Undone
    return answer


@pytest.mark.proof
def test_whose_eyes_were_on_a_filing_decides_for_no_other_seat(town, waiting, proof):
    filing_id, choice, tainted = waiting
    before = Decision.objects.count()
    for case in cases(proof):
        actor, _kind, stood_for, _standing = case
        expected = FourEyes if {actor, stood_for} & tainted else DecisionOutcome
        assert type(decided(town, filing_id, choice, case)) is expected, case
    assert Decision.objects.count() == before
    assert Filing.objects.get(pk=filing_id).state == "running"


def test_without_any_tie_the_head_and_whoever_stands_in_decide(town, waiting):
    filing_id, choice, _tainted = waiting
    with suppress(Undone), transaction.atomic():
        assert town.decide(HEAD, filing_id, choice, note="Alasan.").choice == choice
        raise Undone
    for kind in KINDS:
        answer = decided(town, filing_id, choice, (NOBODY, kind, None, kind))
        assert isinstance(answer, DecisionOutcome), kind


def subflows(base: type[Flow]):
    for flow in base.__subclasses__():
        yield flow
        yield from subflows(flow)


def test_every_procedure_declares_whether_it_wants_four_eyes():
    installed = {config.name for config in apps.get_app_configs()}
    declared = {
        flow.procedure.kind: flow.procedure.four_eyes
        for flow in subflows(LadderFlow)
        if any(flow.__module__.startswith(name + ".") for name in installed)
        and not flow.__module__.startswith("tests.")
    }
    assert declared == DECLARED
