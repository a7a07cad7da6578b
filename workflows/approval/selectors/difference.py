"""What a maker changed since the round that came back, beside what the approver had marked."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from office.indonesia import duration, rupiah
from workflows.approval.core.difference import Changed, Version, changes, is_touched
from workflows.approval.models import Decision, Filing
from workflows.approval.past_models import PastRound


@dataclass(frozen=True, slots=True)
class Mark:
    """A field an approver had marked for mending."""

    text: str
    """The field."""
    touched: bool
    """Whether it changed."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The present round against the one that came back."""

    round: int
    """Round that came back."""
    changes: tuple[Changed, ...]
    """What is not as it was, ready to be shown."""
    marks: tuple[Mark, ...]
    """What the return had marked."""
    note: str
    """What the return had asked for."""


def difference_of(filing_id: int) -> Difference | None:
    """Return what changed since the last round its maker mended; None where there was none.

    The caller has shown that its reader may read the filing.
    """
    past = PastRound.objects.filter(filing_id=filing_id).order_by("-round").first()
    if past is None:
        return None
    now = Filing.objects.get(pk=filing_id)
    found = changes(
        Version(past.contents, past.title, past.amount, past.minutes),
        Version(now.contents, now.title, now.amount, now.minutes),
    )
    returns = Decision.objects.filter(filing_id=filing_id, step__round=past.round, choice="return")
    back = returns.order_by("-pk").first()
    marks = tuple(Mark(text, is_touched(text, found)) for text in (back.marks if back else ()))
    return Difference(
        past.round, tuple(_shown(one) for one in found), marks, back.note if back else ""
    )


def _shown(change: Changed) -> Changed:
    """Return the change with its place and numbers as the screen writes them."""
    names = {
        "title": _("Judul"),
        "amount": _("Jumlah"),
        "minutes": _("Waktu kerja"),
        "row": _("Baris"),
    }
    writes = {"amount": rupiah, "minutes": duration}
    write = writes.get(change.place)
    before, after = (
        (write(int(change.before)), write(int(change.after)))
        if write
        else (change.before, change.after)
    )
    return Changed(change.kind, names.get(change.place, change.place), before, after)
