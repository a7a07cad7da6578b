"""The room of leave, duty and permits."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from workflows.leave import sql


class LeaveConfig(AppConfig):
    """Registers the room under the label `leave` and keeps two requests of one person apart."""

    name = "workflows.leave"
    label = "leave"
    verbose_name = "Cuti dan izin"

    def ready(self) -> None:
        """Restore the guard against overlaps after each migrate; endings are never changed."""
        from office.audit.sql import append_only  # noqa: PLC0415 - the trail's models are ready only now

        append_only("leave_awayending")
        post_migrate.connect(sql.restore_guards, sender=self)
