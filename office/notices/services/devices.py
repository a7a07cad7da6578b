"""Browsers that a person subscribes to notices, each for itself."""

from django.utils.translation import gettext as _

from office.acts.core import Invalid, NotAllowed, NotFound, ensure
from office.acts.services import act, record
from office.audit import clock
from office.audit.core import Actor
from office.notices import outside, pushes
from office.notices.acts import Acts
from office.notices.models import Device

MOST_DEVICES = 10
LONGEST_ENDPOINT = 600


@act(Acts.SUBSCRIBE)
def subscribe(*, by: Actor, endpoint: str, p256dh: str, auth: str, label: str) -> int:
    """Return the device of the actor under which a browser's subscription is kept; a browser is one person's at a time.

    `endpoint`, `p256dh` and `auth` are as the browser gives them (Push API). The endpoint and the keys stay out of the
    trail: whoever has them can send to the device. Raises Invalid for an address we do not go to, for keys of another
    shape, and beyond ten devices; NotAllowed for anybody but a person.
    """
    if by.employee_id is None:
        raise NotAllowed(_("Masuk dulu untuk mengatur pemberitahuan."))
    usable = len(endpoint) <= LONGEST_ENDPOINT and outside.sound(endpoint)
    ensure(
        usable and pushes.sound_keys(p256dh, auth),
        Invalid(
            _("Langganan dari peramban ini tidak dapat dipakai. Coba lagi dari peramban lain.")
        ),
    )
    others = Device.objects.filter(employee_id=by.employee_id).exclude(endpoint=endpoint)
    ensure(
        others.count() < MOST_DEVICES,
        Invalid(_("Sudah ada sepuluh perangkat. Hapus yang tidak dipakai lagi.")),
    )
    row, _is_new = Device.objects.update_or_create(
        endpoint=endpoint,
        defaults={
            "employee_id": by.employee_id,
            "p256dh": p256dh,
            "auth": auth,
            "label": label[:80],
            "created_at": clock.now(),
        },
    )
    record(subject=f"employee:{by.employee_id}", label=row.label, subscription=row.pk)
    return row.pk


@act(Acts.UNSUBSCRIBE)
def unsubscribe(*, by: Actor, device_id: int) -> None:
    """Forget a device: its owner may, and the system when the push service knows it no more. Raises NotFound."""
    found = Device.objects.filter(pk=device_id)
    if not by.part:
        found = found.filter(employee_id=by.employee_id or 0)
    row = found.first()
    if row is None:
        raise NotFound(_("Perangkat ini tidak ditemukan, atau bukan milik Anda."))
    record(subject=f"employee:{row.employee_id}", label=row.label, subscription=row.pk)
    row.delete()
