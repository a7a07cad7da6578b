"""Viewflow is the engine: its lock, its silence about failing frames, fresh nodes, no page of its own."""

import pytest
from django.urls import get_resolver
from viewflow.workflow import chart, lock
from viewflow.workflow.base import Flow
from viewflow.workflow.models import Task

from tests.approval.practice.flows import LenientFlow, PlainFlow, PracticeFlow, reactions
from workflows.approval import checks
from workflows.approval.core import Procedure
from workflows.approval.flows import LadderFlow, ladder
from workflows.approval.models import Decision, Filing
from workflows.approval.selectors import known_flows

PINNED = {
    "daily_report": "daily_report/flows.DailyReportFlow",
    "disbursement": "disbursement/flows.DisbursementFlow",
    "tpp_run": "tpp/flows.TppRunFlow",
    "sanction": "sanctions/flows.SanctionFlow",
    "leave": "leave/flows.LeaveFlow",
    "duty": "leave/flows.DutyFlow",
    "permit": "leave/flows.PermitFlow",
    "correction": "correction/flows.CorrectionFlow",
}
NODES = {
    "start",
    "settle",
    "supervisor",
    "further",
    "head",
    "revise",
    "approved",
    "returned",
    "rejected",
    "withdrawn",
    "end",
}


def own_flows():
    return [flow for flow in known_flows() if not flow.__module__.startswith("tests.")]


def test_flow_paths_are_pinned_since_rows_name_them():
    from viewflow.workflow.fields import get_flow_ref

    flows = own_flows()
    assert {flow.procedure.kind: get_flow_ref(flow) for flow in flows} == PINNED
    for flow in flows:
        assert {node.name for node in flow.instance.nodes()} == NODES


def test_every_flow_is_safe():
    assert [error for flow in own_flows() for error in checks.faults_of(flow)] == []


def test_a_flow_with_another_lock_or_a_borrowed_node_is_refused():
    class Careless(LadderFlow):
        procedure = Procedure(kind="careless", subject="x", title="x")
        lock_impl = lock.no_lock
        locals().update(ladder(**reactions()))

    Careless.__module__ = PlainFlow.__module__
    assert [error.id for error in checks.faults_of(Careless)] == ["approval.E001"]

    class Heir(Careless):
        procedure = Procedure(kind="heir", subject="x", title="x")

    assert "approval.E002" in [error.id for error in checks.faults_of(Heir)]

    class Bare(Flow):
        start = None

    assert {"approval.E001", "approval.E002", "approval.E003"} <= {
        e.id for e in checks.faults_of(Bare)
    }


def test_flows_share_no_node():
    for name in NODES:
        nodes = {id(getattr(flow, name)) for flow in (PracticeFlow, PlainFlow, LenientFlow)}
        assert len(nodes) == 3


def test_the_diagram_is_drawn_from_the_flow():
    grid = chart.calc_layout_data(PlainFlow)
    drawn = chart.grid_to_svg(grid)
    assert "Tingkat Terakhir" in drawn
    assert "Perbaikan Oleh" in drawn


def test_a_failure_above_rolls_everything_back_and_leaves_no_local_anywhere(town):
    filing = town.submit(title="meledak")
    town.decide("budi", filing.filing_id)
    town.decide("dedi", filing.filing_id)
    with pytest.raises(ZeroDivisionError):
        town.decide("citra", filing.filing_id)
    assert Filing.objects.get().state == "running"
    assert Decision.objects.count() == 2
    assert not Task.objects.filter(status="ERROR").exists()
    assert all("_exception" not in (task.data or {}) for task in Task.objects.all())
    assert "frasa-yang-tidak-boleh" not in str(list(Task.objects.values_list("data", flat=True)))


def test_no_address_of_viewflow_is_mounted():
    def views(patterns):
        for pattern in patterns:
            if hasattr(pattern, "url_patterns"):
                yield from views(pattern.url_patterns)
            else:
                yield pattern.callback

    modules = {getattr(view, "__module__", "") for view in views(get_resolver().url_patterns)}
    assert not [module for module in modules if module.startswith("viewflow")]


def test_the_task_names_the_hand_that_decided(town):
    from office.audit.core import Secret
    from office.people.services import create_account
    from tests.approval.city import CLERK

    account = create_account(
        by=CLERK, employee_id=town.people["budi"], password=Secret("Sandi-masuk-1")
    )
    filing = town.submit()
    town.decide("budi", filing.filing_id, by=town.who("budi", account_id=account))
    task = Task.objects.get(flow_task=PlainFlow.supervisor)
    assert task.owner_id == account
    assert task.status == "DONE"
