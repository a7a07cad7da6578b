"""Why a month came to its amount: every step with facts, rule, article, arithmetic and rupiah.

Rendered on demand from packed facts, policy and the engine's integers; nothing of it is stored.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from office.indonesia import long_date, rupiah
from office.indonesia.months import CalendarMonth
from office.regulations.core import Tier
from performance.tpp.core.base import ground_amounts
from performance.tpp.core.facts import DayFacts, SegmentFacts
from performance.tpp.core.paying import paying
from performance.tpp.core.policy import Policy
from performance.tpp.core.rounding import WHOLE_BP

ROUNDINGS = {
    "half_up": "dibulatkan ke rupiah terdekat, tepat setengah ke atas",
    "half_even": "dibulatkan ke rupiah terdekat, tepat setengah ke genap",
    "down": "dibulatkan ke bawah",
    "up": "dibulatkan ke atas",
    "nearest_100": "dibulatkan ke seratus rupiah terdekat",
}


@dataclass(frozen=True)
class Step:
    """One line of a payslip, opened."""

    key: str
    """Machine name: base, discipline, absent, missing, late, early, productivity, sanction, net."""
    title: str
    facts: tuple[str, ...]
    """What happened, one sentence each."""
    rule: str
    """What the regulation says, in one sentence."""
    article: str
    """Article alone, as a payslip shows it."""
    clause: str
    """Articles and instrument."""
    arithmetic: str
    amount_rupiah: int
    """Signed: cuts are negative."""


@dataclass(frozen=True)
class SanctionDecision:
    """A decision whose cut is in force in the month."""

    label: str
    """The sanction as decided; the reference where nothing else is known."""
    clause: str = ""
    """Article by which pay is cut; empty where unknown."""
    decided_on: date | None = None
    """Day of the decision."""

    def sentence(self) -> str:
        """Return the decision as one Indonesian sentence."""
        if self.decided_on is None:
            return _("%(label)s berlaku pada bulan ini.") % {"label": self.label}
        words = {"label": self.label, "day": long_date(self.decided_on)}
        return _("%(label)s, diputuskan %(day)s, berlaku pada bulan ini.") % words


@dataclass(frozen=True)
class Explained:
    """Everything the explanation of one employee's month is made of."""

    month: CalendarMonth
    days: tuple[DayFacts, ...]
    segments: tuple[SegmentFacts, ...]
    policy: Policy
    amounts: dict[str, int]
    """The engine's named intermediates for this employee."""
    sanctions: tuple[SanctionDecision, ...] = ()
    """Decisions whose cut is in force."""


def percent(points: int) -> str:
    """Return basis points as Indonesian percent: 125 is "1,25%"."""
    whole, part = divmod(points, 100)
    return f"{whole},{part:02}".rstrip("0").rstrip(",") + "%"


def explanation(case: Explained) -> tuple[Step, ...]:
    """Return the steps from base to net; the amounts add up to the last one."""
    return (
        base_step(case),
        *(discipline_step(case, kind) for kind in ("absent", "missing", "late", "early")),
        productivity_step(case),
        *([sanction_step(case)] if case.amounts["sanction_bp"] else []),
        net_step(case),
    )


