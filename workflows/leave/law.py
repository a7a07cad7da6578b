"""What the regulation in force says of a request, as limits and in words."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from office.attendance.kinds import LEAVE_TITLES
from office.people.core import PositionCard
from office.regulations.selectors import NoRule, in_force
from workflows.leave.core.balance import CarryRule
from workflows.leave.core.requests import Limits
from workflows.leave.core.states import Procedure

OTHER_TITLES = {Procedure.DUTY.value: "Dinas luar", Procedure.PERMIT.value: "Izin"}
"""Official words, never translated."""


def title_of(procedure: str, kind: str) -> str:
    """Return what is asked for in the law's words."""
    return LEAVE_TITLES.get(kind) or OTHER_TITLES.get(procedure, procedure)


def leave_rule(kind: str, on: date) -> Any:
    """Return the regulation's rule for a kind of leave on a day, None where it has none."""
    return in_force("leave", on).kinds.get(kind)


def kinds_on(on: date) -> list[tuple[str, str]]:
    """Return the kinds of leave the regulation has on a day, with their official names."""
    return [(kind, LEAVE_TITLES[kind]) for kind in in_force("leave", on).kinds]


def clause_of(procedure: str, kind: str, on: date) -> str:
    """Return the article under which something is asked for; empty where the regulation has none."""
    if procedure != Procedure.LEAVE:
        return str(in_force(procedure, on).source)
    rule = leave_rule(kind, on)
    return str(rule.clause) if rule else ""


def counts_calendar_days(procedure: str, kind: str, on: date) -> bool:
    """Return whether free days count too."""
    if procedure == Procedure.DUTY:
        return True
    rule = leave_rule(kind, on) if procedure == Procedure.LEAVE else None
    return rule is not None and rule.counts == "calendar"


def limits_of(procedure: str, kind: str, on: date, post: PositionCard | None) -> Limits:
    """Return what the regulation asks of a request made on a day by the holder of a post."""
    if procedure == Procedure.PERMIT:
        permit = in_force("permit", on)
        return Limits(
            is_known=True,
            max_days=1,
            max_minutes=permit.max_minutes,
            max_per_month=permit.max_per_month,
        )
    rule = in_force("duty", on) if procedure == Procedure.DUTY else leave_rule(kind, on)
    if rule is None:
        return Limits(is_known=False, max_days=0)
    evidence = rule.evidence
    return Limits(
        is_known=True,
        max_days=rule.max_days,
        service_months=getattr(rule, "service_months", 0),
        evidence=evidence.title if evidence else "",
        evidence_from_days=evidence.from_days if evidence else 1,
        needs_plh_from=_needs_plh_from(post, on),
    )


def _needs_plh_from(post: PositionCard | None, on: date) -> int:
    stand_in = in_force("leave", on).plh
    named = post is not None and post.kind in stand_in.position_kinds
    return int(stand_in.from_workdays) if named else 0


def is_confidential(procedure: str, kind: str, on: date) -> bool:
    """Return whether the proving file is for its owner and those who keep leave papers only."""
    rule = leave_rule(kind, on) if procedure == Procedure.LEAVE else None
    return bool(rule and rule.evidence and rule.evidence.confidential)


def yearly_rule(kind: str, year: int) -> Any:
    """Return how a year's balance of a kind comes about, by the law of its last day; None where it has no balance."""
    try:
        rule = leave_rule(kind, date(year, 12, 31))
    except NoRule:
        return None
    return rule.yearly if rule else None


def carry_rule(yearly: Any) -> CarryRule:
    """Return the carry-over of a yearly rule."""
    return CarryRule(yearly.carry_days, yearly.carry_days_unused)


def pay_words(procedure: str, on: date) -> list[str]:
    """Return what being away does to TPP, in sentences, from the sections by which TPP is computed."""
    try:
        productivity = in_force("tpp.productivity", on)
    except NoRule:
        return []
    source = {"source": productivity.source}
    if procedure == Procedure.PERMIT:
        return [
            _("Jam yang diizinkan tidak dihitung terlambat atau pulang awal."),
            _("Rekaman masuk dan pulang tetap diperlukan."),
        ]
    if procedure == Procedure.DUTY:
        return [
            _("Hari dinas luar tidak dihitung tidak hadir, jadi tanpa potongan disiplin."),
            _("Laporan harian tetap diisi: waktu kerjanya dihitung dalam norma (%(source)s).")
            % source,
        ]
    no_cut = _("Hari cuti tidak dihitung tidak hadir, jadi tanpa potongan disiplin.")
    if productivity.leave_days == "not_due":
        return [
            no_cut,
            _("Hari cuti dikeluarkan dari norma waktu kerja bulan itu (%(source)s).") % source,
        ]
    return [
        no_cut,
        _(
            "Hari cuti tetap dalam norma waktu kerja, jadi bagian produktivitas berkurang (%(source)s)."
        )
        % source,
    ]
