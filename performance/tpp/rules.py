"""Access rules of this room; which rows a person sees is the selectors' business."""

from office.people.access import allow
from office.people.core import AppointmentKind, Viewer
from performance.tpp.rights import READERS


@allow("tpp.run")
def may_open_runs(viewer: Viewer) -> bool:
    """Personalia, operator dan kepala Perangkat Daerah, inspektorat, kepala daerah."""
    offices = READERS | {AppointmentKind.PERSONNEL, AppointmentKind.AGENCY_OPERATOR}
    return viewer.is_head or viewer.is_mayor or not viewer.kinds.isdisjoint(offices)


@allow("tpp.start")
def may_start_runs(viewer: Viewer) -> bool:
    """Personalia kota, atau operator untuk Perangkat Daerahnya."""
    offices = {AppointmentKind.PERSONNEL, AppointmentKind.AGENCY_OPERATOR}
    return not viewer.kinds.isdisjoint(offices)
