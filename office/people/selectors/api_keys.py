"""Keys of a person, and whose a key is."""

from dataclasses import dataclass

from office.audit import clock
from office.people.core.api_keys import KeyCard, fits, handle_of
from office.people.key_models import ApiKey
from office.people.models import Account


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose key a text is."""

    account: Account
    """The login it belongs to, with its person."""
    key: KeyCard
    """The key."""
    opens: bool
    """Whether it opens anything now: neither revoked nor expired, and its person may still sign in."""


def keys_of(employee_id: int) -> list[KeyCard]:
    """Return every key of a person's login, newest first, ended ones too."""
    return [_card(row) for row in ApiKey.objects.filter(account__employee_id=employee_id)]


def holder_of(text: str) -> Holder | None:
    """Return whose key this text is, also one that has ended; None for no key of ours. One query, none without shape."""
    handle = handle_of(text)
    rows = ApiKey.objects.select_related("account__employee") if handle else ApiKey.objects.none()
    row = rows.filter(handle=handle).first()
    if row is None or not fits(text, row.secret_sha256):
        return None
    card = _card(row)
    return Holder(row.account, card, card.is_live(clock.today()) and may_sign_in(row.account))


def may_sign_in(account: Account) -> bool:
    """Return whether the account is open and its person still serves today."""
    ended_on = account.employee.ended_on if account.employee else None
    return account.is_active and (ended_on is None or clock.today() <= ended_on)


def _card(row: ApiKey) -> KeyCard:
    return KeyCard(
        key_id=row.pk,
        name=row.name,
        handle=row.handle,
        scopes=tuple(row.scopes),
        issued_at=row.issued_at,
        expires_on=row.expires_on,
        last_used_at=row.last_used_at,
        revoked_at=row.revoked_at,
    )
