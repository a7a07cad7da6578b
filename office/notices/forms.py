"""Forms of this room."""

from typing import Any

from django import forms
from django.conf import settings
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from office.notices.core import Kind, Preferences, Way, may_choose
from office.notices.words import LABELS, WAYS

EARLIEST_DIGEST, LATEST_DIGEST = 5, 20


def _clock_input() -> forms.TimeInput:
    return forms.TimeInput(format="%H:%M", attrs={"type": "time"})


class PreferencesForm(forms.Form):
    """A way for every kind, and the hours in which messages outside the site may come."""

    email = forms.EmailField(
        label=_("Alamat e-mail saya"),
        required=False,
        max_length=254,
        help_text=_("Hanya judul berkas dan tautannya yang dikirim ke sana."),
    )
    quiet_from = forms.TimeField(label=_("Tenang mulai pukul"), widget=_clock_input())
    quiet_until = forms.TimeField(
        label=_("Tenang sampai pukul"),
        widget=_clock_input(),
        help_text=_("Jam kantor Anda. Yang datang di jam tenang dikirim sesudahnya, tidak hilang."),
    )
    workdays_only = forms.BooleanField(
        label=_("Kirim hanya pada hari kerja"),
        required=False,
    )
    digest_hour = forms.TypedChoiceField(
        label=_("Ringkasan harian pukul"),
        coerce=int,
        choices=[(h, f"{h:02d}.00") for h in range(EARLIEST_DIGEST, LATEST_DIGEST + 1)],
    )
    language = forms.ChoiceField(label=_("Bahasa surat"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, found: Preferences, email: str, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "email": email,
            "quiet_from": found.hours.quiet_from,
            "quiet_until": found.hours.quiet_until,
            "workdays_only": found.hours.workdays_only,
            "digest_hour": found.hours.digest_hour,
            "language": found.language,
        }
        super().__init__(*args, **kwargs)
        for kind, way in found.ways.items():
            self.fields[kind.value] = forms.ChoiceField(
                label=str(LABELS[kind]),
                choices=[(w.value, WAYS[w]) for w in Way if may_choose(kind, w)],
                initial=way.value,
            )

    def kinds(self) -> list[BoundField]:
        """Return the choice of each kind, for the page."""
        return [self[kind.value] for kind in Kind]

    def preferences(self) -> dict[str, Any]:
        """Return what was chosen as the service takes it."""
        given = {name: v for name, v in self.cleaned_data.items() if name != "email"}
        ways = {kind.value: given.pop(kind.value) for kind in Kind}
        return given | {"ways": ways}
