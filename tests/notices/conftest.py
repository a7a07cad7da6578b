"""The small office of people, and a browser on its real addresses."""

from tests.people.conftest import office, site

__all__ = ["office", "site"]
