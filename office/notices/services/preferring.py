"""How a person wants to be told."""

from collections.abc import Mapping
from datetime import time

from django.conf import settings
from django.utils.translation import gettext as _

from office.acts.core import Invalid, NotAllowed, ensure
from office.acts.services import act, record
from office.audit.core import Actor
from office.notices.acts import Acts
from office.notices.core import Kind, Way, may_choose
from office.notices.models import NoticeHours, NoticeWish
from office.notices.problems import NotToBeSilenced


@act(Acts.SET_PREFERENCES)
def set_preferences(
    *,
    by: Actor,
    ways: Mapping[str, str],
    quiet_from: time,
    quiet_until: time,
    workdays_only: bool,
    digest_hour: int,
    language: str,
) -> int:
    """Store how the actor wants to be told and return how many kinds were chosen; what is not named stays.

    Hours are on the clock of the actor's office. Raises NotToBeSilenced for a kind the law needs, NotAllowed for
    anybody but a person, Invalid for an unknown kind, way, hour or language.
    """
    if by.employee_id is None:
        raise NotAllowed(_("Masuk dulu untuk mengatur pemberitahuan."))
    known = set(ways) <= set(Kind) and set(ways.values()) <= set(Way)
    ensure(known, Invalid(_("Pilihan pemberitahuan tidak dikenal. Muat ulang halaman.")))
    ensure(
        all(may_choose(Kind(kind), Way(way)) for kind, way in ways.items()),
        NotToBeSilenced(
            _("Panggilan, keputusan disiplin, dan kunci tanda tangan selalu diberitakan.")
        ),
    )
    ensure(
        0 <= digest_hour <= 23 and language in dict(settings.LANGUAGES),
        Invalid(_("Pilihan pemberitahuan tidak dikenal. Muat ulang halaman.")),
    )
    NoticeHours.objects.update_or_create(
        employee_id=by.employee_id,
        defaults={
            "quiet_from": quiet_from,
            "quiet_until": quiet_until,
            "workdays_only": workdays_only,
            "digest_hour": digest_hour,
            "language": language,
        },
    )
    NoticeWish.objects.bulk_create(
        [NoticeWish(employee_id=by.employee_id, kind=k, way=w) for k, w in ways.items()],
        update_conflicts=True,
        unique_fields=["employee", "kind"],
        update_fields=["way"],
    )
    record(subject=f"employee:{by.employee_id}", ways={str(k): str(w) for k, w in ways.items()})
    return len(ways)
