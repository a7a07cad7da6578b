"""The ladder: filings, their steps, and the decisions on them."""
