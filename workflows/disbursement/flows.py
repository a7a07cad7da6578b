"""The way of a request: PPK-SKPD checks, PA/KPA signs the SPM, BUD signs the SP2D."""

from django.utils.translation import gettext_lazy as _
from viewflow.workflow import Activation

from office.audit.core import Actor
from workflows.approval.core import Procedure
from workflows.approval.flows import LadderFlow, ladder
from workflows.disbursement import services
from workflows.disbursement.core.requests import RequestState

LADDER = Actor.system("disbursement.ladder")


def release(activation: Activation) -> None:
    """The SP2D is signed: spend the reserved money."""
    services.release_funds(by=LADDER, filing_id=activation.process.pk)


def hand_back(activation: Activation) -> None:
    """Returned to its maker: free the reservation."""
    services.free_reservation(
        by=LADDER, filing_id=activation.process.pk, state=RequestState.RETURNED
    )


def refuse(activation: Activation) -> None:
    """Rejected: free the reservation for good."""
    services.free_reservation(
        by=LADDER, filing_id=activation.process.pk, state=RequestState.REJECTED
    )


def take_back(activation: Activation) -> None:
    """Withdrawn by its maker: free the reservation."""
    services.free_reservation(by=LADDER, filing_id=activation.process.pk, state=RequestState.DRAFT)


class DisbursementFlow(LadderFlow):
    """Request -> PPK-SKPD -> PA/KPA (SPM) -> BUD (SP2D) -> money released."""

    procedure = Procedure(
        kind="disbursement",
        subject="disbursement_request",
        title=_("Pencairan dana"),
        documents=("spm", "sp2d"),
    )
    locals().update(
        ladder(approved=release, returned=hand_back, rejected=refuse, withdrawn=take_back)
    )
