"""Viewflow's nodes as this house uses them: no addresses, no frame locals in rows, no needless writes."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from viewflow.workflow import Activation, nodes
from viewflow.workflow.exceptions import FlowRuntimeError
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


class LateRow:
    """Keeps a new task in memory until the move is over: the rows of one move are written together, each once.

    Nothing reads them before; Viewflow would insert each on creation and write it again on completion.
    """

    task: Any

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)  # Viewflow keeps activations in sets, and an unsaved task has no key yet

    @classmethod
    def create(
        cls, flow_task: Any, prev_activation: Any, token: Any, data: Any = None, seed: Any = None
    ) -> Any:
        """Return the new task's activation; its row is written by `_write_tasks`."""
        del seed  # Viewflow's signature; no node here has one
        filing = prev_activation.process
        task = _new_task(flow_task, filing, token=token, data=data or {})
        filing.new_tasks.append((task, prev_activation.task))
        return cls(task)  # type: ignore[call-arg]  # mixed into activations


class BeginActivation(QuietFailure, LateRow, nodes.start.StartHandleActivation):
    """Start of a filing; the filing comes ready made from the service."""

    @classmethod
    def create(
        cls, flow_task: Any, prev_activation: Any, token: Any, data: Any = None, seed: Any = None
    ) -> Any:
        """Return the activation of a filing that the caller passes as seed."""
        del prev_activation, token  # Viewflow's signature; a start has neither
        task = _new_task(flow_task, seed, started=clock.now(), data=data or {})
        seed.new_tasks.append((task, None))
        return cls(task)

    @Activation.status.super()
    def complete(self) -> None:
        """Note when; the caller has just inserted the filing."""
        self.task.finished = clock.now()

    @Activation.status.super()
    def execute(self) -> None:
        """Finish the start and go on, inside the caller's transaction."""
        self.complete()
        self.activate_next()


class DeskActivation(QuietFailure, LateRow, nodes.view.ViewActivation):
    """A level's task: waits for our door, which assigns, starts and executes it in one go."""

    @classmethod
    def create(
        cls, flow_task: Any, prev_activation: Any, token: Any, data: Any = None, seed: Any = None
    ) -> Any:
        """Return the new task's activation and tell the filing that it waits there."""
        activation = super().create(flow_task, prev_activation, token, data=data, seed=seed)
        activation.task.owner_permission = flow_task.calc_owner_permission(activation)
        activation.process.waiting_task = activation.task
        return activation

    @Activation.status.super()
    def assign(self, user: Any) -> None:
        """Note whose hand it was; the row is written once, when the task completes."""
        self.task.owner_id = user

    @Activation.status.super()
    def start(self, request: Any) -> None:
        """Note when, by the one clock."""
        del request  # there is no page of Viewflow's
        self.task.started = clock.now()

    @Activation.status.super()
    def complete(self) -> None:
        """Write the columns that change, unless somebody has finished the task: then nothing of the act stands."""
        task = self.task
        task.finished = clock.now()
        waiting = type(task).objects.filter(pk=task.pk, finished__isnull=True)
        changed = waiting.update(
            status=task.status, owner_id=task.owner_id, started=task.started, finished=task.finished
        )
        if changed != 1:
            message = f"task {task.pk} does not wait any more"
            raise FlowRuntimeError(message)


class ReactActivation(QuietFailure, LateRow, nodes.func.FunctionActivation):
    """Calls the upper room."""

    @Activation.status.super()
    def activate(self) -> None:
        """Call it without a savepoint: what fails there fails the whole act."""
        self.task.started = clock.now()
        self.flow_task._func(self)  # noqa: SLF001 - Viewflow's own protocol

    @Activation.status.super()
    def complete(self) -> None:
        """Note when."""
        self.task.finished = clock.now()


class CloseActivation(QuietFailure, LateRow, nodes.end.EndActivation):
    """End of a filing; writes only the two columns of the process that change."""

    @Activation.status.super()
    def activate(self) -> None:
        """Mark the process as done."""
        self.task.started = clock.now()
        self.process.status, self.process.finished = PROCESS.DONE, clock.now()
        done = type(self.task).process.field.related_model.objects.filter(pk=self.process.pk)
        done.update(status=self.process.status, finished=self.process.finished)

    @Activation.status.super()
    def complete(self) -> None:
        """Note when."""
        self.task.finished = clock.now()


class Begin(nodes.StartHandle):
    """Start node; `open` takes a filing instead of making one."""

    activation_class = BeginActivation

    def open(self, filing: Any) -> None:
        """Start the flow of a filing that has just been inserted, inside the caller's transaction."""
        filing.new_tasks = []
        activation = self.activation_class.create(self, None, None, seed=filing)
        activation.execute()
        _write_tasks(filing)


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


def known_task(filing: Any, task_id: int) -> Any:
    """Return the task a filing waits on, as far as a move needs it, without reading its row."""
    node = getattr(filing.flow_class, filing.waiting_node)
    return _new_task(node, filing, pk=task_id)


def move(filing: Any, by: Actor, known: Any = None) -> Any:
    """Complete the filing's waiting task in the actor's name and return the task that waits now, or None.

    The caller holds the filing's row lock and has stored its new state, which `settle` reads; `known` is the waiting
    task where the caller knows it from a step.
    """
    task = known or filing.task_set.filter(finished__isnull=True).get()
    task.process = filing
    activation = task.flow_task.activation_class(task)
    filing.deciding, filing.waiting_task, filing.new_tasks = by, None, []
    activation.assign(by.account_id)
    activation.start(None)
    activation.execute()
    _write_tasks(filing)
    return filing.waiting_task


def _new_task(node: Any, filing: Any, **columns: Any) -> Any:
    task_class = node.flow_class.task_class
    return task_class(flow_task=node, flow_task_type=node.task_type, process=filing, **columns)


def _write_tasks(filing: Any) -> None:
    """Insert the tasks of this move and what each followed."""
    rows, filing.new_tasks = filing.new_tasks, []
    if not rows:
        return
    tasks = type(rows[0][0])
    tasks.objects.bulk_create([task for task, _before in rows])
    links = tasks.previous.through
    links.objects.bulk_create(
        [
            links(from_task_id=task.pk, to_task_id=before.pk)
            for task, before in rows
            if before is not None
        ]
    )
