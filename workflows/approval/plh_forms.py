"""Shape of an appointment of a Plh: everything is filled in before the page is shown."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from office.acts.core import Problem
from office.audit import clock


class PlhForm(forms.Form):
    """Who stands in for the own seat, from when until when."""

    position = forms.IntegerField(widget=forms.HiddenInput)
    holder = forms.TypedChoiceField(label=_("Plh."), coerce=int)
    valid_from = forms.DateField(
        label=_("Mulai"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    valid_until = forms.DateField(
        label=_("Sampai dengan"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    decree = forms.CharField(
        label=_("Nomor surat"),
        max_length=120,
        help_text=_("Nomor dari sistem; ganti bila suratnya bernomor lain."),
    )

    def __init__(self, *arguments: Any, people: dict[int, str], **rest: Any) -> None:
        super().__init__(*arguments, **rest)
        field = self.fields["holder"]
        if isinstance(field, forms.TypedChoiceField):
            field.choices = list(people.items())

    def clean_valid_from(self) -> date:
        """Return the first day; a day gone by touches months, and is recorded where that is shown first."""
        first: date = self.cleaned_data["valid_from"]
        if first < clock.today():
            raise forms.ValidationError(
                _(
                    "Tanggal yang sudah lewat dicatat di halaman Yang mewakili saya, dengan akibatnya."
                )
            )
        return first

    def take(self, problem: Problem) -> None:
        """Show a refused act at the place it is about."""
        self.add_error(None, problem.message)
        for name, message in problem.fields.items():
            if name in self.fields:
                self.add_error(name, message)
