"""`{% slot 'desk.top' %}`: the fragments that `config.site.SLOTS` names for a place in a lower room's page.

The fragment's view runs in the same request, so nothing jumps when the page is there, and it needs no script.
A fragment whose rule the viewer does not meet, or that has nothing for this reader, is left out.
"""

from copy import copy
from http import HTTPStatus
from typing import cast

from django import template
from django.http import HttpResponseBase
from django.template import Context
from django.urls import resolve, reverse
from django.utils.safestring import SafeString

from config import site
from office.acts.core import NotFound
from office.people import access

register = template.Library()


@register.simple_tag(takes_context=True)
def slot(context: Context, name: str, *arguments: object) -> SafeString:
    """Return the joined fragments of a slot; an unknown slot name is a KeyError, so a misspelt one is seen at once."""
    asking = cast("access.Request", copy(context["request"]))
    asking.method = "GET"  # a page drawn again after a refused post still shows its fragments
    return SafeString(
        "".join(_fragment(asking, url_name, arguments) for url_name in site.SLOTS[name])
    )


def _fragment(request: access.Request, url_name: str, arguments: tuple[object, ...]) -> str:
    found = resolve(reverse(url_name, args=arguments))
    if not site.may_open(request, found.func):
        return ""
    try:
        answer: HttpResponseBase = found.func(request, *found.args, **found.kwargs)
    except NotFound:
        return ""
    content = getattr(answer, "content", b"")
    return content.decode() if answer.status_code == HTTPStatus.OK else ""
