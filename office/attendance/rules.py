"""This room names no rule of its own.

Files, devices and PINs are for `operator` (which admits city personnel); the own month and a person's month are for
`login`, narrowed by the field table.
"""
