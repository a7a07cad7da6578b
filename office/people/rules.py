"""Rules every room may name."""

from office.audit import clock
from office.people.access import LOGIN, PUBLIC, allow
from office.people.core import AppointmentKind, Viewer
from office.people.selectors import heads_inspectors


@allow(PUBLIC)
def may_anyone(viewer: Viewer) -> bool:  # noqa: ARG001 - the one rule that does not look
    """Siapa pun, tanpa masuk."""
    return True


@allow(LOGIN)
def may_signed_in(viewer: Viewer) -> bool:
    """Pegawai yang sudah masuk; baris mana yang terlihat diatur di dalamnya."""
    return viewer.is_signed_in


@allow("inspector")
def may_inspector(viewer: Viewer) -> bool:
    """Inspektorat (APIP) dengan surat penunjukan."""
    return AppointmentKind.INSPECTOR in viewer.kinds


@allow("letters")
def may_letters(viewer: Viewer) -> bool:
    """Kepala perangkat daerah yang mempunyai pemeriksa (Inspektur), atau yang mewakilinya."""
    return heads_inspectors(viewer, clock.today())


@allow("personnel")
def may_personnel(viewer: Viewer) -> bool:
    """Pengelola kepegawaian kota dengan surat penunjukan."""
    return AppointmentKind.PERSONNEL in viewer.kinds


@allow("operator")
def may_operator(viewer: Viewer) -> bool:
    """Operator kepegawaian Perangkat Daerah, atau pengelola kepegawaian kota."""
    return not viewer.kinds.isdisjoint({AppointmentKind.AGENCY_OPERATOR, AppointmentKind.PERSONNEL})


@allow("treasurer")
def may_treasurer(viewer: Viewer) -> bool:
    """Bendahara pengeluaran dengan surat penunjukan."""
    return AppointmentKind.TREASURER in viewer.kinds


@allow("superior")
def may_superior(viewer: Viewer) -> bool:
    """Pejabat yang membawahi pegawai, atau yang mewakilinya."""
    return viewer.leads


@allow("mayor")
def may_mayor(viewer: Viewer) -> bool:
    """Kepala daerah, atau yang mewakilinya."""
    return viewer.is_mayor


@allow("cli")
def may_command(viewer: Viewer) -> bool:  # noqa: ARG001 - a shell on the server is not a viewer
    """Administrator di server, lewat baris perintah."""
    return False
