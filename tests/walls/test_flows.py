"""Flow paths lie in rows and Viewflow's own pages are not mounted."""

from django.urls import URLPattern, URLResolver, get_resolver

from tests.walls.source import ROOT


def _flow_paths() -> list[str]:
    from workflows.approval.selectors import known_flows

    paths = []
    for flow in known_flows():
        paths += [
            f"{flow.__module__}.{flow.__name__}.{node.name}" for node in flow.instance.nodes()
        ]
    return sorted(paths)


def test_flow_paths_are_pinned():
    """Renaming a module, class or node orphans running processes: it needs a data migration and a new pin."""
    assert _flow_paths() == (ROOT / "tests/walls/flow_paths.txt").read_text().split()


def _views(patterns, prefix=""):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _views(pattern.url_patterns, prefix + str(pattern.pattern))
        elif isinstance(pattern, URLPattern):
            yield prefix + str(pattern.pattern), pattern.callback


def test_no_viewflow_address_is_mounted():
    mounted = [
        path
        for path, view in _views(get_resolver().url_patterns)
        if view.__module__.startswith("viewflow")
    ]
    assert mounted == []
