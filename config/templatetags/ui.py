"""Components as template tags; what they draw lies in templates/_components, what they compute in config.widgets."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import uuid4

from django import forms, template
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from config.widgets import band as bands
from config.widgets import charts, states

register = template.Library()

ERROR_SUFFIX = "_error"
HELP_SUFFIX = "_helptext"


@register.inclusion_tag("_components/icon.html")
def icon(name: str, label: str = "") -> dict[str, Any]:
    """Draw one icon of the sprite; decorative unless it has a label."""
    return {"name": name, "label": label}


@register.inclusion_tag("_components/pill.html")
def status(state: str, word: str = "") -> dict[str, Any]:
    """Draw the pill of a known state, with its own word where one is given."""
    return {"mark": states.mark_of(state, word)}


@register.inclusion_tag("_components/pill.html")
def pill(tone: str, word: str, icon: str = "") -> dict[str, Any]:
    """Draw a pill of any word in one of the tones."""
    return {"mark": states.pill_mark(tone, word, icon)}


@register.simple_tag
def tone_icon(tone: str) -> str:
    """Return the name of a tone's own shape."""
    return states.TONE_ICONS[tone]


@register.simple_tag
def message_tone(level: str) -> str:
    """Return the tone of a Django message's level."""
    return {"success": "good", "warning": "warn", "error": "bad"}.get(level, "info")


@register.simple_tag
def act_key(key: str = "") -> SafeString:
    """Return the hidden field that makes a repeated post the same act; a new uuid unless one is kept."""
    return format_html('<input type="hidden" name="key" value="{}">', key or uuid4())


@register.inclusion_tag("_components/field.html")
def field(bound: forms.BoundField, as_: str = "") -> dict[str, Any]:
    """Draw a form field with label, help and its errors at the place."""
    widget = bound.field.widget
    described = [f"{bound.auto_id}{HELP_SUFFIX}"] if bound.help_text else []
    described += [f"{bound.auto_id}{ERROR_SUFFIX}"] if bound.errors else []
    attributes: dict[str, str | bool] = {"class": _control_class(widget, bool(bound.errors))}
    if described:
        attributes["aria-describedby"] = " ".join(described)
    grouped = bool(getattr(widget, "use_fieldset", False))
    if not grouped and _is_first_wrong(bound):
        attributes["autofocus"] = True
    check = isinstance(widget, forms.CheckboxInput)
    control = bound.as_widget(attrs=attributes)
    return {
        "field": bound,
        "control": control,
        "grouped": grouped,
        "check": check,
        "inline": as_ == "inline",
    }


def _is_first_wrong(bound: forms.BoundField) -> bool:
    """Return whether a refused page begins here: on a phone a message further down is not seen otherwise."""
    form = bound.form
    if not bound.errors or form.non_field_errors():
        return False
    return next((name for name in form.fields if name in form.errors), "") == bound.name


def _control_class(widget: forms.Widget, wrong: bool) -> str:  # noqa: FBT001 -- private, one caller
    own = str(widget.attrs.get("class", ""))
    kind = "form-control"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxInput | forms.CheckboxSelectMultiple):
        kind = "form-check-input"
    elif isinstance(widget, forms.Select):
        kind = "form-select"
    return " ".join(filter(None, [own, kind, "is-invalid" if wrong else ""]))


@register.inclusion_tag("_components/form_errors.html")
def form_errors(form: forms.BaseForm) -> dict[str, Any]:
    """Draw what is wrong with the form as a whole."""
    return {"errors": form.non_field_errors()}


@register.simple_block_tag
def note(content: str, tone: str, title: str = "") -> SafeString:
    """Draw a message box of one tone; bad and warn are announced at once."""
    page = get_template("_components/note.html")
    return SafeString(
        page.render(
            {"tone": tone, "title": title, "content": content, "icon": states.TONE_ICONS[tone]}
        )
    )


@register.inclusion_tag("_components/empty.html")
def empty(name: str, title: str, text: str = "", url: str = "", label: str = "") -> dict[str, Any]:
    """Draw what an empty page says: what will appear and how to begin."""
    return {"name": name, "title": title, "text": text, "url": url, "label": label}


@register.inclusion_tag("_components/figure.html")
def figure(
    label: str, value: object, note: str = "", url: str = "", tone: str = ""
) -> dict[str, Any]:
    """Draw one number with its name; a number with an address opens into its reason."""
    shape = states.TONE_ICONS[tone] if tone else ""
    return {"label": label, "value": value, "note": note, "url": url, "tone": tone, "icon": shape}


@register.inclusion_tag("_components/progress.html")
def progress(done: int, total: int, label: str) -> dict[str, Any]:
    """Draw how much of a whole is done, with the numbers beside it."""
    return {"done": done, "total": total, "label": label}


@register.inclusion_tag("_components/stackbar.html")
def stackbar(total: int, spent: int = 0, committed: int = 0) -> dict[str, Any]:
    """Draw a budget line: ceiling, spent and committed in whole rupiah."""
    parts = charts.shares(total, spent, committed)
    return {
        "parts": parts,
        "total": total,
        "spent": spent,
        "committed": committed,
        "left": total - spent - committed,
    }


@register.inclusion_tag("_components/presence_band.html")
def presence_band(
    required: Sequence[tuple[int, int]],
    presence: Sequence[tuple[int, int]],
    activities: Sequence[object] = (),
    start: int | None = None,
    until: int | None = None,
) -> dict[str, Any]:
    """Draw one day: roster hours, presence, and the activities as blocks over it."""
    return {"band": bands.draw(required, presence, activities, start, until)}


@register.inclusion_tag("_components/week_strip.html")
def week_strip(days: Iterable[object]) -> dict[str, Any]:
    """Draw a row of days with the state of each: {date, state, url, today, note}."""
    return {"days": days}


@register.inclusion_tag("_components/spark.html")
def spark(values: Sequence[int], label: str) -> dict[str, Any]:
    """Draw a small line of numbers; the label says what it shows."""
    size = {"width": charts.SPARK_WIDTH, "height": charts.SPARK_HEIGHT}
    return {
        "points": charts.spark_points(values),
        "label": label,
        "size": size,
        "last": values[-1] if values else "",
    }


@register.inclusion_tag("_components/chart.html")
def chart(
    kind: str,
    labels: Sequence[object],
    values: Sequence[int] | Mapping[str, Sequence[int]],
    title: str,
) -> dict[str, Any]:
    """Draw a chart of kind bar or line, with the same numbers as a table."""
    series = charts.series_of(values, str(title))
    drawing = {"kind": kind, "labels": [str(label) for label in labels], "series": series}
    return {"title": title, "drawing": drawing, "table": charts.table_of(labels, series)}


@register.filter
def to_json(value: object) -> str:
    """Return a value as JSON text for a data attribute (escaped by the template)."""
    return json.dumps(value, ensure_ascii=False)
