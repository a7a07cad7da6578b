"""The room of the ladder: filings, steps, decisions, the desk."""

from django.apps import AppConfig


class ApprovalConfig(AppConfig):
    """Registers the room under the label `approval` and its system checks."""

    name = "workflows.approval"
    label = "approval"
    verbose_name = "Meja kerja"

    def ready(self) -> None:
        """Register the checks that refuse an unsafe flow, and guard what was decided."""
        from office.audit import sql  # noqa: PLC0415 - the trail's models are ready only now
        from workflows.approval.decided import DECIDED  # noqa: PLC0415 - models are ready only now

        sql.keeps_columns("approval_decision", *DECIDED)
        from workflows.approval import checks  # noqa: F401, PLC0415 - flows need loaded models, so not at import
