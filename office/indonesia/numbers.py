"""Whole numbers as they come from outside: an address, a form, a mark."""

ROW_ID_DIGITS = 18
"""Most digits that surely fit a column of 64 bits."""


def whole(text: str, digits: int = ROW_ID_DIGITS) -> int | None:
    """Return the number a text of ASCII digits names; None for anything else, also for more than `digits` digits."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= digits else None
