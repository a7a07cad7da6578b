"""Signing room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SigningConfig(AppConfig):
    """Documents, keys, signatures, verification."""

    name = "signing"
    label = "signing"
    verbose_name = _("Tanda tangan")
    default_auto_field = "django.db.models.BigAutoField"
