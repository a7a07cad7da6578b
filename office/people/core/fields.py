"""Who sees which field of a person: one table of relation x field. Pure.

A superior sees minutes, not rupiah or diagnosis (house 9; UU 27/2022 on personal data: need to know).
"""

from collections.abc import Iterable
from enum import StrEnum


class Relation(StrEnum):
    """How a reader stands to the person read about."""

    SELF = "self"
    SUPERIOR = "superior"
    """Acts for the seat directly above."""
    HEAD = "head"
    """Heads the agency or stands above it in the line."""
    OPERATOR = "operator"
    """Agency operator of that agency."""
    PERSONNEL = "personnel"
    """City personnel office, or the personnel authority."""
    FINANCE = "finance"
    """Treasurer, PPK-SKPD or PA/KPA of that agency, or BUD."""
    INSPECTOR = "inspector"
    COLLEAGUE = "colleague"
    """Anyone signed in."""


_R = Relation
_EVERYONE = frozenset(Relation)
_LINE = frozenset({_R.SELF, _R.SUPERIOR, _R.HEAD})
_CARE = frozenset({_R.OPERATOR, _R.PERSONNEL, _R.INSPECTOR})

FIELD_TABLE: dict[str, frozenset[Relation]] = {
    "name": _EVERYONE,
    "position": _EVERYONE,
    "nip": _LINE | _CARE | {_R.FINANCE},
    "rank": _LINE | _CARE | {_R.FINANCE},
    "birth_date": frozenset({_R.SELF, _R.PERSONNEL, _R.OPERATOR}),
    "presence_today": _LINE | _CARE,
    "attendance_minutes": _LINE | _CARE,
    "attendance_punches": frozenset({_R.SELF}) | _CARE,
    "leave_kind": frozenset({_R.SELF, _R.OPERATOR, _R.PERSONNEL}),
    "diagnosis": frozenset({_R.SELF}),
    "activities": _LINE | {_R.INSPECTOR},
    "evidence": _LINE | {_R.INSPECTOR},
    "findings": _LINE | _CARE,
    "tpp_rupiah": frozenset({_R.SELF, _R.PERSONNEL, _R.FINANCE, _R.INSPECTOR}),
    "tpp_trace": frozenset({_R.SELF, _R.PERSONNEL, _R.INSPECTOR}),
    "bank_account": frozenset({_R.SELF, _R.FINANCE}),
    "tax_status": frozenset({_R.SELF, _R.FINANCE, _R.PERSONNEL}),
    "nik": frozenset({_R.SELF}),
    "sanctions": frozenset({_R.SELF, _R.SUPERIOR, _R.HEAD, _R.PERSONNEL, _R.INSPECTOR}),
    "readers": frozenset({_R.SELF, _R.INSPECTOR}),
}
"""Field -> relations that see it. A field that is not here is seen by nobody."""


def seen_by(field: str, relations: Iterable[Relation]) -> bool:
    """Return whether a reader with these relations sees the field; an unknown field is seen by nobody."""
    return not FIELD_TABLE.get(field, frozenset()).isdisjoint(relations)
