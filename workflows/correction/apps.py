"""The room of corrections."""

from django.apps import AppConfig


class CorrectionConfig(AppConfig):
    """Registers the room under the label `correction`."""

    name = "workflows.correction"
    label = "correction"
    verbose_name = "Koreksi kehadiran"
