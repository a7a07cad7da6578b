"""The room of messages to people."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Stands above people and attendance: who somebody is and when an office works decide how a notice travels."""

    name = "office.notices"
    label = "notices"
    verbose_name = "Pemberitahuan"
