"""The room of people, posts, mandates and who may."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules

from office.people import sql


class PeopleConfig(AppConfig):
    """Keeps the guards against overlaps in place and collects the access rules of every room."""

    name = "office.people"
    label = "people"
    verbose_name = "Pegawai dan jabatan"

    def ready(self) -> None:
        """Load each room's `rules`, the checks, and restore guards after each migrate."""
        autodiscover_modules("rules")
        autodiscover_modules("checks")
        post_migrate.connect(sql.restore_guards, sender=self)
