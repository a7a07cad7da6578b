"""A regulation file: TOML in, typed sections out, every mistake named with its key."""

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from office.regulations.core.attendance import Attendance, Rosters
from office.regulations.core.discipline import (
    DisciplineAbsent,
    DisciplineBase,
    DisciplineEarly,
    DisciplineLate,
    DisciplineMissingPunch,
)
from office.regulations.core.finance import Finance
from office.regulations.core.ladder import Clock, Dispute, Mandate, Undecided
from office.regulations.core.leave import Correction, Duty, Leave, Permit
from office.regulations.core.pay import (
    Money,
    TppCriteria,
    TppMove,
    TppProductivity,
    TppSplit,
    TppStatus,
    TppTable,
)
from office.regulations.core.sanction import Sanction
from office.regulations.core.section import Part, Section
from office.regulations.core.signing import Sign
from office.regulations.core.values import Text
from office.regulations.core.work import Approval, Chains, Report

SECTIONS: Mapping[str, type[Section]] = MappingProxyType(
    {
        "money": Money,
        "attendance": Attendance,
        "rosters": Rosters,
        "report": Report,
        "approval": Approval,
        "chains": Chains,
        "leave": Leave,
        "duty": Duty,
        "permit": Permit,
        "correction": Correction,
        "mandate": Mandate,
        "clock": Clock,
        "dispute": Dispute,
        "undecided": Undecided,
        "finance": Finance,
        "sign": Sign,
        "tpp.table": TppTable,
        "tpp.criteria": TppCriteria,
        "tpp.split": TppSplit,
        "tpp.productivity": TppProductivity,
        "tpp.status": TppStatus,
        "tpp.move": TppMove,
        "discipline.base": DisciplineBase,
        "discipline.late": DisciplineLate,
        "discipline.early": DisciplineEarly,
        "discipline.missing_punch": DisciplineMissingPunch,
        "discipline.absent": DisciplineAbsent,
        "sanction": Sanction,
    }
)
"""Every section a regulation may have, by its dotted name in the file."""
GROUPS = frozenset(name.split(".")[0] for name in SECTIONS if "." in name)


class Instrument(Part):
    """The legal instrument a file holds."""

    number: Text
    """As cited: "Peraturan Wali Kota Contoh Nomor 7 Tahun 2026"."""
    title: Text
    valid_from: date
    legal_basis: tuple[Text, ...]


@dataclass(frozen=True)
class Fault:
    """One mistake in a file: the dotted key and what was expected there."""

    key: str
    """Dotted key in the file."""
    expected: str
    """What belongs there, in Indonesian."""


