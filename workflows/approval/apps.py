"""The room of the ladder: filings, steps, decisions, the desk."""

from django.apps import AppConfig


class ApprovalConfig(AppConfig):
    """Registers the room under the label `approval` and its system checks."""

    name = "workflows.approval"
    label = "approval"
    verbose_name = "Meja kerja"

    def ready(self) -> None:
        """Register the checks that refuse an unsafe flow."""
        from workflows.approval import checks  # noqa: F401, PLC0415 - flows need loaded models, so not at import
