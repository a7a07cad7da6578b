"""Mail servers that misbehave, each in one way."""

from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected

from django.core.mail.backends.locmem import EmailBackend as Locmem


class Unreachable(Locmem):
    """Nobody answers."""

    def open(self):
        raise ConnectionRefusedError


class Busy(Locmem):
    """Answers that it takes nothing now (451)."""

    def send_messages(self, messages):
        raise SMTPDataError(451, b"try later")


class NoSuchBox(Locmem):
    """Answers that there is no such mailbox (550)."""

    def send_messages(self, messages):
        raise SMTPRecipientsRefused({messages[0].to[0]: (550, b"no such mailbox")})


class LineBreaks(Locmem):
    """Takes the letter and breaks the line before it says so."""

    def send_messages(self, messages):
        super().send_messages(messages)
        raise SMTPServerDisconnected


class WorkerDies(Locmem):
    """The letter is away, and the process with it."""

    def send_messages(self, messages):
        super().send_messages(messages)
        raise SystemExit
