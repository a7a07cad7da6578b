"""How often one address may ask the public pages; counted per minute in the cache."""

from django.core.cache import cache
from django.utils.translation import gettext as _

from office.acts.core import Problem
from office.audit import clock

LOOKS_A_MINUTE = 60
UPLOADS_A_MINUTE = 10
PASSWORDS_A_MINUTE = 5


class TooManyRequests(Problem):
    """One address asks too often."""

    status = 429


def count(kind: str, address: str, allowed: int) -> None:
    """Count one request; raises TooManyRequests once an address has used up its minute."""
    key = f"signing.rate:{kind}:{address}:{int(clock.now().timestamp()) // 60}"
    cache.add(key, 0, timeout=120)
    if cache.incr(key) > allowed:
        raise TooManyRequests(
            _("Terlalu banyak pemeriksaan dari alamat Anda. Tunggu satu menit, lalu coba lagi.")
        )
