"""The room of daily reports."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DailyReportConfig(AppConfig):
    """Registers the room under the label `daily_report`."""

    name = "workflows.daily_report"
    label = "daily_report"
    verbose_name = _("Laporan harian")
