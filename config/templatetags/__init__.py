"""Template libraries of the one look: `ui` (components) and `slots` (fragments of upper rooms)."""
