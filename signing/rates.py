"""How often one address may ask the public pages, and how many files are looked at for the public at once."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from office.acts import rates
from office.acts.core import Problem
from office.jobs.places import NoPlace, place

LOOKS_A_MINUTE = 60
UPLOADS_A_MINUTE = 10
PASSWORDS_A_MINUTE = 5
PUBLIC_CHILDREN = 3
"""Children that judge files for the public at the same time, whatever addresses they come from."""


class Crowded(Problem):
    """The public looks at as many files as the machine can bear."""

    status = 503


@contextmanager
def public_child() -> Iterator[None]:
    """Let the block judge one file for the public; raises Crowded while others fill every place."""
    try:
        with place("public-verify", PUBLIC_CHILDREN):
            yield
    except NoPlace:
        raise Crowded(
            _("Banyak berkas sedang diperiksa saat ini. Coba lagi beberapa detik lagi.")
        ) from None


def count(kind: str, address: str, allowed: int) -> None:
    """Count one request; raises TooManyRequests once an address has used up its minute."""
    message = _("Terlalu banyak pemeriksaan dari alamat Anda. Tunggu satu menit, lalu coba lagi.")
    rates.count(f"signing.{kind}", address, allowed, message)
