"""The room that brings the template filters."""

from django.apps import AppConfig


class IndonesiaConfig(AppConfig):
    """Indonesian formats; no tables."""

    name = "office.indonesia"
    label = "indonesia"
    verbose_name = "Tata tulis Indonesia"
