"""import_budget FILE [--dry-run] [--json]: budget lines from CSV or XLSX, all rows or none."""

from collections.abc import Mapping

from office.acts.importing import ImportCommand
from office.audit.core import Actor, rule
from workflows.disbursement.budget_import import BudgetReading, read_budget
from workflows.disbursement.services import import_budget


@rule("cli")
class Command(ImportCommand):
    """Import budget lines, or say what an import would do."""

    help = "Impor pos anggaran dari CSV atau XLSX; --dry-run hanya menunjukkan akibatnya."
    words = {"new": "baru", "changed": "berubah", "unchanged": "tetap"}

    def read(self, payload: bytes) -> BudgetReading:
        """Return what the file would do."""
        return read_budget(payload)

    def store(self, payload: bytes) -> None:
        """Store the lines."""
        import_budget(by=Actor.system("cli"), payload=payload)

    def counts(self, reading: BudgetReading) -> Mapping[str, int]:
        """Return how many lines are new, change and stay."""
        return {
            "new": len(reading.fresh),
            "changed": len(reading.changed),
            "unchanged": reading.unchanged,
        }
