"""Many workers at once: one of them sends."""

import threading

import pytest
from django.db import connections

from office.audit import clock
from office.notices import services
from office.notices.models import Delivery, Notice
from tests.people.conftest import CLI

HANDS = 8
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.proof,
    pytest.mark.usefixtures("twenty_times"),
]


@pytest.fixture
def delivery(office) -> int:
    notice = Notice.objects.create(
        employee_id=office.people["Ani"],
        kind="returned",
        way="mail",
        text="x",
        created_at=clock.now(),
    )
    return Delivery.objects.create(notice=notice, channel="mail", due=clock.now()).pk


def at_once(doing):
    start, answers = threading.Barrier(HANDS), []

    def run():
        start.wait()
        try:
            answers.append(doing())
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=run) for _ in range(HANDS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def unguarded(delivery: int) -> tuple[int, ...]:
    """The control: looks and marks apart, without a lock."""
    row = Delivery.objects.get(pk=delivery)
    if row.state != "waiting":
        return ()
    threading.Event().wait(0.01)
    Delivery.objects.filter(pk=delivery).update(state="sending", tried_at=clock.now())
    return (delivery,)


def test_of_many_workers_one_gets_a_delivery_to_send(delivery):
    handed = at_once(lambda: services.hand_out(by=CLI, delivery_ids=[delivery]))
    assert sorted(h.taken for h in handed) == [()] * (HANDS - 1) + [(delivery,)]
    assert sum(len(h.out) for h in handed) == HANDS - 1


def test_without_the_lock_several_get_it(delivery):
    for _ in range(5):
        Delivery.objects.filter(pk=delivery).update(state="waiting", tried_at=None)
        if sum(len(taken) for taken in at_once(lambda: unguarded(delivery))) > 1:
            return
    pytest.fail("the control kept to one: this race proves nothing")
