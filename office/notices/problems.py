"""Why an act of this room is refused, in the words of the screen."""

from office.acts.core import Invalid


class BadNotice(Invalid):
    """No room may make such a notice."""


class NotToBeSilenced(Invalid):
    """The law or due process needs this kind of notice."""
