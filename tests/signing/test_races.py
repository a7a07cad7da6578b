"""What happens when several hands reach for the same paper at once."""

import os
import threading
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from django.db import connections

from office.acts.core import Problem
from office.archive import services as archive
from office.audit import clock
from signing import intents, production, services
from signing.core import FieldSpec
from signing.documents.render import seal_pdf
from signing.models import RegisterBook, Signature
from signing.pades.sign import SignJob, sign_pdf
from signing.selectors import document

SEAL = tuple(
    (name, "uji") for name in ("formula", "seat_title", "own_title", "name", "rank", "nip")
)


def at_once(doings: Sequence[Callable[[], Any]]) -> list[Any]:
    """Run all at the same moment, each on its own connection; return answers or refusals."""
    start, answers = threading.Barrier(len(doings)), []

    def run(doing: Callable[[], Any]) -> None:
        start.wait()
        try:
            answers.append(doing())
        except Problem as problem:
            answers.append(problem)
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=run, args=(doing,)) for doing in doings]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.mark.proof
@pytest.mark.usefixtures("twenty_times")
@pytest.mark.django_db(transaction=True)
def test_of_many_hands_on_one_document_one_signs(prepare, budi, citra, gita):
    prepared = prepare()
    hands = [
        (hand, hand.consent(prepared.sha256)) for hand in (budi, citra, gita) for _twice in range(3)
    ]
    answers = at_once(
        [
            lambda hand=hand, consent_id=consent_id: hand.intend(
                prepared.document_id, "L1a", consent_id=consent_id
            )
            for hand, consent_id in hands
        ]
    )
    won = [answer for answer in answers if isinstance(answer, int)]
    assert len(won) == 1
    assert {answer.status for answer in answers if isinstance(answer, Problem)} == {409}
    assert Signature.objects.filter(state="intended").count() == 1


@pytest.mark.proof
@pytest.mark.usefixtures("twenty_times")
@pytest.mark.django_db(transaction=True)
def test_a_signature_produced_twice_is_stored_once(prepare, budi):
    prepared = prepare()
    signature_id, key = budi.intend(prepared.document_id, "L1a"), budi.key()

    def finish() -> str:
        sha256 = production.produce_signature(signature_id, key)
        return services.store_signature(by=budi.by, signature_id=signature_id, sha256=sha256).sha256

    answers = at_once([finish] * 4)
    stored = [answer for answer in answers if isinstance(answer, str)]
    assert len(stored) == 1
    assert document(prepared.document_id).sha256 == stored[0]
    assert {answer.status for answer in answers if isinstance(answer, Problem)} <= {409}


@pytest.mark.proof
@pytest.mark.usefixtures("twenty_times")
@pytest.mark.django_db(transaction=True)
def test_register_numbers_taken_at_once_are_all_different_and_without_gap(prepare):
    fields = [FieldSpec("L1a", "head", "Pengguna Anggaran", locks=True)]
    answers = at_once(
        [
            lambda revision=revision: prepare(code="spm", revision=revision, fields=fields).number
            for revision in range(8)
        ]
    )
    assert sorted(answers) == [f"{n:04d}/SPM/KOMINFO/2026" for n in range(1, 9)]
    assert RegisterBook.objects.get().last == 8


def test_what_is_linked_into_the_archive_is_never_another_requests_file(office, settings):
    """Two requests produce the same signature; the second replaces the shared name before the first links."""
    with intents.kept(1, b"first") as first:
        with intents.kept(1, b"second"):
            pass
        assert intents.read(1) == b"second"
        assert first.read_bytes() == b"first"
    assert [path.name for path in intents.folder().iterdir()] == ["1.pdf"]


def test_leftovers_of_killed_requests_go_after_an_hour(office):
    with intents.kept(1, b"alive") as alive:
        dead = alive.with_name("2.deadbeef")
        dead.write_bytes(b"dead")
        os.utime(dead, (0, 0))
        intents.clear_leftovers()
        assert alive.exists()
        assert not dead.exists()
    assert intents.read(1) == b"alive"


def test_many_threads_draw_the_same_appearance(prepare, budi):
    """A reader shared by threads loses its place: every request reads its own."""
    prepared = prepare()
    key, base = budi.key(), archive.read(prepared.sha256)
    job = SignJob(
        base, "L1a", True, False, clock.now(), "Budi", "uji", seal_pdf((*SEAL, ("time", "")))
    )
    made: list[bytes] = []

    def sign_some() -> None:
        made.extend(sign_pdf(job, key.chain, key.sign) for _time in range(10))

    threads = [threading.Thread(target=sign_some) for _number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 60
    assert len({len(pdf) for pdf in made}) == 1
