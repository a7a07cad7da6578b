"""TPP: the table, the criteria, the split, and who gets which part."""

from fractions import Fraction
from typing import Literal, Self

from pydantic import Field, model_validator

from office.regulations.core.section import Part, Section
from office.regulations.core.values import ByClass, ByText, Count, Index, Percent, Rupiah, Text


class Money(Section):
    """How an amount becomes whole rupiah."""

    round: Literal["half_up", "half_even", "down", "up", "nearest_100"]
    round_stage: Literal["each_cut"]
    """Each cut is rounded once, then subtracted. No other stage is supported."""


class TppTable(Section):
    """Basic TPP by job class, whole rupiah a month.

    The published rupiah (`rupiah`) win; a class without one is derived from `bpk` times `index`,
    rounded half up (Kepmendagri scheme: tukin BPK x IKFD x IKK x IPPD).
    """

    rupiah: ByClass[Rupiah] = Field(default_factory=dict)
    bpk: ByClass[Rupiah] = Field(default_factory=dict)
    index: Index | None = None

    @property
    def classes(self) -> tuple[int, ...]:
        return tuple(sorted({*self.rupiah, *self.bpk}))

    def derived_rupiah(self, job_class: int) -> int:
        """Return `bpk` times `index` of a class, rounded half up; KeyError without an entry."""
        exact = self.bpk[job_class] * (self.index or Fraction())
        return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)

    def basic_rupiah(self, job_class: int) -> int:
        """Return the basic TPP of a class; KeyError if the table does not know it."""
        published = self.rupiah.get(job_class)
        return self.derived_rupiah(job_class) if published is None else published

    @model_validator(mode="after")
    def has_amounts(self) -> Self:
        if not self.rupiah and not (self.bpk and self.index):
            raise ValueError("tabel rupiah, atau bpk beserta index")
        if bool(self.bpk) != bool(self.index):
            raise ValueError("bpk dan index diisi bersama")
        return self


class Criterion(Part):
    """One ground of TPP (PP 12/2019 pasal 58) as a percentage of basic TPP."""

    label: Text
    clause: Text
    percent_bp: Percent = Field(alias="percent")
    by_class: ByClass[Percent] = Field(default_factory=dict)

    def share_bp(self, job_class: int) -> int:
        """Return the basis points a class gets: its own, else the general ones."""
        return self.by_class.get(job_class, self.percent_bp)


class TppCriteria(Section):
    """The criteria that make up TPP; the amount is the sum over them."""

    grounds: ByText[Criterion] = Field(min_length=1)


class TppSplit(Section):
    """Parts that depend on discipline and on productivity; together the whole."""

    discipline_bp: Percent = Field(alias="discipline")
    productivity_bp: Percent = Field(alias="productivity")

    @model_validator(mode="after")
    def makes_a_whole(self) -> Self:
        if self.discipline_bp + self.productivity_bp != 100 * 100:
            raise ValueError('discipline dan productivity berjumlah "100"')
        return self


class TppProductivity(Section):
    """How approved minutes become a share of the productivity part.

    share = min(approved, cap) / norm; norm = days due x report.effective_minutes_day.
    """

    leave_days: Literal["not_due", "due"]
    """Whether days of leave stay in the norm."""
    cap: Literal["norm", "norm_less_absence"]
    """The most that counts: the norm, or the norm less the minutes of days absent (DKI)."""


class TppStatus(Section):
    """What each employment status gets of the full amount, in basis points."""

    factor_bp: ByText[Percent] = Field(alias="factor", min_length=1)


class TppMove(Section):
    """Which position pays in a month with a move.

    `cutoff`: the one held on `cutoff_day` pays the whole month; `prorata`: each pays its working
    days. Days without any position are never paid.
    """

    mode: Literal["cutoff", "prorata"]
    cutoff_day: Count | None = Field(default=None, ge=1, le=28)

    @model_validator(mode="after")
    def cutoff_has_its_day(self) -> Self:
        if (self.mode == "cutoff") != (self.cutoff_day is not None):
            raise ValueError("cutoff_day hanya (dan wajib) untuk mode cutoff")
        return self
