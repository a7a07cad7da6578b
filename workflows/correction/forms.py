"""What the maker of a correction types: shape only; the rules are in `core`."""

from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from office.acts.core import Problem
from workflows.correction.core.requests import Draft, Paper
from workflows.correction.titles import DAY_MINUTES

REASON_LENGTH = 1000


def _hour(label: Any) -> forms.TimeField:
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    return forms.TimeField(label=label, widget=widget, required=False)


class CorrectionForm(forms.Form):
    """The day and its hours as they were."""

    on = forms.DateField(
        label=_("Tanggal"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    arrived = _hour(_("Jam masuk sebenarnya"))
    left = _hour(_("Jam pulang sebenarnya"))
    next_day = forms.BooleanField(label=_("Pulang keesokan harinya"), required=False)
    reason = forms.CharField(
        label=_("Apa yang terjadi"),
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Misalnya lupa merekam, mesin mati, atau jam mesin keliru."),
    )
    evidence = forms.FileField(
        label=_("Bukti"), required=False, help_text=_("PDF, PNG, atau JPEG, paling besar 5 MB.")
    )

    def draft(self, paper: Paper | None) -> Draft:
        """Return the cleaned form as a draft."""
        typed = self.cleaned_data
        left = _minute(typed["left"])
        later = DAY_MINUTES if typed["next_day"] and left is not None else 0
        return Draft(
            on=typed["on"],
            reason=typed["reason"],
            in_minute=_minute(typed["arrived"]),
            out_minute=None if left is None else left + later,
            paper=paper,
        )

    def take(self, problem: Problem) -> None:
        """Show a refused act at the places it is about."""
        placed = {name: text for name, text in problem.fields.items() if name in self.fields}
        for name, text in placed.items():
            self.add_error(name, text)
        if not placed:
            self.add_error(None, problem.message)


def _minute(value: time | None) -> int | None:
    return None if value is None else value.hour * 60 + value.minute


class ReasonForm(forms.Form):
    """Why a correction is withdrawn."""

    reason = forms.CharField(
        label=_("Alasan"), max_length=REASON_LENGTH, widget=forms.Textarea(attrs={"rows": 2})
    )
