"""The only statements that move a budget line's counters. Each is guarded by the database itself.

A read and a write apart would let two requests both see the same balance: 50 parallel requests then commit twice the
ceiling even with a CHECK on the counter (reliability.md, finding 5).
"""

from django.db.models import F
from django.utils.translation import gettext as _

from office.indonesia import rupiah
from workflows.disbursement.errors import OverTheLine, WrongState
from workflows.disbursement.models import BudgetLine


def reserve(line_id: int, amount: int) -> None:
    """Commit whole rupiah on a line; raises OverTheLine when less is left. Locks the line until the commit."""
    room = BudgetLine.objects.filter(pk=line_id, committed__lte=F("ceiling") - amount)
    if not room.update(committed=F("committed") + amount):
        raise over_the_line(line_id, amount)


def free(line_id: int, amount: int) -> None:
    """Give a reservation back to its line."""
    held = BudgetLine.objects.filter(pk=line_id, committed__gte=F("spent") + amount)
    _must(held.update(committed=F("committed") - amount))


def spend(line_id: int, amount: int) -> None:
    """Turn a reservation into money spent."""
    held = BudgetLine.objects.filter(pk=line_id, committed__gte=F("spent") + amount)
    _must(held.update(spent=F("spent") + amount))


def take_back(line_id: int, amount: int) -> None:
    """Undo a spending: the money is neither spent nor committed any more."""
    paid = BudgetLine.objects.filter(pk=line_id, spent__gte=amount)
    _must(paid.update(spent=F("spent") - amount, committed=F("committed") - amount))


def over_the_line(line_id: int, amount: int) -> OverTheLine:
    """Return the refusal that names what is left."""
    line = BudgetLine.objects.get(pk=line_id)
    left = line.ceiling - line.committed
    text = _(
        "Jumlah %(amount)s melebihi sisa pos anggaran %(left)s. Kurangi jumlah atau pilih pos lain."
    )
    message = text % {"amount": rupiah(amount), "left": rupiah(left)}
    return OverTheLine(message, amount=message)


def _must(rows: int) -> None:
    if not rows:
        raise WrongState(
            _("Pos anggaran tidak menyimpan cadangan sebesar ini; periksa dengan fsck.")
        )
