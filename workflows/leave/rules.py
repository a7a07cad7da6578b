"""This room names no rule of its own.

Own requests and those of whom one decides about are for `login`, narrowed by the selectors; opening balances are for
`personnel`.
"""
