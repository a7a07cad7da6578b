"""Access rules of this room; the reading room itself names the rule `inspector` of people."""

from office.people.access import allow
from office.people.core import Viewer


@allow("city.read")
def may_read_summary(viewer: Viewer) -> bool:
    """Kepala daerah, Sekretaris Daerah, dan kepala Perangkat Daerah, masing-masing untuk bagiannya."""
    return viewer.is_mayor or viewer.is_head
