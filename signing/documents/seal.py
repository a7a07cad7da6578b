"""The lines of a signature's appearance."""

from datetime import datetime

from django.conf import settings

from office.audit import clock
from office.indonesia import clock_time, long_date, nip_groups
from office.people.core import rank_label
from signing.core import FieldSpec
from signing.models import Signature


def seal_lines(
    row: Signature, spec: FieldSpec, at: datetime | None = None
) -> tuple[tuple[str, str], ...]:
    """Return formula and seat, name, rank, NIP and time as they are drawn; `at` defaults to the stored time."""
    moment = at or row.signed_at or row.intended_at
    local = clock.local(moment)
    return (
        ("formula", row.formula),
        ("seat_title", spec.seat_title),
        ("own_title", row.signer_title),
        ("name", row.signer_name),
        ("rank", rank_label(row.signer_rank)),
        ("nip", nip_groups(row.signer_nip) if row.signer_nip else ""),
        ("time", f"{long_date(local)}, {clock_time(moment, settings.TIME_ZONE)}"),
    )
