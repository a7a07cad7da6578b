"""Shape of a chain as a page sends it; what can be climbed is the services' business."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from office.acts.core import Problem
from office.people.core import APPOINTMENT_TITLES
from signing.core import DOCUMENT_TITLES
from workflows.approval.chain_words import seat_words
from workflows.approval.core import ChainLevel, Procedure
from workflows.approval.forms import PageForm

MOST_LEVELS = 6
"""Rows of the form; a chain of a real office has two to four levels."""
POSITION = "position:"
LARGEST_RUPIAH = 10**15


def _seat_choices() -> list[tuple[str, str]]:
    offices = [(f"appointment:{kind}", title) for kind, title in APPOINTMENT_TITLES.items()]
    return [("superior", seat_words("superior")), ("head", seat_words("head")), *offices]


class ChainHeadForm(PageForm):
    """From which day, by which decree."""

    page_name = "rantai"

    valid_from = forms.DateField(
        label=_("Berlaku mulai"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("Hanya berkas baru; yang sedang berjalan tetap pada kursinya."),
    )
    decree = forms.CharField(label=_("Nomor keputusan"), max_length=120)

    def take(self, problem: Problem) -> None:
        """Show a refused act at the place it is about."""
        self.add_error(None, problem.message)
        for name, message in problem.fields.items():
            if name in self.fields:
                self.add_error(name, message)


class LevelForm(forms.Form):
    """One level: who, how many of them, on which document, how long, for which amounts."""

    seats = forms.MultipleChoiceField(
        label=_("Pejabat"),
        required=False,
        choices=lazy(_seat_choices, list),
        widget=forms.CheckboxSelectMultiple,
    )
    posts = forms.CharField(
        label=_("Jabatan lain (kode, dipisah koma)"), required=False, max_length=300
    )
    needed = forms.IntegerField(
        label=_("Keputusan yang diperlukan"), required=False, min_value=1, max_value=20
    )
    document = forms.ChoiceField(label=_("Dokumen yang ditandatangani"), required=False)
    due_workdays = forms.IntegerField(
        label=_("Batas hari kerja"), required=False, min_value=0, max_value=60
    )
    from_rupiah = forms.IntegerField(
        label=_("Mulai jumlah (rupiah)"), required=False, min_value=0, max_value=LARGEST_RUPIAH
    )
    until_rupiah = forms.IntegerField(
        label=_("Sampai jumlah (rupiah)"), required=False, min_value=0, max_value=LARGEST_RUPIAH
    )

    def __init__(self, *arguments: Any, procedure: Procedure, **rest: Any) -> None:
        super().__init__(*arguments, **rest)
        field = self.fields["document"]
        if isinstance(field, forms.ChoiceField):
            codes = [(code, DOCUMENT_TITLES.get(code, code)) for code in procedure.documents]
            field.choices = [("", _("Tanpa tanda tangan")), *codes]

    @property
    def names(self) -> list[str]:
        """Return the seats named in this row."""
        given = self.cleaned_data
        posts = [code.strip() for code in given.get("posts", "").split(",") if code.strip()]
        return [*given.get("seats", []), *(POSITION + code for code in posts)]

    def as_level(self, number: int) -> dict[str, Any]:
        """Return the row as a regulation would write it."""
        given = self.cleaned_data
        return {
            "number": number,
            "seats": self.names,
            "needed": given["needed"] or 1,
            "document": given["document"] or None,
            "due_workdays": given["due_workdays"] or 0,
            "from_rupiah": given["from_rupiah"] or 0,
            "until_rupiah": given["until_rupiah"],
        }


LevelFormSet = forms.formset_factory(
    LevelForm, extra=0, max_num=MOST_LEVELS, validate_max=True, absolute_max=MOST_LEVELS
)


def level_rows(levels: Iterable[ChainLevel]) -> list[dict[str, Any]]:
    """Return the levels as first values of the form's rows, with empty rows up to the most there may be."""
    rows = [_row(level) for level in levels]
    return [*rows, *({} for _empty in range(MOST_LEVELS - len(rows)))]


def _row(level: ChainLevel) -> dict[str, Any]:
    posts = [name.removeprefix(POSITION) for name in level.seats if name.startswith(POSITION)]
    return {
        "seats": [name for name in level.seats if not name.startswith(POSITION)],
        "posts": ", ".join(posts),
        "needed": level.needed,
        "document": level.document,
        "due_workdays": level.due_workdays,
        "from_rupiah": level.from_rupiah or None,
        "until_rupiah": level.until_rupiah,
    }


def levels_of(forms_of_rows: Any) -> list[dict[str, Any]]:
    """Return the filled rows of a valid form set, numbered from 1; rows without a seat are left out."""
    named = [form for form in forms_of_rows if form.names]
    return [form.as_level(number) for number, form in enumerate(named, start=1)]


class DropForm(PageForm):
    """Why a proposal is dropped."""

    page_name = "batal"

    reason = forms.CharField(
        label=_("Alasan"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
