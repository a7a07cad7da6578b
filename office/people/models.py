"""Rows of people and posts. Dated rows carry two times: when they hold, and when they were known."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from office.people.core import AgencyKind, AppointmentKind, MandateKind, PositionKind, Status


def _one_of(field: str, values: type[Any], name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": [str(value) for value in values]}), name=name
    )


class Agency(models.Model):
    """Perangkat Daerah (OPD, SKPD)."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    zone = models.CharField(max_length=40, default="Asia/Jakarta")
    address = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [_one_of("kind", AgencyKind, "agency_kind_known")]

    def __str__(self) -> str:
        return self.name


class Employee(models.Model):
    """Pegawai (ASN), or the kepala daerah at the top of the ladder."""

    nip = models.CharField(max_length=18, unique=True)
    name = models.CharField(max_length=120)
    title_before = models.CharField(max_length=60, blank=True)
    title_after = models.CharField(max_length=120, blank=True)
    status = models.CharField(max_length=10)
    rank = models.CharField(max_length=6, blank=True)
    sex = models.CharField(max_length=6)
    birth_date = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    ended_recorded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["nip"]
        constraints = [_one_of("status", Status, "employee_status_known")]

    def __str__(self) -> str:
        return self.nip


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by their NIP."""


class Account(AbstractBaseUser):
    """A login by NIP. It carries no rights: those come from dated seats, appointments and mandates."""

    nip = models.CharField(max_length=18, unique=True)
    employee = models.OneToOneField(
        Employee, on_delete=models.PROTECT, null=True, related_name="account"
    )
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField()

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "nip"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    def __str__(self) -> str:
        return self.nip

    def has_perm(self, *_: object) -> bool:
        """Return False: no permission flag decides anything here; libraries ask all the same."""
        return False


class Position(models.Model):
    """Jabatan: a seat, which exists without a holder. What changes in time lies in its terms."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="positions")
    code = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    is_head = models.BooleanField(default=False)

    class Meta:
        ordering = ["code"]
        constraints = [
            _one_of("kind", PositionKind, "position_kind_known"),
            models.UniqueConstraint(
                fields=["agency"], condition=Q(is_head=True), name="one_head_per_agency"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class TwoTimes(models.Model):
    """Valid from and until (inclusive, null while open) by a decree; recorded at, and superseded at by a correction."""

    decree = models.CharField(max_length=120)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="%(class)s_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return f"{self._meta.model_name}:{self.pk}"

    def copied(self) -> dict[str, Any]:
        """Return what a correction takes over: every column but the key and the time it was known."""
        own = {"id", "recorded_at", "superseded_at"}
        return {
            f.attname: getattr(self, f.attname)
            for f in self._meta.concrete_fields
            if f.name not in own
        }


class PositionTerms(TwoTimes):
    """Class and superior of a position for a period; the position exists on the days it has terms."""

    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="terms")
    job_class = models.IntegerField()
    reports_to = models.ForeignKey(
        Position, on_delete=models.PROTECT, null=True, related_name="subordinate_terms"
    )

    class Meta(TwoTimes.Meta):
        constraints = [
            *TwoTimes.Meta.constraints,
            models.CheckConstraint(condition=Q(job_class__gte=0), name="job_class_not_negative"),
            models.CheckConstraint(
                condition=Q(reports_to__isnull=True) | ~Q(reports_to=F("position")),
                name="no_post_above_itself",
            ),
        ]


class Assignment(TwoTimes):
    """Penempatan: the definitive holder of a position. One per position and one per person at a time."""

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="assignments")
    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="assignments")


class Appointment(TwoTimes):
    """Penunjukan: an office held by decree for an agency beside the post. Several persons may hold one kind."""

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="appointments")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="appointments")
    kind = models.CharField(max_length=24)

    class Meta(TwoTimes.Meta):
        constraints = [
            *TwoTimes.Meta.constraints,
            _one_of("kind", AppointmentKind, "appointment_kind_known"),
        ]
        indexes = [models.Index(fields=["agency", "kind"], name="appointment_seat")]


class Mandate(TwoTimes):
    """The right to act for a position: Plt, Plh or delegation. It always ends."""

    kind = models.CharField(max_length=12)
    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="mandates")
    holder = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="mandates")
    scope = models.JSONField(default=list)
    limit_rupiah = models.BigIntegerField(null=True)

    class Meta(TwoTimes.Meta):
        constraints = [
            *TwoTimes.Meta.constraints,
            _one_of("kind", MandateKind, "mandate_kind_known"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=False), name="mandate_always_ends"
            ),
            models.CheckConstraint(
                condition=Q(limit_rupiah__isnull=True) | Q(limit_rupiah__gte=0),
                name="mandate_limit_not_negative",
            ),
        ]


class AssignmentLetter(TwoTimes):
    """Surat tugas: which agencies (none named: all) and which period an inspector may read. It always ends."""

    employee = models.ForeignKey(
        Employee, on_delete=models.PROTECT, related_name="assignment_letters"
    )
    agencies = models.JSONField(default=list)
    period_first = models.DateField()
    period_last = models.DateField()

    class Meta(TwoTimes.Meta):
        constraints = [
            *TwoTimes.Meta.constraints,
            models.CheckConstraint(
                condition=Q(valid_until__isnull=False), name="letter_always_ends"
            ),
            models.CheckConstraint(
                condition=Q(period_last__gte=F("period_first")), name="letter_period_in_order"
            ),
        ]


# Rows with a subject of their own lie in files of their own; Django finds them by this import.
from office.people import key_models  # noqa: E402, F401
