"""Shape of what the desk's pages send; rights and rules are the services' business."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from office.audit.core import Secret
from office.indonesia.numbers import whole
from workflows.approval.core import Pick
from workflows.approval.selectors import StepDetail

MOST_PICKS = 1_000
"""Lines of one batch that are looked at; the regulation's own limit is far lower."""


class PageForm(forms.Form):
    """A form that shares its page with others: its field ids begin with its own name."""

    page_name = ""

    def __init__(self, *arguments: Any, **rest: Any) -> None:
        rest.setdefault("auto_id", f"{self.page_name}-%s")
        super().__init__(*arguments, **rest)


class SignForm(PageForm):
    """One step-up: the passphrase of the signer's key, never put back into the page."""

    page_name = "setujui"

    note = forms.CharField(
        label=_("Catatan"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    passphrase = forms.CharField(
        label=_("Frasa sandi"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text=_("Membuka kunci tanda tangan Anda untuk sekali ini saja."),
    )

    def clean_passphrase(self) -> Secret:
        """Return the passphrase so that nothing prints it."""
        return Secret(self.cleaned_data["passphrase"])


class ApproveForm(PageForm):
    """An approval that signs no document."""

    page_name = "setujui"

    note = SignForm.base_fields["note"]


class ReturnForm(PageForm):
    """A return: why, what to mend, and to whom."""

    page_name = "kembalikan"

    to_level = forms.TypedChoiceField(
        label=_("Dikembalikan kepada"), required=False, coerce=int, empty_value=None
    )
    marks = forms.MultipleChoiceField(
        label=_("Bagian yang perlu diperbaiki"), required=False, widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(
        label=_("Alasan"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Dibaca pembuat berkas: apa yang harus diperbaiki."),
        error_messages={
            "required": _("Tulis alasannya, supaya pembuat tahu apa yang harus dilakukan.")
        },
    )

    def __init__(self, detail: StepDetail, *arguments: Any, **rest: Any) -> None:
        super().__init__(*arguments, **rest)
        levels = [(level.number, " / ".join(level.seat_titles)) for level in detail.earlier_levels]
        self._offer("to_level", [("", _("Pembuat berkas")), *levels])
        self._offer("marks", [(part, part) for part in detail.markable])

    def _offer(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices


class RejectForm(PageForm):
    """A rejection ends the filing and says why."""

    page_name = "tolak"

    note = forms.CharField(
        label=_("Alasan"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Berkas berakhir. Pembuat dapat mengajukan berkas baru."),
        error_messages={
            "required": _("Tulis alasannya, supaya pembuat tahu apa yang harus dilakukan.")
        },
    )


class BatchForm(SignForm):
    """What one step-up shall sign: one line `step:revision:key` per document."""

    picks = forms.CharField(widget=forms.HiddenInput)

    def clean_picks(self) -> tuple[Pick, ...]:
        """Return the chosen documents."""
        lines = self.cleaned_data["picks"].split()
        if len(lines) > MOST_PICKS:
            raise _unreadable()
        return tuple(_pick(line) for line in lines)


def _pick(line: str) -> Pick:
    number, _sep, rest = line.partition(":")
    revision_sha, _sep, key = rest.partition(":")
    step_id = whole(number)
    if step_id is None:
        raise _unreadable()
    try:
        return Pick(step_id, revision_sha, str(UUID(key)))
    except ValueError:
        raise _unreadable() from None


def _unreadable() -> forms.ValidationError:
    return forms.ValidationError(
        _("Pilihan dokumen tidak terbaca. Kembali ke meja dan pilih lagi.")
    )
