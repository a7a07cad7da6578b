"""Viewflow's nodes as this house uses them: no addresses, no frame locals in rows, no needless writes."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from viewflow.workflow import Activation, nodes
from viewflow.workflow.exceptions import FlowRuntimeError
from viewflow.workflow.signals import flow_finished, task_finished, task_started
from viewflow.workflow.status import PROCESS

from office.audit import clock
from office.audit.core import Actor


class QuietFailure:
    """Lets every failure through: Viewflow would otherwise write the failing frame's locals into the task row.

    The act's transaction rolls back as a whole, so there is no half-done task that would need an ERROR state.
    """

    def exception_guard(self) -> AbstractContextManager[None]:
        """Return a guard that keeps nothing."""
        return nullcontext()

    def error(self, exception: Exception) -> None:
        """Raise what went wrong; nothing of it is stored."""
        raise exception


class BeginActivation(QuietFailure, nodes.start.StartHandleActivation):
    """Start of a filing; the filing comes ready made from the service."""

    @classmethod
    def create(
        cls, flow_task: Any, prev_activation: Any, token: Any, data: Any = None, seed: Any = None
    ) -> Any:
        """Return the activation of a filing that the caller passes as seed."""
        del prev_activation, token  # Viewflow's signature; a start has neither
        task = flow_task.flow_class.task_class(
            flow_task=flow_task, process=seed, started=clock.now(), data=data or {}
        )
        return cls(task)

    @Activation.status.super()
    def execute(self) -> None:
        """Finish the start and go on; the caller holds the transaction and has just inserted the filing."""
        self.complete()
        self.activate_next()


class DeskActivation(QuietFailure, nodes.view.ViewActivation):
    """A level's task: waits for our door, which assigns, starts and executes it in one go."""

    @classmethod
    def create(
        cls, flow_task: Any, prev_activation: Any, token: Any, data: Any = None, seed: Any = None
    ) -> Any:
        """Return the new task's activation and tell the filing that it waits there."""
        activation = super().create(flow_task, prev_activation, token, data=data, seed=seed)
        activation.process.waiting_task = activation.task
        return activation

    @Activation.status.super()
    def assign(self, user: Any) -> None:
        """Note whose hand it was; the row is written once, when the task completes."""
        self.task.owner_id = user


class ReactActivation(QuietFailure, nodes.func.FunctionActivation):
    """Calls the upper room."""


class CloseActivation(QuietFailure, nodes.end.EndActivation):
    """End of a filing; writes only the two columns of the process that change."""

    @Activation.status.super()
    def activate(self) -> None:
        """Mark the process as done."""
        self.task.started = clock.now()
        task_started.send(sender=self.flow_class, process=self.process, task=self.task)
        self.process.status, self.process.finished = PROCESS.DONE, clock.now()
        self.process.save(update_fields=["status", "finished"])
        task_finished.send(sender=self.flow_class, process=self.process, task=self.task)
        flow_finished.send(sender=self.flow_class, process=self.process, task=self.task)


class Begin(nodes.StartHandle):
    """Start node; `open` takes a filing instead of making one."""

    activation_class = BeginActivation

    def open(self, filing: Any) -> None:
        """Start the flow of a filing that has just been inserted, inside the caller's transaction."""
        activation = self.activation_class.create(self, None, None, seed=filing)
        activation.execute()


class Desk(nodes.View):
    """Human node without a page of Viewflow's."""

    activation_class = DeskActivation

    def __init__(self) -> None:
        super().__init__(view=None)


class React(nodes.Function):
    """Function node whose function lives in the upper room."""

    activation_class = ReactActivation

    def __init__(self, func: Callable[[Activation], None] | None) -> None:
        super().__init__(func or _nothing)


class SettleActivation(QuietFailure, nodes.switch.SwitchActivation):
    """Named for the checks only: the gateway is passed without a row of its own."""


class Settle(nodes.Switch):
    """The one gateway. What it would note is on the filing already, so it leaves no row between two desks."""

    activation_class = SettleActivation

    def _create(self, prev_activation: Any, token: Any, data: Any = None, seed: Any = None) -> Any:
        for node, condition in self._branches:
            if condition is None or condition(prev_activation):
                return node._create(prev_activation, token, data=data, seed=seed)  # noqa: SLF001 - Viewflow's own protocol
        raise FlowRuntimeError(f"no way on from {self.name} for {prev_activation.process}")


class Close(nodes.End):
    """The one end."""

    activation_class = CloseActivation


def _nothing(_: Activation) -> None:
    """Do nothing."""


def move(filing: Any, by: Actor, known: Any = None) -> Any:
    """Complete the filing's waiting task in the actor's name and return the task that waits now, or None.

    The caller holds the filing's row lock and has stored its new state, which `settle` reads; `known` is the waiting
    task where the caller has read it under the lock already.
    """
    task = known or filing.task_set.filter(finished__isnull=True).get()
    task.process = filing
    activation = task.flow_task.activation_class(task)
    filing.deciding, filing.waiting_task = by, None
    activation.assign(by.account_id)
    activation.start(None)
    activation.execute()
    return filing.waiting_task
