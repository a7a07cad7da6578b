"""What may be refused on the ladder, in words for the reader of the screen."""

from django.utils.translation import gettext_lazy as _

from office.acts.core import Conflict, Invalid, NotAllowed, NotFound
from workflows.approval.core import eyes, seats


class FilingNotFound(NotFound):
    """There is no such filing or step, or the actor may not know of it."""


class NotYourSeat(NotAllowed):
    """The actor does not hold the seat, or not for this procedure or amount."""


class FourEyes(NotAllowed):
    """A second pair of eyes is needed."""


class StrategicDecision(NotAllowed):
    """A Plt or Plh does not take this kind of decision; the message names the article."""


class OtherRevision(Conflict):
    """The actor saw another revision than the one that waits."""


class AlreadyDecided(Conflict):
    """Somebody else was first."""


class BeingSigned(Conflict):
    """A signature on this filing is being made."""


class ClaimGone(Conflict):
    """The claim has lapsed; the official is asked again."""


class WrongState(Conflict):
    """The filing is not where this would be possible."""


class ReasonMissing(Invalid):
    """A return, rejection or withdrawal says why."""


class NobodyAbove(Invalid):
    """No seat is left that could decide."""


class BadSubmission(Invalid):
    """The submitting room gave something that does not fit its procedure."""


class NothingPicked(Invalid):
    """A batch needs at least one document, and no more than the regulation allows."""


FOUR_EYES = {
    eyes.IS_MAKER: _("Anda pembuat berkas ini. Keputusan harus diambil orang lain."),
    eyes.IS_LAST_EDITOR: _(
        "Anda yang terakhir mengubah berkas ini. Keputusan harus diambil orang lain."
    ),
    eyes.IS_EARLIER_APPROVER: _(
        "Anda sudah menyetujui berkas ini di tingkat lain. Tingkat ini butuh orang lain."
    ),
    eyes.ACTS_FOR_MAKER: _(
        "Anda sedang bertindak untuk pembuat berkas ini. Keputusan harus diambil orang lain."
    ),
    eyes.ACTS_FOR_LAST_EDITOR: _(
        "Anda sedang bertindak untuk orang yang terakhir mengubah berkas ini. Keputusan harus diambil orang lain."
    ),
    eyes.ACTS_FOR_EARLIER_APPROVER: _(
        "Anda sedang bertindak untuk pejabat yang sudah menyetujui berkas ini. Tingkat ini butuh orang lain."
    ),
}

DROPPED = {
    seats.HELD_BY_MAKER: _("dipegang pembuat berkas"),
    seats.HELD_BELOW: _("dipegang pejabat tingkat di bawahnya"),
    seats.USED_BELOW: _("sudah memutus di tingkat di bawahnya"),
    seats.NO_SUCH_SEAT: _("tidak ada dalam susunan organisasi"),
    seats.LINE_ENDS: _("tidak ada lagi pejabat di atasnya"),
    seats.RECUSED: _("pejabatnya berbenturan kepentingan"),
    seats.DISPUTED: _("bukan atasan pembuat berkas"),
    seats.REASSIGNED: _("kursinya dialihkan"),
}

RULES = {
    "ended": (WrongState, _("Berkas ini sudah selesai; tidak ada lagi yang dapat diputuskan.")),
    "with_maker": (
        WrongState,
        _("Berkas ini sedang berada pada pembuatnya. Tunggu sampai diajukan kembali."),
    ),
    "still_running": (
        WrongState,
        _("Berkas ini masih diproses. Tarik dahulu bila ingin mengubahnya."),
    ),
    "older_round": (
        OtherRevision,
        _("Berkas ini sudah masuk putaran baru. Muat ulang dan baca revisi terakhir."),
    ),
    "not_yet": (WrongState, _("Berkas ini belum sampai di tingkat Anda.")),
    "claim_gone": (
        ClaimGone,
        _("Tanda tangan ini kedaluwarsa sebelum selesai. Baca lagi dan tanda tangani ulang."),
    ),
    "reason_missing": (
        ReasonMissing,
        _("Tulis alasannya, supaya pembuat tahu apa yang harus dilakukan."),
    ),
    "no_such_level": (
        Invalid,
        _("Berkas hanya dapat dikembalikan ke tingkat sebelum tingkat Anda."),
    ),
    "unknown_choice": (Invalid, _("Pilih setujui, kembalikan, atau tolak.")),
    "decided_already": (
        AlreadyDecided,
        _("Berkas ini sudah diputuskan, jadi tidak dapat ditarik lagi."),
    ),
    "closed_already": (AlreadyDecided, _("Tingkat ini sudah mendapat keputusan yang diperlukan.")),
    "being_signed": (
        BeingSigned,
        _("Berkas ini sedang ditandatangani. Tunggu sebentar lalu coba lagi."),
    ),
}
