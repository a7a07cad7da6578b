"""Failed sign-ins enter the trail, but cannot flood it: a bounded number per minute, over all processes."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError

from office.acts import rates
from office.audit.core import Actor
from office.people import services
from office.people.models import Account

AT_KNOWN_LOGINS = 120
"""Events a minute about logins that exist; one login gives five in five minutes at most."""
AT_UNKNOWN_LOGINS = 20
"""Events a minute about numbers nobody has: counted apart, so that guessing at random hides no attack on a person."""


def note(account: Account | None, how: str) -> None:
    """Leave one failed try in the trail unless this minute has had its share."""
    allowed = AT_KNOWN_LOGINS if account else AT_UNKNOWN_LOGINS
    tried = rates.tries_this_minute("people.failures", str(bool(account)))
    if tried <= allowed:
        services.record_failed_sign_in(
            by=Actor.public(),
            account_id=account.pk if account else None,
            how=how,
            is_last=tried == allowed,
        )


@contextmanager
def noted(account: Account, how: str) -> Iterator[None]:
    """Note the try when the block refuses it."""
    try:
        yield
    except ValidationError:
        note(account, how)
        raise
