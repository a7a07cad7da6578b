"""What can go wrong with a case, said for the reader of the screen."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from office.acts.core import Conflict, Invalid, NotAllowed, NotFound
from performance.sanctions.core.procedure import Missing


class NoSuchCase(NotFound):
    """The case does not exist, or the reader may not see it."""


class NotYourCase(NotAllowed):
    """Only the superior or personnel may act; never the person the case is about."""


class CaseClosed(Conflict):
    """The case is not in a state that allows this."""


class NotFilled(Invalid):
    """A needed field is empty or does not fit."""


class ProcessIncomplete(Invalid):
    """A step of due process is missing; a decision without it would be void."""


MISSING = {
    Missing.HEARING: gettext_lazy("Pegawai belum dipanggil dan diperiksa (PP 94/2021 Pasal 26)."),
    Missing.SECOND_SUMMONS: gettext_lazy("Pegawai tidak hadir; bukti panggilan kedua belum ada."),
    Missing.SUMMONS_BEFORE_CASE: gettext_lazy("Panggilan bertanggal sebelum perkara dibuka."),
    Missing.HEARING_BEFORE_DAYS: gettext_lazy(
        "Pemeriksaan bertanggal sebelum panggilannya atau sebelum hari yang dihitung."
    ),
    Missing.NOTICE_TOO_SHORT: gettext_lazy(
        "Jarak panggilan dan pemeriksaan lebih pendek daripada yang ditetapkan peraturan."
    ),
    Missing.BELOW_THRESHOLD: gettext_lazy(
        "Hitungan hari sekarang di bawah ambang perkara ini; hentikan perkaranya."
    ),
}


def incomplete(missing: Iterable[Missing]) -> ProcessIncomplete:
    """Return the refusal that names every missing step."""
    steps = " ".join(str(MISSING[step]) for step in missing)
    return ProcessIncomplete(_("Batal bila diteruskan: %(steps)s") % {"steps": steps})
