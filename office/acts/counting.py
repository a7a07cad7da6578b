"""Django's cache over one table, for counts and small JSON values that every process must share.

Limits of tries (logins, public look-ups) are counted in the default cache. Memory of one process would give every
process a count of its own, so an installation without Redis counts in its database.
"""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import IntegrityError, transaction

from office.acts.models import Count
from office.audit import clock

FAR = timedelta(days=365)
"""How long a value without expiry is kept."""


class SharedCounts(BaseCache):
    """Values are JSON, never pickles: who can write the database runs no code in the site."""

    def __init__(self, _location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def add(
        self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None
    ) -> bool:
        """Return whether the value was stored: of several at once, one; an expired row counts as none."""
        name, at = self._name(key, version), clock.now()
        Count.objects.filter(key=name, expires_at__lte=at).delete()
        try:
            with transaction.atomic():
                Count.objects.create(
                    key=name, value=json.dumps(value), expires_at=self._expiry(timeout, at)
                )
        except IntegrityError:
            return False
        return True

    def get(self, key: str, default: Any = None, version: Any = None) -> Any:
        """Return the value, or the default when there is none any more."""
        row = Count.objects.filter(key=self._name(key, version), expires_at__gt=clock.now()).first()
        return default if row is None else json.loads(row.value)

    def set(
        self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None
    ) -> None:
        """Store the value in place of another."""
        Count.objects.update_or_create(
            key=self._name(key, version),
            defaults={
                "value": json.dumps(value),
                "expires_at": self._expiry(timeout, clock.now()),
            },
        )

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> bool:
        """Return whether there was a value whose life is now longer."""
        at = clock.now()
        live = Count.objects.filter(key=self._name(key, version), expires_at__gt=at)
        return bool(live.update(expires_at=self._expiry(timeout, at)))

    def delete(self, key: str, version: Any = None) -> bool:
        """Return whether there was a value to forget."""
        gone, _each = Count.objects.filter(key=self._name(key, version)).delete()
        return bool(gone)

    def incr(self, key: str, delta: int = 1, version: Any = None) -> int:
        """Return the count raised by one, each process after the other. Raises ValueError where nothing is counted."""
        return self._changed(key, version, lambda value: int(value) + delta)

    def clear(self) -> None:
        """Forget everything."""
        Count.objects.all().delete()

    @transaction.atomic
    def _changed(self, key: str, version: Any, change: Callable[[Any], int]) -> int:
        rows = Count.objects.select_for_update().filter(key=self._name(key, version))
        row = rows.filter(expires_at__gt=clock.now()).first()
        if row is None:
            message = f"nothing is counted under {key!r}"
            raise ValueError(message)
        value = change(json.loads(row.value))
        row.value = json.dumps(value)
        row.save(update_fields=["value"])
        return value

    def _name(self, key: str, version: Any) -> str:
        return str(self.make_and_validate_key(key, version=version))

    def _expiry(self, timeout: Any, at: datetime) -> datetime:
        seconds = self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout
        return at + (FAR if seconds is None else timedelta(seconds=seconds))


def forget_expired() -> int:
    """Delete counts whose time is over and return how many there were."""
    gone, _each = Count.objects.filter(expires_at__lte=clock.now()).delete()
    return gone
