"""What superiors and personnel type: shape only; the rules are in `core` and the services."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LARGEST = 10 * 1024 * 1024
_PDF = b"%PDF-"


class HearingForm(forms.Form):
    """A summons and what came of it."""

    summoned_on = forms.DateField(
        label=gettext_lazy("Panggilan diterima pada"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    held_on = forms.DateField(
        label=gettext_lazy("Diperiksa pada"), widget=forms.DateInput(attrs={"type": "date"})
    )
    attended = forms.TypedChoiceField(
        label=gettext_lazy("Kehadiran"),
        choices=[("1", gettext_lazy("Hadir")), ("0", gettext_lazy("Tidak hadir"))],
        coerce=lambda value: value == "1",
        initial="1",
    )
    statement = forms.CharField(
        label=gettext_lazy("Isi berita acara pemeriksaan"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=10_000,
        help_text=gettext_lazy(
            "Pertanyaan, jawaban, dan penolakan tanda tangan bila ada. Tertutup setelah disimpan."
        ),
    )
    witnesses = forms.CharField(label=gettext_lazy("Saksi"), max_length=240, required=False)
    minutes = forms.FileField(
        label=gettext_lazy("Pindaian berita acara"),
        required=False,
        help_text=gettext_lazy("PDF, paling besar 10 MB."),
    )

    def clean_minutes(self) -> Any:
        """Return the scan; refuses anything that is no PDF, whatever its name says."""
        upload = self.cleaned_data.get("minutes")
        if upload is None:
            return None
        head = upload.read(len(_PDF))
        upload.seek(0)
        if head != _PDF or (upload.size or 0) > LARGEST:
            raise forms.ValidationError(
                _("Berkas ini bukan PDF, atau lebih besar dari 10 MB. Pindai ulang.")
            )
        return upload


class ReasonForm(forms.Form):
    """Why something is proposed, dropped or taken back."""

    reason = forms.CharField(
        label=gettext_lazy("Alasan"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 3})
    )
