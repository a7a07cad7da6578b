"""Pages of disbursement."""
