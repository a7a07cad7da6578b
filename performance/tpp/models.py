"""Facts of months, runs over them, and what was computed. Facts and results are insert only."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class MonthFacts(models.Model):
    """Packed facts of one employee and month; a changed day is a new version."""

    employee = models.ForeignKey(
        "people.Employee", models.PROTECT, related_name="+", db_index=False
    )
    month = models.CharField(_("bulan"), max_length=7)
    version = models.PositiveIntegerField()
    layout = models.PositiveSmallIntegerField()
    days = models.BinaryField(help_text="int16 [days][core.facts.DAY_COLUMNS], little-endian")
    segments = models.BinaryField(help_text="int64 [n][core.facts.SEGMENT_COLUMNS], little-endian")
    sha256 = models.CharField(max_length=64)
    built_at = models.DateTimeField()

    class Meta:
        verbose_name = _("fakta bulan")
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "month", "version"], name="month_facts_version"
            )
        ]

    def __str__(self) -> str:
        return f"month_facts:{self.pk}"


class RunState(models.TextChoices):
    """Where a run stands."""

    COMPUTING = "computing", _("dihitung")
    COMPUTED = "computed", _("selesai dihitung")
    SUBMITTED = "submitted", _("menunggu tanda tangan")
    RETURNED = "returned", _("dikembalikan")
    FROZEN = "frozen", _("ditetapkan")
    CANCELLED = "cancelled", _("dibatalkan")


class TppRun(models.Model):
    """The allowance of one agency and month, from frozen participants to frozen lines."""

    class Kind(models.TextChoices):
        """Kinds of runs."""

        MONTHLY = "monthly", _("bulanan")

    kind = models.CharField(max_length=16, choices=Kind, default=Kind.MONTHLY)
    month = models.CharField(_("bulan"), max_length=7)
    agency = models.ForeignKey("people.Agency", models.PROTECT, related_name="+")
    state = models.CharField(max_length=16, choices=RunState, default=RunState.COMPUTING)
    policy_sha = models.CharField(max_length=64)
    sources = models.JSONField(help_text="[[section, regulation sha]]")
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrections")
    maker = models.ForeignKey("people.Employee", models.PROTECT, related_name="+")
    people = models.PositiveIntegerField(help_text="frozen participants")
    total_rupiah = models.BigIntegerField(default=0)
    filing = models.ForeignKey("approval.Filing", models.PROTECT, null=True, related_name="+")
    disbursement_ref = models.CharField(max_length=64, blank=True)
    started_at = models.DateTimeField()
    frozen_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("perhitungan TPP")
        ordering = ["-month", "agency_id", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "month", "kind"],
                condition=~Q(state="cancelled"),
                name="one_live_run_per_agency_and_month",
            ),
            models.CheckConstraint(condition=Q(total_rupiah__gte=0), name="run_total_not_negative"),
            models.CheckConstraint(
                condition=~Q(state="frozen") | Q(frozen_at__isnull=False),
                name="frozen_run_has_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def ref(self) -> str:
        """Return how other rooms and the trail name this run."""
        return f"tpp_run:{self.pk}"


class TppParticipant(models.Model):
    """Who a run pays, from which facts and under which sanctions: pinned when the run starts."""

    pk = models.CompositePrimaryKey("run_id", "employee_id")
    run = models.ForeignKey(TppRun, models.PROTECT, related_name="participants", db_index=False)
    employee = models.ForeignKey("people.Employee", models.PROTECT, related_name="+")
    facts = models.ForeignKey(MonthFacts, models.PROTECT, related_name="+", db_index=False)
    position = models.ForeignKey(
        "people.Position", models.PROTECT, related_name="+", db_index=False
    )
    sanction_bp = models.PositiveIntegerField(default=0)
    sanctions = models.JSONField(default=list, help_text="source_ref of each effect")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sanction_bp__lte=10_000), name="participant_sanction_at_most_all"
            )
        ]

    def __str__(self) -> str:
        return f"tpp_participant:{self.run_id}:{self.employee_id}"


class TppLine(models.Model):
    """What one employee gets in a run: every named intermediate of the engine, as in core.engine.Trace.

    Run and employee are those of a participant, whose keys the database checks; checking them again
    for every line costs more than computing it (`fsck` compares the two sets instead).
    """

    pk = models.CompositePrimaryKey("run_id", "employee_id")
    run = models.ForeignKey(
        TppRun, models.PROTECT, related_name="lines", db_index=False, db_constraint=False
    )
    employee = models.ForeignKey(
        "people.Employee", models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )

    job_class = models.IntegerField()
    days_due = models.IntegerField()
    days_held = models.IntegerField()
    base_rupiah = models.BigIntegerField()
    discipline_rupiah = models.BigIntegerField()
    productivity_rupiah = models.BigIntegerField()
    absent_days = models.IntegerField()
    absent_bp = models.IntegerField()
    missing_bp = models.IntegerField()
    late_bp = models.IntegerField()
    early_bp = models.IntegerField()
    absent_rupiah = models.BigIntegerField()
    missing_rupiah = models.BigIntegerField()
    late_rupiah = models.BigIntegerField()
    early_rupiah = models.BigIntegerField()
    approved_minutes = models.IntegerField()
    norm_minutes = models.IntegerField()
    productivity_cut_rupiah = models.BigIntegerField()
    sanction_bp = models.IntegerField()
    sanction_rupiah = models.BigIntegerField()
    net_rupiah = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(net_rupiah__gte=0) & Q(net_rupiah__lte=F("base_rupiah")),
                name="line_between_nothing_and_base",
            ),
        ]

    def __str__(self) -> str:
        return f"tpp_line:{self.run_id}:{self.employee_id}"


class SanctionEffect(models.Model):
    """A dated cut of the allowance that a decided sanction brings."""

    employee = models.ForeignKey("people.Employee", models.PROTECT, related_name="+")
    percent_bp = models.PositiveIntegerField()
    from_month = models.CharField(max_length=7)
    until_month = models.CharField(max_length=7, help_text="inclusive")
    months = models.PositiveSmallIntegerField()
    source_ref = models.CharField(max_length=64)
    label = models.CharField(max_length=160, default="", help_text="the sanction, as decided")
    clause = models.CharField(max_length=200, default="", help_text="article of the cut")
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("akibat hukuman pada TPP")
        constraints = [
            models.UniqueConstraint(
                fields=["source_ref"],
                condition=Q(superseded_at__isnull=True),
                name="one_live_effect_per_decision",
            ),
            models.CheckConstraint(
                condition=Q(percent_bp__gt=0) & Q(percent_bp__lte=10_000),
                name="effect_percent_in_range",
            ),
            models.CheckConstraint(
                condition=Q(until_month__gte=F("from_month")), name="effect_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"sanction_effect:{self.pk}"


class PayAccount(models.Model):
    """The bank account an employee's allowance goes to; a new one supersedes the old."""

    employee = models.ForeignKey("people.Employee", models.PROTECT, related_name="+")
    bank = models.CharField(_("bank"), max_length=60, blank=True)
    account = models.CharField(_("rekening"), max_length=34)
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("rekening TPP")
        constraints = [
            models.UniqueConstraint(
                fields=["employee"],
                condition=Q(superseded_at__isnull=True),
                name="one_live_pay_account_per_employee",
            ),
        ]

    def __str__(self) -> str:
        return f"pay_account:{self.pk}"
