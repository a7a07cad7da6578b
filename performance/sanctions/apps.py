"""The room of discipline: what the facts propose, what an official decides."""

from django.apps import AppConfig


class SanctionsConfig(AppConfig):
    """Registers the room under the label `sanctions`."""

    name = "performance.sanctions"
    label = "sanctions"
    verbose_name = "Disiplin"

    def ready(self) -> None:
        """Guard evidence and hearings, which are closed when written, and what a case keeps of its opening."""
        from office.audit import sql  # noqa: PLC0415 - the trail's models are ready only now
        from performance.sanctions.standing import OPENED  # noqa: PLC0415 - models are ready only now

        sql.append_only("sanctions_caseevidence", "sanctions_hearing")
        sql.keeps_columns("sanctions_sanctioncase", *OPENED)