class RegulationError(ValueError):
    """A file that is no regulation. `faults` names every mistake at once."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(f"{fault.key}: {fault.expected}" for fault in faults))
        self.faults = faults


@dataclass(frozen=True)
class Regulation:
    """A parsed file: instrument, first day in force, its sections by dotted name."""

    instrument: str
    """As cited."""
    title: str
    """What it is about."""
    valid_from: date
    """First day in force."""
    legal_basis: tuple[str, ...]
    """Instruments it rests on."""
    sections: Mapping[str, Section]
    """Typed sections by dotted name."""
    sha256: str
    """Hex hash of the file."""
    text: str
    """The file."""


def parse(toml_bytes: bytes) -> Regulation:
    """Return the regulation a TOML file holds; raise RegulationError naming every fault."""
    return from_tree(read(toml_bytes), toml_bytes)


def from_tree(tree: dict[str, Any], source: bytes) -> Regulation:
    """Return the regulation a tree of plain values holds; its hash is that of `source`.

    Raises RegulationError naming every fault. A draft is a tree with some values replaced.
    """
    faults = list(floats(tree, ""))
    if faults:
        raise RegulationError(tuple(faults))
    instrument = head(tree)
    sha256 = hashlib.sha256(source).hexdigest()
    sections: dict[str, Section] = {}
    for name, table in tables(tree, faults):
        origin = {"regulation_sha": sha256, "legal_basis": instrument.number}
        try:
            sections[name] = SECTIONS[name].model_validate({**origin, **table, **origin})
        except ValidationError as error:
            faults += [fault_of(name, detail) for detail in error.errors()]
    if faults:
        raise RegulationError(tuple(faults))
    return Regulation(
        instrument=instrument.number,
        title=instrument.title,
        valid_from=instrument.valid_from,
        legal_basis=instrument.legal_basis,
        sections=MappingProxyType(sections),
        sha256=sha256,
        text=source.decode(),
    )


def read(toml_bytes: bytes) -> dict[str, Any]:
    """Return the plain tree of a TOML file; raise RegulationError where it is no TOML."""
    try:
        return tomllib.loads(toml_bytes.decode())
    except UnicodeDecodeError:
        raise RegulationError((Fault("(berkas)", "teks UTF-8"),)) from None
    except tomllib.TOMLDecodeError as error:
        raise RegulationError((Fault("(berkas)", f"TOML yang sah ({error})"),)) from None


def floats(value: object, key: str) -> Iterator[Fault]:
    """Yield a fault for every float of the tree."""
    if isinstance(value, float):
        yield Fault(key, f'teks desimal dalam tanda kutip, misalnya "{value}"; pecahan ditolak')
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from floats(inner, f"{key}.{name}" if key else str(name))
    elif isinstance(value, list):
        for place, inner in enumerate(value, start=1):
            yield from floats(inner, f"{key}[{place}]")


def head(tree: dict[str, Any]) -> Instrument:
    """Return the instrument of a tree; raises RegulationError."""
    try:
        return Instrument.model_validate(tree.get("instrument", {}))
    except ValidationError as error:
        raise RegulationError(
            tuple(fault_of("instrument", detail) for detail in error.errors())
        ) from None


def tables(tree: dict[str, Any], faults: list[Fault]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every known section with its table; report what is not a known section."""
    for top, value in tree.items():
        if top == "instrument":
            continue
        named = (
            {f"{top}.{part}": table for part, table in value.items()}
            if (top in GROUPS and isinstance(value, dict))
            else {top: value}
        )
        for name, table in named.items():
            if name in SECTIONS and isinstance(table, dict):
                yield name, table
            else:
                faults.append(Fault(name, "bagian yang dikenal: " + ", ".join(SECTIONS)))


EXPECTED = MappingProxyType(
    {
        "missing": "wajib diisi",
        "extra_forbidden": "kunci tidak dikenal; hapus atau perbaiki namanya",
        "int_type": "bilangan bulat tanpa tanda kutip",
        "int_parsing": "bilangan bulat tanpa tanda kutip",
        "string_type": "teks",
        "string_too_short": "teks yang tidak kosong",
        "bool_type": "true atau false",
        "tuple_type": "daftar [...]",
        "mapping_type": "tabel",
        "model_type": "tabel",
        "date_from_datetime_parsing": "tanggal, misalnya 2026-01-01",
        "date_type": "tanggal, misalnya 2026-01-01",
        "too_short": "sekurangnya satu isian",
    }
)
LIMITS = MappingProxyType(
    {
        "greater_than_equal": "paling kecil {ge}",
        "less_than_equal": "paling besar {le}",
        "less_than": "kurang dari {lt}",
        "literal_error": "salah satu dari {expected}",
    }
)


def fault_of(section: str, detail: ErrorDetails) -> Fault:
    """Return a pydantic error as a fault: dotted key, and the expectation in Indonesian."""
    key = section
    for part in detail["loc"]:
        key += f"[{part + 1}]" if isinstance(part, int) else f".{part}"
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "value_error":
        return Fault(key, str(context["error"]))
    if kind in LIMITS:
        return Fault(key, LIMITS[kind].format(**context))
    return Fault(key, EXPECTED.get(kind, detail["msg"]))
