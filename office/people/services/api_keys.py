"""Keys of a person's programs: issued by that person for oneself, and ended."""

import secrets
from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.translation import gettext as _

from office.acts.core import ensure
from office.acts.services import act, record
from office.audit import clock
from office.audit.core import Actor, Secret
from office.people.acts import Acts
from office.people.core.api_keys import (
    LONGEST_LIFE,
    LONGEST_NAME,
    MOST_KEYS,
    IssuedKey,
    Scope,
    digest,
    handle_of,
)
from office.people.key_models import ApiKey
from office.people.models import Account
from office.people.problems import KeyEnded, KeyRefused, NoSuchKey, NotYoursToManage

SECRET_BYTES = 32
HANDLE_BYTES = 6


@act(Acts.ISSUE_API_KEY)
def issue_api_key(*, by: Actor, name: str, scopes: Sequence[str], expires_on: date) -> IssuedKey:
    """Return a new key of the actor's own login with its secret, which is kept nowhere.

    `expires_on` is its last local day, inclusive, at most LONGEST_LIFE days away. Raises NotYoursToManage without a
    login, KeyRefused for a name, scope or day that does not fit and for more than MOST_KEYS live keys.
    """
    account = _locked_account(by)
    chosen = _sound_scopes(scopes)
    _ensure_fits(name, expires_on)
    live = account.api_keys.filter(revoked_at=None, expires_on__gte=clock.today())
    ensure(
        live.count() < MOST_KEYS,
        KeyRefused(
            _("Anda sudah memiliki %(most)d kunci yang berlaku. Cabut dulu yang tidak dipakai.")
            % {"most": MOST_KEYS}
        ),
    )
    text = f"ep_{secrets.token_hex(HANDLE_BYTES)}_{secrets.token_urlsafe(SECRET_BYTES)}"
    row = ApiKey.objects.create(
        account=account,
        name=name.strip(),
        handle=handle_of(text),
        secret_sha256=digest(text),
        scopes=chosen,
        issued_at=clock.now(),
        expires_on=expires_on,
    )
    _record(by, row)
    return IssuedKey(row.pk, Secret(text))


@act(Acts.REVOKE_API_KEY)
def revoke_api_key(*, by: Actor, key_id: int) -> None:
    """End one of the actor's own keys at once. Raises NoSuchKey for a stranger's, KeyEnded for one revoked before."""
    own = ApiKey.objects.select_for_update().filter(pk=key_id)
    row = own.filter(account__employee_id=by.employee_id or 0).first()
    if row is None:
        raise NoSuchKey(_("Kunci ini tidak ditemukan di antara kunci Anda."))
    ensure(row.revoked_at is None, KeyEnded(_("Kunci ini sudah dicabut.")))
    row.revoked_at = clock.now()
    row.save(update_fields=["revoked_at"])
    _record(by, row)


def stamp_key_use(*, by: Actor, key_id: int) -> None:
    """Keep that a key is used now.

    No act: what the request does has its own event, and a row for each reading would bury them.
    """
    ApiKey.objects.filter(pk=key_id).update(last_used_at=clock.now())


def _locked_account(by: Actor) -> Account:
    """Return the actor's login, locked so that two requests cannot both take the last place."""
    found = Account.objects.select_for_update().filter(employee_id=by.employee_id or 0)
    account = found.filter(is_active=True).first()
    if account is None:
        raise NotYoursToManage(_("Kunci API hanya untuk pegawai yang memiliki akun."))
    return account


def _sound_scopes(scopes: Sequence[str]) -> list[str]:
    known = [scope.value for scope in Scope if scope.value in scopes]
    ensure(
        known and len(known) == len(set(scopes)),
        KeyRefused(
            _("Pilih sedikitnya satu izin untuk kunci ini."), scopes=_("Pilih dari daftar.")
        ),
    )
    return known


def _ensure_fits(name: str, expires_on: date) -> None:
    ensure(
        0 < len(name.strip()) <= LONGEST_NAME and name.isprintable(),
        KeyRefused(_("Beri nama kunci ini, supaya Anda mengenalinya."), name=_("Wajib diisi.")),
    )
    today = clock.today()
    ensure(
        today <= expires_on <= today + timedelta(days=LONGEST_LIFE),
        KeyRefused(
            _("Kunci berlaku paling lama %(days)d hari sejak hari ini.") % {"days": LONGEST_LIFE},
            expires_on=_("Pilih tanggal di antara hari ini dan setahun ke depan."),
        ),
    )


def _record(by: Actor, row: ApiKey) -> None:
    record(
        subject=f"api_key:{row.pk}",
        label=row.name,
        employee=by.ref,
        handle=row.handle,
        scopes=row.scopes,
        valid_until=row.expires_on.isoformat(),
    )
