"""Rows of the ladder. Other rooms read them through `selectors` and refer to them as text or by string."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from viewflow.workflow.models import Process

from office.audit.core import Actor
from office.people.core import Seat
from workflows.approval.core import FilingState, StepState, Verb
from workflows.approval.core.ladder import REVISE_NODE, node_of
from workflows.approval.core.states import WITH_MAKER

STATES = [
    (FilingState.DRAFT.value, _("Konsep")),
    (FilingState.RUNNING.value, _("Diproses")),
    (FilingState.RETURNED.value, _("Dikembalikan")),
    (FilingState.APPROVED.value, _("Disetujui")),
    (FilingState.REJECTED.value, _("Ditolak")),
    (FilingState.WITHDRAWN.value, _("Ditarik")),
]
STEP_STATES = [
    (StepState.WAITING.value, _("Menunggu giliran")),
    (StepState.OPEN.value, _("Menunggu keputusan")),
    (StepState.SIGNING.value, _("Sedang ditandatangani")),
    (StepState.DECIDED.value, _("Diputuskan")),
    (StepState.CLOSED.value, _("Ditutup")),
]
CHOICES = [
    (Verb.APPROVE.value, _("Setujui")),
    (Verb.RETURN.value, _("Kembalikan")),
    (Verb.REJECT.value, _("Tolak")),
]


class DecisionState(models.TextChoices):
    """From claim to decision."""

    PENDING = "pending", _("Sedang ditandatangani")
    MADE = "made", _("Diputuskan")
    LAPSED = "lapsed", _("Kedaluwarsa")


class Chain(models.Model):
    """The levels of a procedure in one agency from a date on; without a row the regulation's chain applies."""

    kind = models.CharField(max_length=40)
    agency = models.ForeignKey("people.Agency", on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    levels = models.JSONField()
    decree = models.CharField(max_length=120)
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("rantai persetujuan")
        verbose_name_plural = _("rantai persetujuan")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "agency", "valid_from"], name="one_chain_per_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.valid_from}"


class Filing(Process):
    """One instance of a procedure: what is decided, by whose hand it came, and where it stands."""

    kind = models.CharField(max_length=40)
    subject_ref = models.CharField(max_length=80)
    title = models.CharField(max_length=240)
    maker = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    last_editor = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    position = models.ForeignKey("people.Position", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("people.Agency", on_delete=models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField(default=1)
    level = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=10, choices=STATES, default=FilingState.DRAFT.value)
    revision_sha = models.CharField(max_length=64)
    amount = models.BigIntegerField(default=0)
    minutes = models.PositiveIntegerField(default=0)
    findings = models.PositiveIntegerField(default=0)
    strict = models.BooleanField(default=True)
    plan = models.JSONField()
    contents = models.JSONField(default=dict)
    submitted_at = models.DateTimeField()
    state_at = models.DateTimeField()

    class Meta:
        verbose_name = _("berkas")
        verbose_name_plural = _("berkas")
        constraints = [
            models.UniqueConstraint(
                fields=["subject_ref"],
                condition=Q(
                    state__in=[FilingState.RUNNING.value, *sorted(s.value for s in WITH_MAKER)]
                ),
                name="one_open_filing_per_subject",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in FilingState]), name="filing_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=FilingState.RUNNING.value, level__gt=0)
                | (~Q(state=FilingState.RUNNING.value) & Q(level=0)),
                name="filing_level_open_while_running",
            ),
            models.CheckConstraint(condition=Q(round__gt=0), name="filing_round_from_one"),
        ]
        indexes = [
            models.Index(fields=["maker", "state_at"], name="filing_maker"),
            models.Index(fields=["subject_ref"], name="filing_subject"),
        ]

    deciding: Actor
    """Set by the door while the flow moves: who made the choice."""
    waiting_task: Any
    """Set by the flow while it moves: the task that waits now."""
    new_tasks: list[tuple[Any, Any]]
    """Set by the flow while it moves: tasks to be written at its end, each with the one it follows."""

    def __str__(self) -> str:
        return self.ref

    @property
    def ref(self) -> str:
        """Text under which events and documents name the filing."""
        return f"filing:{self.pk}"

    @property
    def level_numbers(self) -> tuple[int, ...]:
        """Numbers of the plan's levels, lowest first."""
        return tuple(level["number"] for level in self.plan["levels"])

    @property
    def waiting_node(self) -> str:
        """Node of the flow on which the filing waits; empty when it has ended."""
        if self.state == FilingState.RUNNING:
            return node_of(self.level_numbers, self.level)
        return REVISE_NODE if FilingState(self.state) in WITH_MAKER else ""


