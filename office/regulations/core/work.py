"""Daily reports and the ladder: windows, norms, chains."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from office.regulations.core.section import Part, Section
from office.regulations.core.values import Count, Rupiah, unchangeable

SEAT = re.compile(r"^(superior|head|position:[A-Z0-9][A-Z0-9.\-]*|appointment:[a-z_]+)$")
Procedure = Literal[
    "daily_report",
    "disbursement",
    "tpp_run",
    "sanction",
    "leave",
    "duty",
    "permit",
    "correction",
]
PROCEDURE_TITLES: Mapping[str, str] = MappingProxyType(
    {
        "daily_report": "Laporan harian",
        "disbursement": "Pencairan dana",
        "tpp_run": "Perhitungan TPP",
        "sanction": "Hukuman disiplin",
        "leave": "Cuti",
        "duty": "Dinas luar",
        "permit": "Izin",
        "correction": "Koreksi kehadiran",
    }
)
"""Procedures as decrees name them; never translated."""
DocumentCode = Literal[
    "daily_report",
    "spp",
    "spm",
    "sp2d",
    "tpp_list",
    "sanction_decision",
    "slip",
    "leave_letter",
    "duty_letter",
]


def seat_name(value: str) -> str:
    """Return a seat as chains name it; ValueError otherwise."""
    if not SEAT.match(value):
        raise ValueError("superior, head, position:KODE atau appointment:jenis")
    return value


class Report(Section):
    """The daily report."""

    window_workdays: Count
    """Working days after the day itself within which its report may still be filed."""
    effective_minutes_day: Count = Field(ge=1, le=24 * 60)
    """Minutes of approved work that make a full day."""
    missing: Literal["warn"]
    """What a missing report does. Only "warn" is supported."""


class Approval(Section):
    """How long a desk may take."""

    approve_workdays: Count = Field(ge=1)
    on_expiry: Literal["escalate", "hold"]


class ChainLevel(Part):
    """One level of a procedure's chain: the seats asked, and how many of them must decide."""

    number: Count = Field(ge=1)
    seats: tuple[Annotated[str, AfterValidator(seat_name)], ...] = Field(min_length=1)
    needed: Count = Field(default=1, ge=1)
    document: DocumentCode | None = None
    due_workdays: Count = Field(ge=1)
    from_rupiah: Rupiah = 0
    """Smallest amount this level is asked about."""
    until_rupiah: Rupiah | None = None
    """Largest amount this level is asked about; absent without an upper end."""

    @model_validator(mode="after")
    def enough_seats(self) -> Self:
        if self.needed > len(self.seats):
            raise ValueError("needed tidak lebih dari jumlah seats")
        return self


class Chains(Section):
    """The usual levels of each procedure, used where an agency has no chain of its own."""

    second_person: bool = True
    """Whether a new version of an agency's chain waits for a second person's word."""
    levels: Annotated[Mapping[Procedure, tuple[ChainLevel, ...]], AfterValidator(unchangeable)]

    @model_validator(mode="after")
    def levels_count_up_from_one(self) -> Self:
        for kind, levels in self.levels.items():
            if [level.number for level in levels] != list(range(1, len(levels) + 1)):
                raise ValueError(f"{kind}: number berurutan mulai 1")
        return self
