"""The composition root."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Holds template tags, middleware and commands of the whole site."""

    name = "config"
    label = "config"
    verbose_name = "E-Performance"
