"""A chain read back as sentences, for whoever signs the decree and whoever files under it."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from office.indonesia import rupiah
from office.people.core import APPOINTMENT_TITLES, AppointmentKind
from signing.core import DOCUMENT_TITLES
from workflows.approval.core import ChainLevel


def chain_sentences(levels: Iterable[ChainLevel]) -> tuple[str, ...]:
    """Return one sentence per level, lowest first."""
    return tuple(_sentence(level) for level in levels)


def _sentence(level: ChainLevel) -> str:
    parts = [
        _("Tingkat %(number)d: %(who)s %(what)s")
        % {"number": level.number, "who": _who(level), "what": _what(level)},
        _tier(level),
        _("paling lama %(days)d hari kerja") % {"days": level.due_workdays},
    ]
    return ", ".join(part for part in parts if part) + "."


def _who(level: ChainLevel) -> str:
    names = [seat_words(name) for name in level.seats]
    if len(names) == 1:
        return names[0]
    listed = ", ".join(names)
    if level.needed == len(names):
        return _("%(names)s, semuanya,") % {"names": listed}
    if level.needed == 1:
        return _("salah satu dari %(names)s") % {"names": listed}
    return _("%(needed)d dari %(count)d pejabat (%(names)s)") % {
        "needed": level.needed,
        "count": len(names),
        "names": listed,
    }


def seat_words(name: str) -> str:
    """Return what a chain's name of a seat means."""
    if name == "superior":
        return _("atasan langsung pembuat berkas")
    if name == "head":
        return _("kepala Perangkat Daerah")
    kind, _sep, value = name.partition(":")
    if kind == "appointment" and value in set(AppointmentKind):
        return APPOINTMENT_TITLES[AppointmentKind(value)]
    return _("jabatan %(code)s") % {"code": value}


def _what(level: ChainLevel) -> str:
    if not level.document:
        return _("menyetujui tanpa tanda tangan")
    title = DOCUMENT_TITLES.get(level.document, level.document)
    return _("menyetujui dan menandatangani %(document)s") % {"document": title}


def _tier(level: ChainLevel) -> str:
    if level.from_rupiah and level.until_rupiah is not None:
        return _("hanya untuk jumlah %(least)s sampai dengan %(most)s") % {
            "least": rupiah(level.from_rupiah),
            "most": rupiah(level.until_rupiah),
        }
    if level.from_rupiah:
        return _("hanya untuk jumlah %(least)s ke atas") % {"least": rupiah(level.from_rupiah)}
    if level.until_rupiah is not None:
        return _("hanya untuk jumlah sampai dengan %(most)s") % {"most": rupiah(level.until_rupiah)}
    return ""
