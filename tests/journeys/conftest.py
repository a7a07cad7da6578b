"""Browsers for the journeys."""

from tests.browsers import chromium, open_page

__all__ = ["chromium", "open_page"]
