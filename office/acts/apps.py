"""The room of the one door: transaction, receipt and event of every act."""

from django.apps import AppConfig


class ActsConfig(AppConfig):
    """Keeps receipts."""

    name = "office.acts"
    label = "acts"
    verbose_name = "Tindakan"
