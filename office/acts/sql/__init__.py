"""SQL of receipts."""

from office.acts.sql.receipts import insert_receipt

__all__ = ["insert_receipt"]
