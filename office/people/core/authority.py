"""Who may act for a seat on a day: one pure rule.

1. The definitive holder, unless a Plh covers the seat that day: an absent official does not decide
   beside the person who stands in. Back early, the mandate is ended and the seat is his or hers again.
2. A Plh counts only where there is a definitive holder; a Plt only where there is none (UU 30/2014
   art. 14; SE Kepala BKN 1/SE/I/2021 on Plh and Plt).
3. A delegation counts beside the definitive holder, within scope and amount, and only while the seat
   has a definitive holder: it is that person's to give, and ends with the tenure.
4. Outside its days a mandate is worth nothing; nothing has to be switched off.
5. Nobody holds a mandate for the own seat.
6. Mandates do not cascade: they belong to a post, and whoever stands in for the post does not receive the
   mandates and appointments its holder has personally elsewhere.
7. Appointed offices are personal: only the appointed act for them, and no mandate covers them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from office.people.core.seats import EVERYTHING, Basis, Holder, MandateKind, Reach


@dataclass(frozen=True, slots=True)
class Tenure:
    """A person definitively in a seat, by assignment or appointment."""

    employee_id: int
    """The person."""
    decree: str
    """Number of the decree."""
    valid_from: date
    """First day."""
    valid_until: date | None
    """Last day, inclusive; None while open."""

    def covers(self, on: date) -> bool:
        """Return whether the day lies within."""
        return self.valid_from <= on and (self.valid_until is None or on <= self.valid_until)


@dataclass(frozen=True, slots=True)
class Mandated:
    """A mandate as the rule needs it."""

    mandate_id: int
    """Its row."""
    kind: str
    """A MandateKind."""
    employee_id: int
    """Who may act under it."""
    decree: str
    """Number of the decree."""
    valid_from: date
    """First day."""
    valid_until: date
    """Last day, inclusive; a mandate always ends."""
    reach: Reach = EVERYTHING
    """Procedures and amount it covers."""

    def covers(self, on: date) -> bool:
        """Return whether the day lies within."""
        return self.valid_from <= on <= self.valid_until


def holders_on(
    tenures: Sequence[Tenure], mandates: Sequence[Mandated], on: date
) -> tuple[Holder, ...]:
    """Return who may act for one seat on a local day: definitive first, then by mandate in the order given.

    Both sequences belong to this seat; an empty result means a vacant seat without Plt ("kursi kosong").
    """
    holding = [tenure for tenure in tenures if tenure.covers(on)]
    owners = {tenure.employee_id for tenure in holding}
    in_force = [m for m in mandates if m.covers(on) and m.employee_id not in owners]
    if not holding:
        return tuple(_under(m) for m in in_force if m.kind == MandateKind.PLT)
    standing_in = tuple(_under(m) for m in in_force if m.kind == MandateKind.PLH)
    delegated = tuple(_under(m) for m in in_force if m.kind == MandateKind.DELEGATION)
    own = tuple(Holder(t.employee_id, Basis.DEFINITIVE, None, t.decree) for t in holding)
    return (standing_in or own) + delegated


def _under(mandate: Mandated) -> Holder:
    return Holder(
        mandate.employee_id,
        Basis(mandate.kind).value,
        mandate.mandate_id,
        mandate.decree,
        mandate.reach,
    )