def base_step(case: Explained) -> Step:
    got, policy = case.amounts, case.policy
    held = paying(case.segments, policy.move)
    job_class = got["job_class"]
    factor = policy.status.factor_bp.get(held.status, 0) if held else 0
    parts = (
        [
            f"{each.label} {percent(each.share_bp(job_class))} x {rupiah(policy.table.basic_rupiah(job_class))}"
            f" = {rupiah(amount)} ({each.clause})"
            for each, amount in zip(
                policy.grounds(), ground_amounts(policy, job_class), strict=True
            )
        ]
        if job_class
        else []
    )
    facts = [
        _("Kelas jabatan %(job_class)s, status %(status)s.")
        % {"job_class": job_class, "status": held.status if held else "-"},
        _("Memegang jabatan pada %(held)s dari %(due)s hari kerja.")
        % {"held": got["days_held"], "due": got["days_due"]},
    ]
    whole = sum(ground_amounts(policy, job_class)) if job_class else 0
    sums = "; ".join(parts)
    if factor != WHOLE_BP:
        sums += f"; status {percent(factor)} x {rupiah(whole)}"
    if got["days_held"] != got["days_due"]:
        sums += f"; x {got['days_held']}/{got['days_due']} hari kerja"
    return Step(
        key="base",
        title=_("TPP sebelum potongan"),
        facts=tuple(facts),
        rule=_("Persentase tiap kriteria dari basic TPP kelas jabatan, %(how)s.")
        % {"how": ROUNDINGS[policy.money.round]},
        article=policy.criteria.clause,
        clause=f"{policy.table.source}; {policy.criteria.clause}; {policy.status.clause}; {policy.move.clause}",
        arithmetic=f"{sums} = {rupiah(got['base_rupiah'])}",
        amount_rupiah=got["base_rupiah"],
    )


def discipline_step(case: Explained, kind: str) -> Step:
    policy, points = case.policy, case.amounts[f"{kind}_bp"]
    rules = {
        "absent": (_("Tidak masuk tanpa alasan sah"), absent_rule(policy), policy.absent),
        "missing": (
            _("Tidak merekam masuk atau pulang"),
            missing_rule(policy),
            policy.missing_punch,
        ),
        "late": (_("Terlambat masuk"), tier_rule(policy.late.tiers), policy.late),
        "early": (_("Pulang sebelum waktunya"), tier_rule(policy.early.tiers), policy.early),
    }
    title, rule, section = rules[kind]
    base, amount = cut_base(case), case.amounts[f"{kind}_rupiah"]
    return Step(
        key=kind,
        title=title,
        facts=tuple(day_sentences(case, kind)) or (_("Tidak ada."),),
        rule=rule,
        article=section.clause,
        clause=f"{section.source}; {policy.base.clause}",
        arithmetic=f"{percent(min(points, WHOLE_BP))} x {rupiah(base)} = {rupiah(amount)}",
        amount_rupiah=-amount,
    )


def cut_base(case: Explained) -> int:
    name = "discipline_rupiah" if case.policy.base.cut_base == "component" else "base_rupiah"
    return case.amounts[name]


def absent_rule(policy: Policy) -> str:
    rule = _("%(percent)s setiap hari") % {"percent": percent(policy.absent.percent_per_day_bp)}
    if policy.absent.full_cut_after_consecutive:
        rule += "; " + _("seluruhnya bila %(days)s hari kerja berturut-turut") % {
            "days": policy.absent.full_cut_after_consecutive
        }
    return rule


def missing_rule(policy: Policy) -> str:
    return _("masuk %(in)s, pulang %(out)s setiap kali") % {
        "in": percent(policy.missing_in_bp),
        "out": percent(policy.missing_out_bp),
    }


def tier_rule(tiers: Sequence[Tier]) -> str:
    return "; ".join(
        f"{tier.from_minutes}-{tier.until_minutes} menit {percent(tier.percent_bp)}"
        if tier.until_minutes
        else f"{tier.from_minutes} menit atau lebih {percent(tier.percent_bp)}"
        for tier in tiers
    )


def day_sentences(case: Explained, kind: str) -> Iterator[str]:
    """Yield one sentence for each day that counts for a kind of cut."""
    for day, facts in zip(case.month.days, case.days, strict=True):
        if not any(not s.acting and s.from_day <= day.day <= s.until_day for s in case.segments):
            continue
        sentence = day_sentence(case.policy, kind, facts)
        if sentence:
            yield f"{long_date(day)}: {sentence}"


