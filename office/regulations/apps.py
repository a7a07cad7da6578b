"""The room of dated law."""

from django.apps import AppConfig

from office.audit import sql


class RegulationsConfig(AppConfig):
    """Regulations are inserted and never changed."""

    name = "office.regulations"
    label = "regulations"
    verbose_name = "Peraturan"

    def ready(self) -> None:
        """Declare the table the database itself keeps from change."""
        sql.append_only("regulations_regulation")
