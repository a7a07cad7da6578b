"""What the maker types: shape only; the rules are in `core`."""

from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from office.acts.core import Problem
from office.archive.core import MAX_BYTES
from workflows.leave.core.requests import Draft, Paper
from workflows.leave.core.states import DAY_MINUTES, Procedure

REASON_LENGTH = 1000
LARGEST_FILE = 2 * MAX_BYTES


def _day(label: Any, **options: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, widget=widget, **options)


def _hour(label: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label, widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    )


class AwayForm(forms.Form):
    """What leave, duty and permits share."""

    procedure = Procedure.LEAVE
    reason = forms.CharField(
        label=_("Alasan atau keperluan"),
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self,
        *args: Any,
        kinds: list[tuple[str, str]] | None = None,
        people: dict[int, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, list[tuple[Any, Any]]] = {
            "kind": kinds or [],
            "plh": [("", _("Tidak ada")), *(people or {}).items()],
        }
        for name, offered in choices.items():
            field = self.fields.get(name)
            if isinstance(field, forms.ChoiceField):
                field.choices = offered

    def draft(self, papers: tuple[Paper, ...]) -> Draft:
        """Return the cleaned form as a draft."""
        typed = self.cleaned_data
        return Draft(
            procedure=self.procedure.value,
            first=typed["first"],
            last=typed.get("last") or typed["first"],
            reason=typed["reason"],
            kind=typed.get("kind", ""),
            place=typed.get("place", ""),
            from_minute=_minute(typed.get("since"), 0),
            until_minute=_minute(typed.get("until"), DAY_MINUTES),
            diagnosis=typed.get("diagnosis", "") if typed.get("kind") == "sick" else "",
            plh_id=typed.get("plh"),
            papers=papers,
        )

    def take(self, problem: Problem) -> None:
        """Show a refused act at the places it is about."""
        placed = {name: text for name, text in problem.fields.items() if name in self.fields}
        for name, text in placed.items():
            self.add_error(name, text)
        if not placed:
            self.add_error(None, problem.message)


def _minute(value: time | None, otherwise: int) -> int:
    return otherwise if value is None else value.hour * 60 + value.minute


class _WholeDays(AwayForm):
    first = _day(_("Mulai"))
    last = _day(_("Sampai dengan"), help_text=_("Hari terakhir ikut dihitung."))
    plh = forms.TypedChoiceField(
        label=_("Pelaksana harian (Plh.)"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("Wajib bagi pejabat; mandatnya mulai dan berakhir bersama tanggal di atas."),
    )
    evidence = forms.FileField(
        label=_("Bukti"), required=False, help_text=_("PDF, PNG, atau JPEG, paling besar 5 MB.")
    )


class LeaveForm(_WholeDays):
    """Leave."""

    kind = forms.ChoiceField(label=_("Jenis cuti"))
    place = forms.CharField(label=_("Alamat selama cuti"), max_length=160, required=False)
    diagnosis = forms.CharField(
        label=_("Keterangan sakit"),
        max_length=240,
        required=False,
        help_text=_("Hanya Anda yang dapat membacanya; atasan tidak."),
    )
    field_order = ["kind", "first", "last", "reason", "place", "diagnosis", "plh", "evidence"]


class DutyForm(_WholeDays):
    """Duty elsewhere."""

    procedure = Procedure.DUTY
    place = forms.CharField(label=_("Tempat tugas"), max_length=160)
    field_order = ["place", "first", "last", "reason", "plh", "evidence"]


class PermitForm(AwayForm):
    """Hours of one day."""

    procedure = Procedure.PERMIT
    first = _day(_("Tanggal"))
    since = _hour(_("Dari jam"))
    until = _hour(_("Sampai jam"))
    field_order = ["first", "since", "until", "reason"]


FORMS: dict[Procedure, type[AwayForm]] = {
    Procedure.LEAVE: LeaveForm,
    Procedure.DUTY: DutyForm,
    Procedure.PERMIT: PermitForm,
}


class ReasonForm(forms.Form):
    """Why a request is withdrawn."""

    reason = forms.CharField(
        label=_("Alasan"), max_length=REASON_LENGTH, widget=forms.Textarea(attrs={"rows": 2})
    )


class EndingForm(ReasonForm):
    """The letter that ends what was granted, and its new last day."""

    letter = forms.CharField(label=_("Nomor surat"), max_length=120)
    last_day = _day(
        _("Hari terakhir yang baru"),
        required=False,
        help_text=_("Kosongkan untuk membatalkan seluruhnya."),
    )
    field_order = ["letter", "last_day", "reason"]


class BalanceFileForm(forms.Form):
    """A file of opening balances; read by the limited child."""

    file = forms.FileField(
        label=_("Berkas saldo (CSV atau XLSX)"),
        help_text=_("Kolom nip, tahun, sisa_tahun_lalu, terpakai."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx"}),
    )

    def clean_file(self) -> Any:
        """Return the file unless it is too large to be a list of balances."""
        file = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_FILE:
            raise forms.ValidationError(_("Berkas melebihi 10 MB. Pisahkan per Perangkat Daerah."))
        return file
