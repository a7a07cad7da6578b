"""The room of the allowance."""

from django.apps import AppConfig

from office.audit import sql


class TppConfig(AppConfig):
    """Facts, participants and lines are inserted and never changed."""

    name = "performance.tpp"
    label = "tpp"
    verbose_name = "Tambahan penghasilan pegawai"

    def ready(self) -> None:
        """Declare the tables the database itself keeps from change."""
        sql.append_only("tpp_monthfacts", "tpp_tppparticipant", "tpp_tppline")
        sql.never_deleted("tpp_tpprun", "tpp_sanctioneffect", "tpp_payaccount")
