"""One act, one transaction, one event, one receipt."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import pytest

from office.acts.core import ActBroken, OtherBody, Problem, ensure
from office.acts.models import Receipt
from office.acts.services import act, record
from office.audit import clock
from office.audit.core import Actor, Secret
from office.audit.models import Event

pytestmark = pytest.mark.django_db

ANI, BUDI = Actor.person(1), Actor.person(2)


class Acts(StrEnum):
    PUT = "test.put"
    SILENT = "test.silent"
    TWICE = "test.twice"
    OUTER = "test.outer"


@dataclass(frozen=True)
class Put:
    number: int
    on: date


@act(Acts.PUT)
def put(*, by: Actor, number: int, word: Secret | None = None) -> Put:
    ensure(number > 0, Problem("Jumlah harus lebih dari nol."))
    record(subject=f"thing:{number}", number=number)
    return Put(number, date(2026, 11, 2))


@act(Acts.SILENT)
def silent(*, by: Actor) -> None:
    return None


@act(Acts.TWICE)
def twice(*, by: Actor) -> None:
    record(subject="thing:1")
    record(subject="thing:1")


@act(Acts.OUTER)
def outer(*, by: Actor, number: int) -> Put:
    answer = put(by=by, number=number, key="ignored inside")
    record(subject="outer:1")
    return answer


def test_an_act_leaves_exactly_one_event():
    assert put(by=ANI, number=3) == Put(3, date(2026, 11, 2))
    event = Event.objects.get()
    assert (event.act, event.by, event.subject) == ("test.put", "employee:1", "thing:3")


@pytest.mark.parametrize("service", [silent, twice])
def test_an_act_without_exactly_one_event_is_rolled_back(service):
    with pytest.raises(ActBroken):
        service(by=ANI)
    assert Event.objects.count() == 0


def test_a_refused_act_leaves_nothing():
    with pytest.raises(Problem):
        put(by=ANI, number=0, key="k")
    assert (Event.objects.count(), Receipt.objects.count()) == (0, 0)


def test_the_same_key_and_body_get_the_same_answer_without_a_second_event():
    first, second = put(by=ANI, number=3, key="k"), put(by=ANI, number=3, key="k")
    assert first == second
    assert Event.objects.count() == 1


def test_the_same_key_with_another_body_is_refused():
    put(by=ANI, number=3, key="k")
    with pytest.raises(OtherBody):
        put(by=ANI, number=4, key="k")


def test_a_key_belongs_to_its_actor():
    put(by=ANI, number=3, key="k")
    put(by=BUDI, number=4, key="k")
    assert Event.objects.count() == 2


def test_an_act_within_an_act_joins_it_under_the_same_correlation_and_leaves_no_receipt():
    outer(by=ANI, number=5, key="k")
    events = list(Event.objects.order_by("id"))
    assert [event.act for event in events] == ["test.put", "test.outer"]
    assert len({event.correlation for event in events}) == 1
    assert list(Receipt.objects.values_list("act", flat=True)) == ["test.outer"]


def test_a_secret_counts_as_present_and_is_stored_nowhere():
    put(by=ANI, number=3, word=Secret("kata-sandi"), key="k")
    assert "kata-sandi" not in str(Receipt.objects.values().get()) + str(
        Event.objects.values().get()
    )
    assert str(Secret("x")) == repr(Secret("y")) == "********"


def test_an_act_reads_the_clock_once():
    moments = []

    @act(Acts.PUT)
    def look(*, by: Actor) -> None:
        moments.extend([clock.now(), clock.now()])
        record(subject="x:1")

    look(by=ANI)
    assert moments[0] == moments[1] == Event.objects.get().at


def test_record_outside_an_act_is_refused():
    with pytest.raises(ActBroken):
        record(subject="x:1")
