"""This room's part of `fsck`."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db import connection

from office.audit import clock
from office.audit.core import Invariant
from office.audit.witnesses import Claims, Said, Witness, live, witnessed
from office.people.acts import Acts
from office.people.models import (
    Appointment,
    Assignment,
    AssignmentLetter,
    Mandate,
    PositionTerms,
    TwoTimes,
)
from office.people.selectors._rows import live_on
from office.people.sql import missing_guards
from office.people.sql.overlaps import GUARDS, overlapping_rows

DATED: tuple[type[TwoTimes], ...] = (PositionTerms, Assignment, Appointment, Mandate)
SHOWN = 20


def invariants() -> list[Invariant]:
    """Return P1 and P2 (dated rows do not overlap, superiors end) and the room's part of I4."""
    return [
        Invariant(
            "P1",
            "Jabatan, penempatan, penunjukan, dan mandat yang berlaku tidak tumpang tindih",
            _no_overlap,
        ),
        Invariant("P2", "Garis atasan setiap jabatan berakhir dan tidak melingkar", _no_circle),
        witnessed(
            "Penempatan, penunjukan, mandat, dan surat tugas sama dengan jejaknya", *_witnesses()
        ),
    ]


def _witnesses() -> Iterable[Witness]:
    """Return how the trail names each dated table, and what its events said before rows were named."""
    yield _dated(
        Assignment,
        {
            Acts.ASSIGN: _assignment,
            Acts.CORRECT_ASSIGNMENT: _assignment,
            Acts.END_ASSIGNMENT: _nothing,
        },
        lambda row: [f"employee:{row.employee_id}"],
        ("employee_id", "position_id"),
    )
    yield _dated(
        Appointment,
        {Acts.APPOINT: _appointment, Acts.END_APPOINTMENT: _nothing},
        lambda row: [f"employee:{row.employee_id}"],
        ("employee_id", "kind", "agency_id"),
    )
    yield _dated(
        Mandate,
        {Acts.GRANT_MANDATE: _mandate, Acts.CORRECT_MANDATE: _mandate, Acts.END_MANDATE: _nothing},
        lambda row: [f"position:{row.position_id}", f"employee:{row.holder_id}"],
        ("position_id", "kind", "holder_id"),
    )
    yield _dated(
        AssignmentLetter,
        {Acts.ISSUE_LETTER: _letter, Acts.END_LETTER: _nothing},
        lambda row: [f"employee:{row.employee_id}"],
        ("employee_id",),
    )
    yield _dated(
        PositionTerms,
        {Acts.OPEN_POSITION: _terms, Acts.CHANGE_TERMS: _terms},
        lambda row: [f"position:{row.position_id}"],
        ("position_id", "job_class", "reports_to_id"),
    )


def _dated(
    model: type[TwoTimes],
    tells: Mapping[Acts, Callable[[Said], Claims]],
    subjects: Callable[[Any], Iterable[str]],
    own: tuple[str, ...],
) -> Witness:
    """Return a dated table's witness. Rows of before are known by what a later end leaves as it was: `own`, decree, start."""
    word = str(model._meta.model_name)  # noqa: SLF001 - Django's public name for it
    return Witness(
        model=model,
        word=word,
        acts=frozenset({*map(str, tells), str(Acts.END_SERVICE)}),
        subjects=subjects,
        tells={str(act): told for act, told in tells.items()},
        reads={"live": live},
        also=lambda row: _before(
            word, *(getattr(row, name) for name in own), row.decree, row.valid_from.isoformat()
        ),
    )


def _before(word: str, *known: object) -> str:
    return f"~{word}:" + "|".join(str(one) for one in known)


def _number(ref: str) -> int:
    return int(ref.partition(":")[2])


def _nothing(_said: Said) -> Claims:
    """Read an end from before rows were named: the row it wrote is known by the event that began it."""
    return {}


def _days(said: Said) -> dict[str, Any]:
    return {name: said.body[name] for name in ("decree", "valid_from", "valid_until")}


def _told(said: Said, word: str, row_id: int, columns: Mapping[str, Any], *known: object) -> Claims:
    dated = (*known, said.body["decree"], said.body["valid_from"])
    return {f"{word}:{row_id}": {**columns, **_days(said)}, _before(word, *dated): {}}


def _assignment(said: Said) -> Claims:
    who = _number(said.subject)
    where = said.body.get("position")
    if where is None:
        return {f"assignment:{said.body['assignment']}": {"employee_id": who, **_days(said)}}
    columns = {"employee_id": who, "position_id": _number(where)}
    return _told(said, "assignment", said.body["assignment"], columns, *columns.values())


def _appointment(said: Said) -> Claims:
    kind, _colon, agency = said.body["seat"].partition(":")
    columns = {"employee_id": _number(said.subject), "kind": kind, "agency_id": int(agency)}
    return _told(said, "appointment", said.body["appointment"], columns, *columns.values())


def _mandate(said: Said) -> Claims:
    columns = {
        "position_id": _number(said.subject),
        "kind": said.body["kind"],
        "holder_id": _number(said.body["holder"]),
    }
    limits = {name: said.body[name] for name in ("scope", "limit_rupiah")}
    return _told(said, "mandate", said.body["mandate"], columns | limits, *columns.values())


def _letter(said: Said) -> Claims:
    who = _number(said.subject)
    first, last = said.body["period"]
    columns = {
        "employee_id": who,
        "agencies": said.body["agencies"],
        "period_first": first,
        "period_last": last,
    }
    return _told(said, "assignmentletter", said.body["letter"], columns, who)


def _terms(said: Said) -> Claims:
    """Read terms, which no event named by number: every row is known by what it says."""
    known = (_number(said.subject), said.body["job_class"], said.body["reports_to"])
    return {_before("positionterms", *known, said.body["decree"], said.body["valid_from"]): {}}


def _no_overlap() -> tuple[int, list[str]]:
    """Look for lost guards and for live rows that overlap all the same."""
    offenders = [f"pengaman {name} hilang dari basis data" for name in missing_guards()]
    with connection.cursor() as cursor:
        for guard in GUARDS:
            cursor.execute(overlapping_rows(guard, SHOWN))
            offenders += [
                f"{guard.table}:{one} dan {guard.table}:{other}" for one, other in cursor.fetchall()
            ]
    return sum(
        model.objects.filter(superseded_at__isnull=True).count() for model in DATED
    ), offenders[:SHOWN]


def _no_circle() -> tuple[int, list[str]]:
    """Follow every position upwards today."""
    rows = PositionTerms.objects.filter(live_on(clock.today()))
    above: dict[int, int | None] = dict(rows.values_list("position_id", "reports_to_id"))
    offenders = [f"position:{position}" for position in above if _goes_round(position, above)]
    return len(above), offenders[:SHOWN]


def _goes_round(position: int, above: Mapping[int, int | None]) -> bool:
    seen, at = {position}, above.get(position)
    while at is not None:
        if at in seen:
            return True
        seen.add(at)
        at = above.get(at)
    return False