def day_sentence(policy: Policy, kind: str, day: DayFacts) -> str:
    if kind == "absent":
        per_day = percent(policy.absent.percent_per_day_bp)
        return (
            _("tidak masuk (%(percent)s)") % {"percent": per_day} if day.status == "absent" else ""
        )
    if day.status != "present":
        return ""
    if kind == "missing":
        return {
            "": "",
            "in": _("tidak ada rekam masuk (%(percent)s)")
            % {"percent": percent(policy.missing_in_bp)},
            "out": _("tidak ada rekam pulang (%(percent)s)")
            % {"percent": percent(policy.missing_out_bp)},
        }[day.missing_punch]
    late = kind == "late"
    minutes = day.minutes_late if late else day.minutes_early
    tiers = policy.late.tiers if late else policy.early.tiers
    skipped = day.missing_punch == ("in" if late else "out")
    tier = None if skipped else reached(tiers, minutes)
    if tier is None:
        return ""
    return _("%(minutes)s menit, %(label)s (%(percent)s)") % {
        "minutes": minutes,
        "label": tier.label,
        "percent": percent(tier.percent_bp),
    }


def reached(tiers: Sequence[Tier], minutes: int) -> Tier | None:
    for tier in tiers:
        if minutes >= tier.from_minutes and (
            tier.until_minutes is None or minutes <= tier.until_minutes
        ):
            return tier
    return None


def productivity_step(case: Explained) -> Step:
    got, policy = case.amounts, case.policy
    approved, norm = got["approved_minutes"], got["norm_minutes"]
    lost = max(norm - approved, 0)
    arithmetic = (
        f"{rupiah(got['productivity_rupiah'])} x {lost}/{norm} = {rupiah(got['productivity_cut_rupiah'])}"
        if norm
        else _("tidak ada hari kerja yang dihitung, tidak ada potongan")
    )
    return Step(
        key="productivity",
        title=_("Waktu kerja efektif yang belum terpenuhi"),
        facts=(
            _("Menit kerja disetujui yang dihitung: %(approved)s dari %(norm)s.")
            % {"approved": approved, "norm": norm},
        ),
        rule=_("%(share)s dari TPP menurut menit kerja efektif, %(minutes)s menit sehari")
        % {
            "share": percent(policy.split.productivity_bp),
            "minutes": policy.report.effective_minutes_day,
        },
        article=policy.productivity.clause,
        clause=f"{policy.productivity.source}; {policy.split.clause}; {policy.report.clause}",
        arithmetic=arithmetic,
        amount_rupiah=-got["productivity_cut_rupiah"],
    )


def sanction_step(case: Explained) -> Step:
    got = case.amounts
    gross = case.policy.sanction.tpp_cut_base == "gross"
    base = got["base_rupiah"] if gross else got["net_rupiah"] + got["sanction_rupiah"]
    return Step(
        key="sanction",
        title=_("Akibat hukuman disiplin"),
        facts=tuple(decision.sentence() for decision in case.sanctions),
        rule=_("potongan dari TPP sebelum potongan lain")
        if gross
        else _("potongan dari TPP setelah potongan lain"),
        article=_articles(case) or case.policy.sanction.clause,
        clause=f"{_articles(case) or case.policy.sanction.clause}, {case.policy.sanction.legal_basis}",
        arithmetic=f"{percent(got['sanction_bp'])} x {rupiah(base)} = {rupiah(got['sanction_rupiah'])}",
        amount_rupiah=-got["sanction_rupiah"],
    )


def _articles(case: Explained) -> str:
    return "; ".join(dict.fromkeys(one.clause for one in case.sanctions if one.clause))


def net_step(case: Explained) -> Step:
    got = case.amounts
    names = ("absent", "missing", "late", "early", "productivity_cut", "sanction")
    cuts = [got[f"{name}_rupiah"] for name in names]
    return Step(
        key="net",
        title=_("TPP yang diterima (sebelum pajak)"),
        facts=(),
        rule=_("setiap potongan dibulatkan sekali, lalu dikurangkan"),
        article=case.policy.money.clause,
        clause=case.policy.money.source,
        arithmetic=" - ".join([rupiah(got["base_rupiah"]), *(rupiah(cut) for cut in cuts if cut)])
        + f" = {rupiah(got['net_rupiah'])}",
        amount_rupiah=got["net_rupiah"],
    )
