"""The room of discipline: what the facts propose, what an official decides."""

from django.apps import AppConfig


class SanctionsConfig(AppConfig):
    """Registers the room under the label `sanctions`."""

    name = "performance.sanctions"
    label = "sanctions"
    verbose_name = "Disiplin"
