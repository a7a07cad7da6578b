"""What whoever stands in for an absent or missing official may not decide, by the article that says so."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.translation import gettext as _

from office.people.core import Basis, HeldSeat
from office.regulations.selectors import NoRule, in_force
from workflows.approval.errors import StrategicDecision

STANDING_IN = (Basis.PLT.value, Basis.PLH.value)


def refuse(basis: str, kind: str, on: date) -> None:
    """Raise StrategicDecision with the article where a Plt or Plh would decide what the regulation keeps from them."""
    message = refusal(basis, kind, on)
    if message:
        raise StrategicDecision(message)


def refusal(basis: str, kind: str, on: date) -> str:
    """Return why a right of this basis does not reach the procedure, with the article; empty where it does."""
    article = articles(on).get(kind, "") if basis in STANDING_IN else ""
    if not article:
        return ""
    return _(
        "Keputusan ini bersifat strategis: Plt. dan Plh. tidak berwenang (%(article)s). Tunggu pejabat definitifnya, atau serahkan kepada atasannya."
    ) % {"article": article}


def barred(rights: Iterable[HeldSeat], on: date) -> frozenset[str]:
    """Return the procedures these rights do not reach; asks the law only where somebody stands in."""
    stands_in = any(right.basis in STANDING_IN for right in rights)
    return frozenset(articles(on)) if stands_in else frozenset()


def articles(on: date) -> Mapping[str, str]:
    """Return the article by procedure; none where no regulation speaks of mandates."""
    try:
        found: Mapping[str, str] = in_force("mandate", on).strategic
    except NoRule:
        return {}
    return found
