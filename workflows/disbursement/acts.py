"""Names of the audited acts of this room."""

from enum import StrEnum


class Acts(StrEnum):
    """Acts of the budget and of payment."""

    IMPORT_BUDGET = "disbursement.import_budget"
    OPEN_BUDGET_LINE = "disbursement.open_budget_line"
    SUBMIT_REQUEST = "disbursement.submit"
    RESUBMIT_REQUEST = "disbursement.resubmit"
    WITHDRAW_REQUEST = "disbursement.withdraw"
    FREE_RESERVATION = "disbursement.free_reservation"
    RELEASE_FUNDS = "disbursement.release"
    REVERSE_RELEASE = "disbursement.reverse"
    DOWNLOAD_BANK_FILE = "disbursement.download_bank_file"
