"""Correction of attendance: a punch that is missing, or a clock that was wrong."""
