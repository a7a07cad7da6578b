"""Database-specific ways in and out of the engine: COPY on PostgreSQL, plain bulk on SQLite."""

from performance.tpp.sql.lines import insert_lines
from performance.tpp.sql.pinned import Pinned, read_pinned

__all__ = ["Pinned", "insert_lines", "read_pinned"]
