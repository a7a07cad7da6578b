"""What personnel fills in."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from office.indonesia.months import CalendarMonth
from office.people.core import AgencyCard


class StartForm(forms.Form):
    """Which month of which agency."""

    month = forms.ChoiceField(label=_("Bulan"), help_text=_("Bulan yang sudah berakhir."))
    agency = forms.TypedChoiceField(label=_("Perangkat Daerah"), coerce=int)

    def __init__(
        self,
        data: object = None,
        *,
        months: Iterable[CalendarMonth] = (),
        agencies: Iterable[AgencyCard] = (),
    ) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # the request's own QueryDict or None
        self.fields["month"].choices = [(str(month), month.label) for month in months]  # type: ignore[attr-defined]  # a choice field
        self.fields["agency"].choices = [(agency.id, agency.name) for agency in agencies]  # type: ignore[attr-defined]  # a choice field


class CancelForm(forms.Form):
    """Why a run is given up."""

    reason = forms.CharField(
        label=_("Alasan pembatalan"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
