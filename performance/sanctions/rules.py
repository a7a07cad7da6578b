"""Who may open the pages of this room; which cases they hold is the selectors' business."""

from office.people.access import allow
from office.people.core import Viewer
from performance.sanctions.core.procedure import CaseState
from performance.sanctions.models import SanctionCase
from performance.sanctions.rights import CITY_PERSONNEL, CITY_READERS
from signing import readers


@allow("sanctions.read")
def may_read(viewer: Viewer) -> bool:
    """Atasan, kepala Perangkat Daerah, kepegawaian, Inspektorat, kepala daerah."""
    return viewer.leads or viewer.is_head or viewer.is_mayor or bool(viewer.kinds & CITY_READERS)


@allow("sanctions.detect")
def may_detect(viewer: Viewer) -> bool:
    """Pengelola kepegawaian kota atau PPK."""
    return bool(viewer.kinds & CITY_PERSONNEL)


@readers.may_read("filing")
def reads_the_own_decision(viewer: Viewer, ref: str) -> bool:
    """Return whether the filing is a decision about the viewer that is in force: whom it punishes holds a copy."""
    number = ref.partition(":")[2]
    return SanctionCase.objects.filter(
        filing_id=number, employee_id=viewer.employee_id or 0, state=CaseState.CONFIRMED
    ).exists()
