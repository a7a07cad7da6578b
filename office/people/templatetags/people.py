"""`{% load people %}`: the accounts listed on a demo's login page."""

from django import template
from django.conf import settings

from office.people import selectors

register = template.Library()


@register.simple_tag
def demo_logins() -> list[dict[str, str]]:
    """Return the demo city's accounts; an empty list in a real installation."""
    return selectors.demo_logins() if settings.DEMO else []


@register.simple_tag
def demo_passphrase() -> str:
    """Return the signing passphrase of every demo person; empty in a real office."""
    return str(getattr(settings, "DEMO_PASSPHRASE", "")) if settings.DEMO else ""


@register.simple_tag
def demo_password() -> str:
    """Return the one password of all demo accounts; empty in a real installation."""
    return str(getattr(settings, "DEMO_PASSWORD", "")) if settings.DEMO else ""
