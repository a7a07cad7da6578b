"""The rules of being away. Pure."""
