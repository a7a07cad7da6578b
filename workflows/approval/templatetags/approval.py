"""Words of the history."""

from django import template

from workflows.approval.labels import choice_word as words
from workflows.approval.selectors import HistoryLine

register = template.Library()


@register.simple_tag
def choice_word(line: HistoryLine) -> str:
    """Return what a person did, as the history says it."""
    return words(line.choice, line.state)
