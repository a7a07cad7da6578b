"""This room names no rule of its own: own corrections and those one decides about are for `login`, narrowed by the selectors."""
