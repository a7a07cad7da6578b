"""`{% slot 'desk.top' %}`: the fragments that `config.site.SLOTS` names for a place in a lower room's page.

The fragment's view runs in the same request, so nothing jumps when the page is there, and it needs no script.
A fragment whose rule the viewer does not meet is left out.
"""

from django import template
from django.http import HttpRequest, HttpResponseBase
from django.template import Context
from django.urls import resolve, reverse
from django.utils.safestring import SafeString

from config import site

register = template.Library()


@register.simple_tag(takes_context=True)
def slot(context: Context, name: str, *arguments: object) -> SafeString:
    """Return the joined fragments of a slot; an unknown slot name is a KeyError, so a misspelt one is seen at once."""
    request: HttpRequest = context["request"]
    parts = [_fragment(request, url_name, arguments) for url_name in site.SLOTS[name]]
    return SafeString("".join(parts))


def _fragment(request: HttpRequest, url_name: str, arguments: tuple[object, ...]) -> str:
    found = resolve(reverse(url_name, args=arguments))
    if not site.may_open(request, found.func):
        return ""
    answer: HttpResponseBase = found.func(request, *found.args, **found.kwargs)
    content = getattr(answer, "content", b"")
    return content.decode() if answer.status_code == 200 else ""
