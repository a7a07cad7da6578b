"""Dated law as typed data. `parse(toml_bytes)` reads a file; section types are re-exported."""

from office.regulations.core.attendance import Attendance, Hours, Roster, Rosters, WeekHours
from office.regulations.core.bands import Tier
from office.regulations.core.difference import Change, differences
from office.regulations.core.discipline import (
    DisciplineAbsent,
    DisciplineBase,
    DisciplineEarly,
    DisciplineLate,
    DisciplineMissingPunch,
)
from office.regulations.core.document import (
    SECTIONS,
    Fault,
    Instrument,
    Regulation,
    RegulationError,
    from_tree,
    parse,
    read,
)
from office.regulations.core.finance import Finance, ServiceTime
from office.regulations.core.ladder import Clock, Dispute, Mandate, Undecided
from office.regulations.core.leave import (
    Correction,
    Duty,
    EvidenceRule,
    Leave,
    LeaveRule,
    Permit,
    StandIn,
    YearlyDays,
)
from office.regulations.core.pay import (
    Criterion,
    Money,
    TppCriteria,
    TppMove,
    TppProductivity,
    TppSplit,
    TppStatus,
    TppTable,
)
from office.regulations.core.sanction import Sanction, Threshold, TppCut
from office.regulations.core.section import Part, Section
from office.regulations.core.signing import Sign
from office.regulations.core.work import (
    PROCEDURE_TITLES,
    Approval,
    ChainLevel,
    Chains,
    Report,
)

__all__ = [
    "PROCEDURE_TITLES",
    "SECTIONS",
    "Approval",
    "Attendance",
    "ChainLevel",
    "Chains",
    "Change",
    "Clock",
    "Correction",
    "Criterion",
    "DisciplineAbsent",
    "DisciplineBase",
    "DisciplineEarly",
    "DisciplineLate",
    "DisciplineMissingPunch",
    "Dispute",
    "Duty",
    "EvidenceRule",
    "Fault",
    "Finance",
    "Hours",
    "Instrument",
    "Leave",
    "LeaveRule",
    "Mandate",
    "Money",
    "Part",
    "Permit",
    "Regulation",
    "RegulationError",
    "Report",
    "Roster",
    "Rosters",
    "Sanction",
    "Section",
    "ServiceTime",
    "Sign",
    "StandIn",
    "Threshold",
    "Tier",
    "TppCriteria",
    "TppCut",
    "TppMove",
    "TppProductivity",
    "TppSplit",
    "TppStatus",
    "TppTable",
    "Undecided",
    "WeekHours",
    "YearlyDays",
    "differences",
    "from_tree",
    "parse",
    "read",
]
