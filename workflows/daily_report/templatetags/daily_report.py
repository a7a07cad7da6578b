"""Filter `{% load daily_report %}`: waktu."""

from django import template

from workflows.daily_report.core.clocktimes import span_text
from workflows.daily_report.core.intervals import Interval

register = template.Library()


@register.filter
def waktu(span: Interval) -> str:
    """Return 07.30–09.00."""
    return span_text(span)
