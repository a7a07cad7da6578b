"""What a notice is about and how it may travel. Pure."""

from enum import StrEnum


class Kind(StrEnum):
    """What happened. The words of each stand in `office.notices.words`."""

    WAITING = "waiting"
    """A filing waits for the reader's decision."""
    OVERDUE = "overdue"
    """A desk's time is nearly over, or over."""
    RETURNED = "returned"
    """The reader's filing came back to be mended."""
    APPROVED = "approved"
    """The reader's filing was approved."""
    SIGNED = "signed"
    """The reader's document was signed by everybody it needed."""
    REJECTED = "rejected"
    """The reader's filing was refused."""
    MANDATE = "mandate"
    """The reader may act for a seat, or no longer."""
    DISPUTE = "dispute"
    """The reader's dispute about a superior was answered."""
    DUTY = "duty"
    """The reader must summon and examine somebody within the law's days (PP 94/2021 article 26)."""
    DISCIPLINE = "discipline"
    """Summons or decision in the reader's own case of discipline."""
    SIGNING = "signing"
    """Something happened to the reader's signing key."""


class Way(StrEnum):
    """How far a notice of one kind travels to one person."""

    APP = "app"
    """Inside the site and to subscribed devices."""
    MAIL = "mail"
    """The same, and by e-mail at once."""
    DIGEST = "digest"
    """Inside the site, and in one e-mail a day."""
    NONE = "none"
    """Not shown; the trail alone keeps it."""


COMPULSORY = frozenset({Kind.DUTY, Kind.DISCIPLINE, Kind.SIGNING})
"""Kinds due process needs: a summons that its reader could switch off would not have been served."""

DEFAULT_WAYS = {
    Kind.WAITING: Way.DIGEST,
    Kind.OVERDUE: Way.MAIL,
    Kind.RETURNED: Way.MAIL,
    Kind.APPROVED: Way.APP,
    Kind.SIGNED: Way.APP,
    Kind.REJECTED: Way.MAIL,
    Kind.MANDATE: Way.MAIL,
    Kind.DISPUTE: Way.MAIL,
    Kind.DUTY: Way.MAIL,
    Kind.DISCIPLINE: Way.MAIL,
    Kind.SIGNING: Way.MAIL,
}
"""What holds until a person chooses: a head of agency gets one letter a day about a full desk, not three hundred."""


def may_choose(kind: Kind, way: Way) -> bool:
    """Return whether a person may have notices of this kind travel that way: what the law needs is never hidden."""
    return way != Way.NONE or kind not in COMPULSORY
