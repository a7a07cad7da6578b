"""The imaginary city."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Has no tables: the city lives in the rooms' own."""

    name = "demo"
    label = "demo"
    verbose_name = "Kota Contoh"
