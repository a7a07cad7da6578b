"""People whose filings nobody would receive: no superior above their post."""

from datetime import date

from django.db.models import Exists, OuterRef, Q

from office.people.core import PersonOnPost, PositionKind
from office.people.models import PositionTerms
from office.people.selectors._rows import live_on, terms_on
from office.people.selectors.posts import on_post


def without_superior(on: date) -> list[PersonOnPost]:
    """Return who holds a post on a day that has no superior, or one that does not exist that day; the elected are left out."""
    above = PositionTerms.objects.filter(live_on(on), position=OuterRef("reports_to"))
    gaps = terms_on(on, Q(reports_to__isnull=True) | Q(~Exists(above)))
    posts = [t.position_id for t in gaps if t.position.kind != PositionKind.ELECTED]
    return on_post(on, Q(position_id__in=posts))
