"""The room of the trail: every act's record, the clock, seals and checkpoints."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from office.audit import checks, sql  # noqa: F401 - importing the checks registers them


class AuditConfig(AppConfig):
    """Keeps the trail's triggers in place after every migration."""

    name = "office.audit"
    label = "audit"
    verbose_name = "Jejak audit"

    def ready(self) -> None:
        """Re-create triggers after each migrate: SQLite drops them silently when it rebuilds a table."""
        sql.append_only("audit_event", "audit_leaf")
        sql.never_deleted("audit_checkpoint")
        post_migrate.connect(sql.restore_triggers, sender=self)
