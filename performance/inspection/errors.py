"""What can go wrong in the reading room."""

from office.acts.core import Invalid, NotAllowed, NotFound


class NotInspector(NotAllowed):
    """Only the inspectorate reads here."""


class NothingFound(NotFound):
    """There is no such person, case or document."""


class NothingToExport(Invalid):
    """The trail knows nothing of what was asked for."""
