"""What may go wrong with a run, and what to do then."""

from office.acts.core import Conflict, Invalid, NotAllowed, NotFound


class NoSuchRun(NotFound):
    """The run does not exist, or is not the reader's to see."""


class NotPersonnel(NotAllowed):
    """Only personnel of the agency or of the city runs the allowance."""


class MonthNotOver(Invalid):
    """A month is run after its last day."""


class NotMeasured(Conflict):
    """Attendance has not measured the month, or days of it, of people the run pays."""


class RunExists(Conflict):
    """The month of this agency already has a live run of this kind."""


class NothingToPay(Invalid):
    """Nobody in the agency held a position that month."""


class RunNotReady(Conflict):
    """The run is not in the state this act needs."""


class NoBudgetLine(Invalid):
    """The agency has no budget line for the allowance."""


class OverBudget(Conflict):
    """The agency's budget line has less left than the run pays."""


class WrongEffect(Invalid):
    """A sanction effect outside what the law allows."""


class WrongAccount(Invalid):
    """An account number a bank could not read."""
