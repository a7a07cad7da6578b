"""Why this room refuses, in words for the reader of the screen."""

from office.acts.core import Conflict, Invalid, NotAllowed, NotFound


class ReportNotFound(NotFound):
    """No such report, or none the asker may see."""


class NotYourReport(NotAllowed):
    """Only its maker writes and files a report."""


class WrongState(Conflict):
    """The report is not at a point where this can be done."""


class IncompleteReport(Invalid):
    """Something needed for filing is missing."""


class InvalidActivity(Invalid):
    """An activity cannot be stored as it was given; `fields` says why, per field."""


class InvalidEvidence(Invalid):
    """The file is no acceptable proof."""
