"""The way of a TPP run: PPK-SKPD checks, the head of the agency signs the list, then it is frozen."""

from django.utils.translation import gettext_lazy as _
from viewflow.workflow import Activation

from performance.tpp import services
from performance.tpp.models import RunState
from workflows.approval.core import Procedure
from workflows.approval.flows import LadderFlow, actor_of, ladder


def freeze(activation: Activation) -> None:
    services.freeze_tpp_run(by=actor_of(activation), filing_id=activation.process.pk)


def hand_back(activation: Activation) -> None:
    services.hand_back_tpp_run(
        by=actor_of(activation), filing_id=activation.process.pk, state=RunState.RETURNED
    )


def end(activation: Activation) -> None:
    services.hand_back_tpp_run(
        by=actor_of(activation), filing_id=activation.process.pk, state=RunState.CANCELLED
    )


class TppRunFlow(LadderFlow):
    """Perhitungan TPP satu perangkat daerah dan bulan."""

    procedure = Procedure(
        kind="tpp_run", subject="tpp_run", title=_("Daftar TPP"), documents=("tpp_list",)
    )
    locals().update(ladder(approved=freeze, returned=hand_back, rejected=end, withdrawn=hand_back))
