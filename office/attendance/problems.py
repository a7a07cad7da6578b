"""Why an act of this room is refused, in the words of the screen."""

from office.acts.core import Conflict, Invalid, NotAllowed, NotFound


class NoSuchDevice(NotFound):
    """No device with that serial number."""


class NoSuchPaper(NotFound):
    """No live leave, duty, outage or holiday of that number."""


class NotYoursToKeep(NotAllowed):
    """The actor keeps no attendance records for these people."""


class BadAttlog(Invalid):
    """The file is no ATTLOG file, empty, or too large."""


class BadDates(Invalid):
    """Dates or hours do not fit."""


class NoSuchRoster(Invalid):
    """The regulation in force has no roster or shift of that code."""


class AlreadyExplained(Conflict):
    """Another live paper already covers some of these days."""


class MonthIsLocked(Conflict):
    """The month's judged days no longer change."""
