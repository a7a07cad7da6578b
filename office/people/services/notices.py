"""Messages to people inside the site."""

from django.utils.translation import gettext as _

from office.acts.core import NotAllowed, ensure
from office.acts.services import act, record
from office.audit import clock
from office.audit.core import Actor
from office.people.acts import Acts
from office.people.models import Employee, Notice
from office.people.problems import NoSuchPerson

LONGEST = 500


@act(Acts.NOTIFY)
def notify(*, by: Actor, employee_id: int, text: str, link: str = "") -> int:
    """Return the id of a new notice to one person; text over 500 characters is cut. Raises NoSuchPerson."""
    ensure(
        Employee.objects.filter(pk=employee_id).exists(),
        NoSuchPerson(_("Pegawai ini tidak ditemukan.")),
    )
    row = Notice.objects.create(
        employee_id=employee_id, text=text[:LONGEST], link=link, created_at=clock.now()
    )
    record(
        subject=f"notice:{row.pk}",
        personal={"text": text},
        employee=f"employee:{employee_id}",
        link=link,
    )
    return row.pk


@act(Acts.READ_PERSON)
def note_person_read(*, by: Actor, employee_id: int, basis: str) -> None:
    """Record that `by` opened the page of somebody else, and under what."""
    record(subject=f"employee:{employee_id}", acting_for=basis)


@act(Acts.READ_NOTICES)
def read_notices(*, by: Actor) -> int:
    """Return how many of the actor's own notices were marked as read. Raises NotAllowed for anybody but a person."""
    if by.employee_id is None:
        raise NotAllowed(_("Masuk dulu untuk membaca pemberitahuan."))
    count = Notice.objects.filter(employee_id=by.employee_id, read_at__isnull=True).update(
        read_at=clock.now()
    )
    record(subject=f"employee:{by.employee_id}", notices=count)
    return count
