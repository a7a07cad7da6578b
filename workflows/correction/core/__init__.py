"""The rules of a correction. Pure."""
