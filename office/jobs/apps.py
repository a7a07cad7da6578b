"""The room of work to do: rows, their handlers, and the limited child process."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    """Finds every room's job handlers at start, as the admin finds its modules."""

    name = "office.jobs"
    label = "jobs"
    verbose_name = "Pekerjaan"

    def ready(self) -> None:
        """Import each room's `handlers`, so that `enqueue` knows every kind."""
        autodiscover_modules("handlers")
