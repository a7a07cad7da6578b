"""Work to do, as rows written in the transaction of the act that asks for it."""

from django.db import models


class Job(models.Model):
    """One piece of work; kind and key name it, so asking twice is asking once."""

    class State(models.TextChoices):
        READY = "ready", "Siap"
        RUNNING = "running", "Berjalan"
        DONE = "done", "Selesai"
        FAILED = "failed", "Gagal"

    kind = models.CharField(max_length=80)
    key = models.CharField(max_length=120)
    args = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State, default=State.READY)
    due = models.DateTimeField()
    attempts = models.IntegerField(default=0)
    taken_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="one_job_per_kind_and_key")
        ]
        indexes = [
            models.Index(
                fields=["due", "id"],
                name="job_due",
                condition=models.Q(state__in=["ready", "running"]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Heartbeat(models.Model):
    """When the dispatcher was last seen alive, by the one clock."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.at)