class Step(models.Model):
    """One seat's place in a level of one round; the row the desk lists."""

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="steps")
    round = models.PositiveSmallIntegerField()
    level = models.PositiveSmallIntegerField()
    seat_kind = models.CharField(max_length=40)
    seat_id = models.BigIntegerField()
    seat_title = models.CharField(max_length=240)
    role = models.CharField(max_length=20)
    document = models.CharField(max_length=40, blank=True)
    field = models.CharField(max_length=20, blank=True)
    prepared = models.ForeignKey(
        "signing.Document", on_delete=models.PROTECT, null=True, related_name="+"
    )
    due_workdays = models.PositiveSmallIntegerField(default=0)
    due = models.DateField(null=True)
    state = models.CharField(max_length=8, choices=STEP_STATES, default=StepState.WAITING.value)
    vacant = models.BooleanField(default=False)
    task = models.ForeignKey("viewflow.Task", on_delete=models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("langkah")
        verbose_name_plural = _("langkah")
        constraints = [
            models.UniqueConstraint(
                fields=["filing", "round", "level", "seat_kind", "seat_id"],
                name="one_step_per_seat_and_level",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in StepState]), name="step_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[StepState.OPEN.value, StepState.SIGNING.value])
                | Q(opened_at__isnull=False, due__isnull=False, closed_at__isnull=True),
                name="step_open_has_clock",
            ),
        ]
        indexes = [
            models.Index(
                fields=["seat_kind", "seat_id", "due", "id"],
                condition=Q(state=StepState.OPEN.value),
                name="step_desk",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.filing_id} {self.round}.{self.level} {self.seat}"

    @property
    def ref(self) -> str:
        """Text under which events name the step."""
        return f"step:{self.pk}"

    @property
    def seat(self) -> Seat:
        """The seat whose decision is awaited."""
        return Seat(self.seat_kind, self.seat_id)


class Decision(models.Model):
    """One choice on one step: claimed while it is being signed, then made, or lapsed."""

    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="decisions")
    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="decisions")
    choice = models.CharField(max_length=8, choices=CHOICES)
    state = models.CharField(max_length=8, choices=DecisionState)
    by = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    maker = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    last_editor = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    strict = models.BooleanField()
    stands = models.BooleanField(default=True)
    basis = models.CharField(max_length=12)
    mandate = models.ForeignKey(
        "people.Mandate", on_delete=models.PROTECT, null=True, related_name="+"
    )
    decree = models.CharField(max_length=240, blank=True)
    formula = models.CharField(max_length=12, blank=True)
    revision_sha = models.CharField(max_length=64)
    key = models.CharField(max_length=80)
    note = models.TextField(blank=True)
    marks = models.JSONField(default=list)
    to_level = models.PositiveSmallIntegerField(null=True)
    field = models.CharField(max_length=20, blank=True)
    signature = models.OneToOneField(
        "signing.Signature", on_delete=models.PROTECT, null=True, related_name="+"
    )
    claimed_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("keputusan")
        verbose_name_plural = _("keputusan")
        constraints = [
            models.UniqueConstraint(
                fields=["step"],
                condition=~Q(state=DecisionState.LAPSED.value),
                name="one_decision_per_step",
            ),
            models.UniqueConstraint(
                fields=["by", "key"],
                condition=~Q(state=DecisionState.LAPSED.value),
                name="one_decision_per_key",
            ),
            models.UniqueConstraint(
                fields=["filing", "by"],
                condition=Q(stands=True, strict=True, choice=Verb.APPROVE.value)
                & ~Q(state=DecisionState.LAPSED.value),
                name="nobody_approves_twice",
            ),
            models.CheckConstraint(condition=~Q(by=F("maker")), name="decision_not_by_maker"),
            models.CheckConstraint(
                condition=Q(strict=False) | ~Q(by=F("last_editor")),
                name="decision_not_by_last_editor",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=DecisionState.PENDING.value,
                    choice=Verb.APPROVE.value,
                    expires_at__isnull=False,
                )
                | Q(state=DecisionState.MADE.value, decided_at__isnull=False)
                | Q(state=DecisionState.LAPSED.value, decided_at__isnull=True),
                name="decision_state_whole",
            ),
            models.CheckConstraint(
                condition=Q(choice=Verb.APPROVE.value)
                | (Q(choice__in=[Verb.RETURN.value, Verb.REJECT.value]) & ~Q(note="")),
                name="decision_gives_reason",
            ),
        ]
        indexes = [models.Index(fields=["by", "-claimed_at"], name="decision_by")]

    def __str__(self) -> str:
        return f"{self.choice} {self.step_id} ({self.state})"

    @property
    def ref(self) -> str:
        """Text under which events and signatures name the decision."""
        return f"decision:{self.pk}"


# Rows with a subject of their own lie in files of their own; Django finds them by this import.
from workflows.approval import (  # noqa: E402
    chain_models,  # noqa: F401
    clock_models,  # noqa: F401
    line_models,  # noqa: F401
    past_models,  # noqa: F401
    repair_models,  # noqa: F401
)
