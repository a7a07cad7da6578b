"""Procedures of the office: the ladder, and what climbs it."""
