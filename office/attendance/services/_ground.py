"""What services of this room share: who may, dated rows laid over older ones, refusals of the database as problems."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from office.acts.core import Problem, ensure
from office.acts.services import keep
from office.attendance.core.overlay import Span, remainders
from office.attendance.models import PinOwner, Roster
from office.attendance.problems import AlreadyExplained, BadDates, NotYoursToKeep
from office.audit import clock
from office.audit.core import Actor
from office.jobs.services import enqueue
from office.people.core import AppointmentKind
from office.people.selectors import agency, person, position_of, viewer

Row = TypeVar("Row", bound=models.Model)
Dated = TypeVar("Dated", PinOwner, Roster)


def ensure_keeps(by: Actor, agency_ids: Iterable[int | None]) -> None:
    """Refuse unless the actor keeps the attendance of all these agencies (None: the whole city).

    City personnel, each agency's operator, or a part of the system. Raises NotYoursToKeep.
    """
    if by.employee_id is None and by.part:
        return
    who = viewer(by)
    if AppointmentKind.PERSONNEL in who.kinds:
        return
    kept = who.agency_ids(AppointmentKind.AGENCY_OPERATOR)
    ensure(
        all(agency_id in kept for agency_id in agency_ids),
        NotYoursToKeep(
            _(
                "Data kehadiran ini dikelola bagian kepegawaian kota atau operator perangkat daerahnya. Hubungi mereka."
            )
        ),
    )


def ensure_keeps_person(by: Actor, employee_id: int, on: date) -> None:
    """Refuse unless the actor keeps the attendance of the employee's agency on the date. Raises NotYoursToKeep, NoSuchPerson."""
    person(employee_id)
    post = position_of(employee_id, on)
    ensure_keeps(by, [post.agency_id if post else None])


def ensure_keeps_agency(by: Actor, agency_id: int | None) -> None:
    """Refuse unless the actor keeps the agency's attendance (None: the city's). Raises NotYoursToKeep, NoSuchPlace."""
    if agency_id is not None:
        agency(agency_id)
    ensure_keeps(by, [agency_id])


def ensure_dated(decree: str, first: date, last: date | None) -> None:
    """Refuse dates in the wrong order or a fact without its paper. Raises BadDates."""
    if not decree.strip():
        message = _("Nomor surat atau keputusan wajib diisi.")
        raise BadDates(message, decree=message)
    if last is not None and last < first:
        message = _("Tanggal akhir mendahului tanggal mulai. Periksa kedua tanggal.")
        raise BadDates(message, valid_until=message)


def insert(row: Row, refusal: Problem, *, stands: bool = True) -> Row:
    """Save a new row; what the database refuses (another paper covers a day) becomes the given problem.

    The event holds that the row stands, unless a later row may replace it in an event of its own (`stands` False).
    """
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise refusal from None
    keep_row(row, **({"live": True} if stands else {}))
    return row


UNKEPT = frozenset({"id", "recorded_at", "superseded_at"})


def keep_row(row: Any, **said: Any) -> None:
    """Let the running act's event hold a paper's or a dated row's columns, and what else is said of it."""
    names = (field.attname for field in row._meta.concrete_fields)  # noqa: SLF001 - Django's own name
    keep(row._meta.model_name, row, *(n for n in names if n not in UNKEPT), **said)  # noqa: SLF001 - Django's own name


def keep_set_aside(row: Any) -> None:
    """Let the running act's event hold that a row no longer stands."""
    keep(row._meta.model_name, row, live=False)  # noqa: SLF001 - Django's public name for it


def lay_over(rows: Sequence[Dated], model: type[Dated], new: Dated) -> Dated:
    """Insert a dated row over live ones (`rows`, locked) and return it.

    What they say on its days is superseded, what is left of them before and after is written anew. Nothing is edited.
    """
    at = clock.now()
    span = Span(new.valid_from, new.valid_until)
    for row in rows:
        old = Span(row.valid_from, row.valid_until)
        if not old.touches(span):
            continue
        model.objects.filter(pk=row.pk).update(superseded_at=at)
        keep_set_aside(row)
        for left in remainders(old, span):
            copy = _copy(row, left, at)
            copy.save(force_insert=True)
            keep_row(copy, live=True)
    return insert(
        new,
        AlreadyExplained(
            _("Tanggal ini baru saja diubah oleh orang lain. Muat ulang halaman, lalu ulangi.")
        ),
    )


def _copy(row: Dated, span: Span, at: datetime) -> Dated:
    fields = [f for f in row._meta.concrete_fields if not f.primary_key]  # noqa: SLF001 - Django's own name
    dates = {"valid_from": span.first, "valid_until": span.last, "recorded_at": at}
    return type(row)(**{f.attname: getattr(row, f.attname) for f in fields} | dates)


def rebuild_later(
    cause: str,
    first: date,
    last: date | None,
    *,
    employee_ids: Iterable[int] = (),
    agency_id: int | None = None,
) -> None:
    """Ask for the stored days that a fact touches to be built anew, as far as they have begun.

    Without employees: everyone of the agency; without agency: everyone. `cause` names the fact, such as `leave:12`.
    """
    until = min(last or clock.today(), clock.today())
    if first <= until:
        args = {"employee_ids": sorted(employee_ids), "agency_id": agency_id}
        enqueue(
            "attendance.rebuild",
            cause,
            args | {"first": first.isoformat(), "last": until.isoformat()},
        )
