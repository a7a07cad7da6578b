"""Which procedures this installation runs."""

from django.apps import apps
from django.utils.module_loading import autodiscover_modules
from viewflow.workflow.base import Flow

from workflows.approval.flows import LadderFlow


def known_flows() -> list[type[Flow]]:
    """Return every flow class of the installed rooms but the ladder's base, by module and name."""
    autodiscover_modules("flows")
    found: list[type[Flow]] = []
    waiting = list(Flow.__subclasses__())
    while waiting:
        flow = waiting.pop()
        waiting += flow.__subclasses__()
        installed = apps.get_containing_app_config(flow.__module__) is not None
        if flow is not LadderFlow and installed:
            found.append(flow)
    return sorted(found, key=lambda flow: (flow.__module__, flow.__name__))
