"""The room of stored files: content-addressed, never overwritten."""

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    """Has no tables: the database holds hashes, the store holds bytes."""

    name = "office.archive"
    label = "archive"
    verbose_name = "Arsip"
