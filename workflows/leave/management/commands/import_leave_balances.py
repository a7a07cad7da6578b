"""import_leave_balances FILE [--dry-run] [--json]: opening balances from CSV or XLSX, all lines or none."""

from collections.abc import Mapping

from office.acts.importing import ImportCommand
from office.audit.core import Actor, rule
from workflows.leave.balance_import import BalanceReading, read_balances
from workflows.leave.services import import_balances


@rule("cli")
class Command(ImportCommand):
    """Import opening balances of annual leave, or say what an import would do."""

    help = (
        "Impor saldo awal cuti tahunan dari CSV atau XLSX; --dry-run hanya menunjukkan akibatnya."
    )
    words = {"changed": "berubah", "unchanged": "tetap"}

    def read(self, payload: bytes) -> BalanceReading:
        """Return what the file would do."""
        return read_balances(payload)

    def store(self, payload: bytes) -> None:
        """Set the balances."""
        import_balances(by=Actor.system("cli"), payload=payload)

    def counts(self, reading: BalanceReading) -> Mapping[str, int]:
        """Return how many balances change and how many stay."""
        return {"changed": len(reading.changes), "unchanged": reading.unchanged}
