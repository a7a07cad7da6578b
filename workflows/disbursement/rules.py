"""Who may open the pages of this room; which rows they hold is the selectors' business."""

from office.people.access import allow
from office.people.core import Viewer
from workflows.disbursement.rights import CITY_FINANCE, FINANCE, MAKERS


@allow("disbursement.read")
def may_read(viewer: Viewer) -> bool:
    """Pejabat keuangan, kepala Perangkat Daerah, BUD, Inspektorat, kepala daerah."""
    return viewer.is_head or viewer.is_mayor or bool(viewer.kinds & (CITY_FINANCE | set(FINANCE)))


@allow("disbursement.request")
def may_request(viewer: Viewer) -> bool:
    """Bendahara pengeluaran atau PPTK dengan surat penunjukan."""
    return bool(viewer.kinds & set(MAKERS))


@allow("disbursement.budget")
def may_keep_budget(viewer: Viewer) -> bool:
    """Bendahara Umum Daerah (BUD)."""
    return "bud" in viewer.kinds
