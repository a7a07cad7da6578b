"""What the maker types: hours, words and a file. Shape only; the rules are in `core`."""

from datetime import time
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from workflows.daily_report.core.activities import ActivityEntry, Evidence, shape_faults
from workflows.daily_report.core.evidence import MAX_BYTES, MEDIA_TYPES, media_type_of
from workflows.daily_report.labels import evidence_refused, fault_text

_HOUR, _DAY = 60, 1440
SAME_DAY, ENDS_NEXT_DAY, ALL_NEXT_DAY = "0", "1", "2"


class ActivityForm(forms.Form):
    """One activity of a day; `entry()` hands it over without its file."""

    date = forms.DateField(widget=forms.HiddenInput)
    start = forms.TimeField(
        label=_("Mulai"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    end = forms.TimeField(
        label=_("Selesai"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    night = forms.ChoiceField(
        label=_("Hari"),
        choices=[
            (SAME_DAY, _("Pada hari itu")),
            (ENDS_NEXT_DAY, _("Selesai keesokan hari")),
            (ALL_NEXT_DAY, _("Seluruhnya keesokan hari")),
        ],
        initial=SAME_DAY,
        required=False,
        help_text=_("Untuk sif malam yang melewati tengah malam."),
    )
    text = forms.CharField(
        label=_("Kegiatan"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Apa yang dikerjakan."),
    )
    output = forms.CharField(
        label=_("Hasil"), max_length=200, required=False, help_text=_("Misalnya: notulen rapat.")
    )
    volume = forms.IntegerField(
        label=_("Volume"), min_value=0, required=False, max_value=2_000_000_000
    )
    unit = forms.CharField(
        label=_("Satuan"), max_length=40, required=False, help_text=_("dokumen, berkas, orang")
    )
    evidence = forms.FileField(
        label=_("Bukti"),
        required=False,
        help_text=_("PDF, PNG, atau JPEG."),
        widget=forms.FileInput(attrs={"accept": ",".join(MEDIA_TYPES)}),
    )

    def clean_evidence(self) -> "UploadedFile[bytes] | None":
        """Refuse a file that is no whole PDF, PNG or JPEG, told by its bytes."""
        upload: UploadedFile[bytes] | None = self.cleaned_data["evidence"]
        if upload:
            check_upload(upload)
        return upload

    def clean(self) -> dict[str, Any]:
        """Show the faults of the entry's shape at their fields."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors:
            for fault in shape_faults(self.entry()):
                self.add_error(_FIELDS.get(fault.field, fault.field), fault_text(fault))
        return cleaned

    def entry(self, evidence: Evidence | None = None) -> ActivityEntry:
        """Return what was typed, with an archived file when there is one. Only after the fields are clean."""
        given = self.cleaned_data
        night = given["night"] or SAME_DAY
        return ActivityEntry(
            start_minute=minute_of(given["start"]) + _DAY * (night == ALL_NEXT_DAY),
            end_minute=minute_of(given["end"]) + _DAY * (night != SAME_DAY),
            text=given["text"],
            output=given["output"],
            volume=given["volume"],
            unit=given["unit"],
            evidence=evidence,
        )


class EvidenceForm(forms.Form):
    """A file for an activity that is already there."""

    evidence = forms.FileField(
        label=_("Bukti"),
        help_text=_("PDF, PNG, atau JPEG."),
        widget=forms.FileInput(attrs={"accept": ",".join(MEDIA_TYPES)}),
        error_messages={"required": _("Pilih berkas bukti dahulu.")},
    )

    def clean_evidence(self) -> "UploadedFile[bytes]":
        """Refuse a file that is no whole PDF, PNG or JPEG, told by its bytes."""
        upload: UploadedFile[bytes] = self.cleaned_data["evidence"]
        check_upload(upload)
        return upload


class WithdrawForm(forms.Form):
    """Why a report is taken back."""

    reason = forms.CharField(
        label=_("Alasan menarik laporan"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


_FIELDS = {"start_minute": "start", "end_minute": "end"}


def check_upload(upload: "UploadedFile[bytes]") -> None:
    """Raise ValidationError unless the upload may prove an activity; the file is at its start again afterwards."""
    size = upload.size or 0
    payload = upload.read() if size <= MAX_BYTES else b""
    upload.seek(0)
    if media_type_of(payload) is None:
        raise forms.ValidationError(evidence_refused())


def minute_of(at: time) -> int:
    """Return the minutes since 00.00."""
    return at.hour * _HOUR + at.minute
