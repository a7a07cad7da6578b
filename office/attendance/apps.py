"""The room of attendance."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from office.attendance import sql
from office.audit.sql import append_only


class AttendanceConfig(AppConfig):
    """Keeps raw punches as they came: the databases refuse to change them."""

    name = "office.attendance"
    label = "attendance"
    verbose_name = "Kehadiran"

    def ready(self) -> None:
        """Declare what is never changed and restore the guards after each migrate."""
        append_only("attendance_punch", "attendance_rawbatch", "attendance_monthlock")
        post_migrate.connect(sql.restore_guards, sender=self)
