"""Filings that wait only because a desk let its time pass."""

from collections.abc import Iterable

from office.audit import clock
from workflows.approval.core import StepState
from workflows.approval.models import Step


def overdue_filings(filing_ids: Iterable[int | None]) -> frozenset[int]:
    """Return those of these filings whose open step's last day has passed. One query. For rooms above, about their own."""
    wanted = [pk for pk in filing_ids if pk is not None]
    late = Step.objects.filter(
        filing_id__in=wanted,
        state__in=[StepState.OPEN, StepState.SIGNING],
        due__lt=clock.today(),
    )
    return frozenset(late.values_list("filing_id", flat=True))
