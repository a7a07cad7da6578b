"""Rows of the trail. Events and leaves are only ever inserted; triggers of both databases see to it."""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Func


class TransactionId(Func):
    """The writing transaction's number on PostgreSQL; 0 on SQLite, where a row's id is its order."""

    template = "0"
    arity = 0

    def as_postgresql(self, compiler: Any, connection: BaseDatabaseWrapper, **extra: Any) -> Any:
        """Name PostgreSQL's own function; xids order events by the transaction that wrote them."""
        return self.as_sql(compiler, connection, template="pg_current_xact_id()", **extra)


class TransactionIdField(models.Field):  # type: ignore[type-arg]  # stores and reads plain int
    """An xid8 on PostgreSQL, a bigint on SQLite."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        """Return the column's type for the given database."""
        return "xid8" if connection.vendor == "postgresql" else "bigint"

    def from_db_value(self, value: object, *_: object) -> int:
        """Return the number; the PostgreSQL driver hands xid8 over as text."""
        return int(str(value))


class Event(models.Model):
    """One act, as it was. Names what it touched as text, never by foreign key. No migration alters this table."""

    tx = TransactionIdField(db_default=TransactionId(), editable=False)
    epoch = models.BigIntegerField(default=1)
    act = models.CharField(max_length=80)
    by = models.CharField(max_length=80)
    acting_for = models.CharField(max_length=120, blank=True)
    subject = models.CharField(max_length=120)
    label = models.CharField(max_length=240, blank=True)
    correlation = models.CharField(max_length=40)
    format_version = models.IntegerField()
    body = models.TextField()
    salt = models.CharField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["subject", "id"], name="event_subject"),
            models.Index(fields=["by", "id"], name="event_by"),
            models.Index(fields=["correlation"], name="event_correlation"),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.subject}"


class Leaf(models.Model):
    """An event's place in the sealed order and its hash."""

    seq = models.BigIntegerField(primary_key=True)
    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="leaf")
    hash = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return str(self.seq)


class Checkpoint(models.Model):
    """A signed statement that the first `size` leaves have this root."""

    size = models.BigIntegerField(unique=True)
    root = models.BinaryField(max_length=32)
    edge = models.BinaryField()
    at = models.DateTimeField()
    signature = models.BinaryField()
    public_key = models.TextField()
    stamp = models.BinaryField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["size"]

    def __str__(self) -> str:
        return str(self.size)


class ClockOffset(models.Model):
    """The demo clock: what is added to the database's clock. One row at most; none in a real office."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    microseconds = models.BigIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_clock_offset")]

    def __str__(self) -> str:
        return f"{self.microseconds} us"
