"""Who may open the pages of this room; which cases they hold is the selectors' business."""

from office.people.access import allow
from office.people.core import Viewer
from performance.sanctions.rights import CITY_PERSONNEL, CITY_READERS


@allow("sanctions.read")
def may_read(viewer: Viewer) -> bool:
    """Atasan, kepala Perangkat Daerah, kepegawaian, Inspektorat, kepala daerah."""
    return viewer.leads or viewer.is_head or viewer.is_mayor or bool(viewer.kinds & CITY_READERS)


@allow("sanctions.detect")
def may_detect(viewer: Viewer) -> bool:
    """Pengelola kepegawaian kota atau PPK."""
    return bool(viewer.kinds & CITY_PERSONNEL)
