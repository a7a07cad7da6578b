"""The room of disbursement: budget lines, requests for payment, and the ledger."""

from django.apps import AppConfig


class DisbursementConfig(AppConfig):
    """Registers the room under the label `disbursement`."""

    name = "workflows.disbursement"
    label = "disbursement"
    verbose_name = "Pencairan"

    def ready(self) -> None:
        """Guard the ledger, payees and papers: rows are inserted; a correction is a reversal or a new revision."""
        from office.audit import sql  # noqa: PLC0415 - the trail's models are ready only now

        sql.append_only(
            "disbursement_ledgerentry", "disbursement_paymentline", "disbursement_requestpaper"
        )
