"""Access rules of this room; which rows a person sees is the selectors' business."""

from office.people.access import allow
from office.people.core import AppointmentKind, Viewer
from performance.tpp.rights import CITY_CARE, PAYING


@allow("tpp.run")
def may_open_runs(viewer: Viewer) -> bool:
    """Pengelola kepegawaian, keuangan dan kepala Perangkat Daerah, inspektorat, kepala daerah."""
    offices = CITY_CARE | {*PAYING, AppointmentKind.BUD, AppointmentKind.INSPECTOR}
    return viewer.is_head or viewer.is_mayor or not viewer.kinds.isdisjoint(offices)


@allow("tpp.start")
def may_start_runs(viewer: Viewer) -> bool:
    """Pengelola kepegawaian kota dengan surat penunjukan."""
    return AppointmentKind.PERSONNEL in viewer.kinds


@allow("tpp.trace")
def may_open_lines(viewer: Viewer) -> bool:
    """Pengelola kepegawaian kota dan inspektorat."""
    return not viewer.kinds.isdisjoint(CITY_CARE | {AppointmentKind.INSPECTOR})
