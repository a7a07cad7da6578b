"""System checks: every flow stands on the ladder's lock, keeps no locals and shares no nodes."""

from typing import Any

from django.core.checks import Error, register
from viewflow.workflow.base import Flow
from viewflow.workflow.lock import SelectForUpdateLock

from workflows.approval.core import Procedure
from workflows.approval.flows import LadderFlow
from workflows.approval.nodes import Desk, QuietFailure
from workflows.approval.selectors import known_flows


@register()
def flows_are_safe(**_: Any) -> list[Error]:
    """Report every flow with another lock, a node that would store frame locals, or nodes of another flow."""
    return [error for flow in known_flows() for error in faults_of(flow)]


def faults_of(flow: type[Flow]) -> list[Error]:
    """Return what is unsafe about one flow."""
    lock, name = flow.lock_impl, f"{flow.__module__}.{flow.__name__}"
    waits = isinstance(lock, SelectForUpdateLock) and not lock.nowait and lock.attempts == 1
    faults = [
        (not waits, "its lock is not SelectForUpdateLock(nowait=False, attempts=1)", "E001"),
        (LadderFlow not in flow.__bases__, "it does not stand directly on LadderFlow", "E002"),
        (
            not isinstance(getattr(flow, "procedure", None), Procedure),
            "it carries no Procedure",
            "E003",
        ),
    ]
    faults += [fault for node in flow.instance.nodes() for fault in _faults_of_node(flow, node)]
    return [
        Error(f"{name}: {text}", id=f"approval.{code}") for wrong, text, code in faults if wrong
    ]


def _faults_of_node(flow: type[Flow], node: Any) -> list[tuple[bool, str, str]]:
    quiet = issubclass(node.activation_class, QuietFailure)
    open_to_all = isinstance(node, Desk) and not node._owner_permission  # noqa: SLF001 - Viewflow offers no reader
    return [
        (not quiet, f"its node {node.name} would store the locals of a failing frame", "E004"),
        (open_to_all, f"its node {node.name} is open to everybody", "E005"),
        (node.flow_class is not flow, f"its node {node.name} belongs to another flow", "E006"),
    ]
