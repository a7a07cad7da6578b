"""The room of inspection: reads everything, changes nothing, and leaves a trace of each reading."""

from django.apps import AppConfig


class InspectionConfig(AppConfig):
    """Registers the room under the label `inspection`."""

    name = "performance.inspection"
    label = "inspection"
    verbose_name = "Ruang periksa"
