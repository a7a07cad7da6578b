"""Words with which the imaginary people sign in and sign; printed by the demo, worthless anywhere else."""

from functools import cache
from pathlib import Path

from django.conf import settings

from demo.cast import BY_KEY
from office.audit.core import Actor, Secret
from office.people.selectors import employee_by_nip

WITH_TOTP = "fajar"
SHOWN = ("ani", "budi", "citra", "dedi", "eka", "hana", "fajar", "nina", "bud", "made", "direktur", "camat", "sekda",
         "wali")  # fmt: skip


def password() -> Secret:
    """Return the password of every demo account."""
    return Secret(settings.DEMO_PASSWORD)


def passphrase() -> Secret:
    """Return the signing passphrase of every demo person."""
    return Secret(settings.DEMO_PASSPHRASE)


@cache
def employee_id(key: str) -> int:
    """Return the row of a person of the story."""
    return employee_by_nip(BY_KEY[key].nip).employee_id


def actor(key: str) -> Actor:
    """Return the actor for a person of the story."""
    return Actor.person(employee_id(key))


def keep_totp(secret: Secret) -> None:
    """Keep the imaginary inspector's TOTP secret beside the demo's database, for printing it again."""
    path = Path(settings.VAR_DIR) / "demo-totp"
    path.touch(mode=0o600)
    path.write_text(secret.reveal(), encoding="utf-8")


def kept_totp() -> str:
    """Return the imaginary inspector's TOTP secret."""
    return (Path(settings.VAR_DIR) / "demo-totp").read_text(encoding="utf-8")
