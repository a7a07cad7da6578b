"""The one place where a notice is made, and where it is marked as read."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from office.acts.core import NotAllowed, ensure
from office.acts.services import act, record
from office.audit import clock
from office.audit.core import Actor
from office.indonesia import long_date
from office.notices.acts import Acts
from office.notices.core import Kind, Way
from office.notices.models import Notice
from office.notices.planning import plan
from office.notices.problems import BadNotice
from office.notices.selectors import way_of
from office.people import selectors as people

LONGEST = 500
LONGEST_TITLE = 240
SHORT = {"plt": "Plt.", "plh": "Plh.", "delegation": "a.n."}


@act(Acts.NOTIFY)
def notify(
    *, by: Actor, employee_id: int, kind: str, text: str, link: str = "", title: str = ""
) -> int:
    """Return the id of a new notice to one person, in the site at once and outside as that person chose.

    `text` is what the site shows (500 characters); `title` names the document and is all that an e-mail or a push
    may add to the words of the kind, so it holds nothing about a person; `link` is a path of this site. Raises
    BadNotice for an unknown kind or a link that leads elsewhere, NoSuchPerson.
    """
    ensure(kind in set(Kind), BadNotice(_("Jenis pemberitahuan tidak dikenal.")))
    ensure(
        not link or (link.startswith("/") and not link.startswith("//")),
        BadNotice(_("Tautan pemberitahuan harus menuju situs ini.")),
    )
    people.person(employee_id)
    row = Notice.objects.create(
        employee_id=employee_id,
        kind=kind,
        title=title[:LONGEST_TITLE],
        text=text[:LONGEST],
        link=link,
        way=way_of(employee_id, Kind(kind)),
        created_at=clock.now(),
    )
    plan(row)
    record(
        subject=f"notice:{row.pk}",
        personal={"text": text},
        employee=f"employee:{employee_id}",
        kind=kind,
        link=link,
        way=str(row.way),
    )
    return row.pk


@act(Acts.READ_NOTICES)
def read_notices(*, by: Actor) -> int:
    """Return how many of the actor's own notices were marked as read. Raises NotAllowed for anybody but a person."""
    if by.employee_id is None:
        raise NotAllowed(_("Masuk dulu untuk membaca pemberitahuan."))
    unread = Notice.objects.filter(employee_id=by.employee_id, read_at__isnull=True)
    count = unread.exclude(way=Way.NONE).update(read_at=clock.now())
    record(subject=f"employee:{by.employee_id}", notices=count)
    return count


@act(Acts.TELL_OF_MANDATE)
def tell_of_mandate(
    *,
    by: Actor,
    holder_id: int,
    kind: str,
    seat_title: str,
    first: date,
    last: date,
    ended: bool,
    key: str = "",
) -> int:
    """Tell the holder of a mandate that it was given, or has ended early, and return the notice; with a key, once."""
    words = {"kind": SHORT.get(kind, ""), "seat": seat_title}
    if ended:
        text = _("Mandat Anda sebagai %(kind)s %(seat)s diakhiri.") % words
    else:
        days = {"first": long_date(first), "last": long_date(last)}
        text = _("Anda menerima mandat %(kind)s %(seat)s, %(first)s sampai %(last)s.")
        text %= words | days
    made: int = notify(
        by=by,
        employee_id=holder_id,
        kind=Kind.MANDATE,
        text=text,
        link=reverse("people:mandates"),
        title=seat_title,
    )
    record(subject=f"notice:{made}", employee=f"employee:{holder_id}", ended=ended)
    return made
