"""Shape of what the pages about the line send."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from office.acts.core import Problem
from workflows.approval.forms import PageForm


class ReasonForm(PageForm):
    """A reason, and nothing else."""

    page_name = "alasan"

    reason = forms.CharField(
        label=_("Alasan"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def take(self, problem: Problem) -> None:
        """Show a refused act at the form."""
        self.add_error(None, problem.message)


class AnswerForm(PageForm):
    """Personnel's answer: the right superior, or that the asked one is right, with its ground."""

    page_name = "jawab"

    superior = forms.TypedChoiceField(
        label=_("Atasan yang benar"), required=False, coerce=int, empty_value=None
    )
    answer = forms.CharField(
        label=_("Dasar jawaban"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Sebut keputusan penempatannya. Perbaiki juga susunan jabatannya."),
    )

    def __init__(self, posts: dict[int, str], *arguments: Any, **rest: Any) -> None:
        super().__init__(*arguments, **rest)
        field = self.fields["superior"]
        if isinstance(field, forms.TypedChoiceField):
            field.choices = [("", _("Atasan yang sekarang sudah benar")), *posts.items()]

    def take(self, problem: Problem) -> None:
        """Show a refused act at the form."""
        self.add_error(None, problem.message)
