"""Letters: written from kind, title and link alone, and handed to the mail server at most once."""

from contextlib import closing
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from office.notices.core import Broken, Letter, LetterLine, NotTaken
from office.notices.words import HEADLINES

MOST_LINES = 40
"""Lines of a daily letter; the rest is counted and read in the site."""
REFUSED_FOR_GOOD = 500
"""SMTP replies from here on are final (RFC 5321, 4.2.1)."""


def written(letter: Letter) -> EmailMessage:
    """Return the letter as plain text in its reader's language."""
    with translation.override(letter.language):
        return EmailMessage(
            subject=f"E-Performance: {_subject(letter)}",
            body=_body(letter),
            from_email=settings.DEFAULT_FROM_EMAIL,
            to=[letter.address],
            headers={
                # The same at every try, so that a server which did take it can tell.
                "Message-ID": f"<notice-{letter.number}@{urlsplit(settings.SITE_URL).hostname}>",
                "Auto-Submitted": "auto-generated",
                "List-Unsubscribe": f"<{_address('notices:settings')}>",
            },
        )


def _subject(letter: Letter) -> str:
    if len(letter.lines) == 1:
        return str(HEADLINES[letter.lines[0].kind])
    return _("%(count)d pemberitahuan") % {"count": len(letter.lines)}


def _body(letter: Letter) -> str:
    parts = [_line(line) for line in letter.lines[:MOST_LINES]]
    more = len(letter.lines) - MOST_LINES
    if more > 0:
        words = _("dan %(count)d lainnya") % {"count": more}
        parts.append(f"{words}: {_address('notices:index')}")
    hint = _("Pilih apa yang dikirim kepada Anda, atau hentikan surat ini:")
    return "\n\n".join([*parts, f"--\n{hint}\n{_address('notices:settings')}"]) + "\n"


def _line(line: LetterLine) -> str:
    words = str(HEADLINES[line.kind])
    first = f"{words}: {' '.join(line.title.split())}" if line.title else words
    return f"{first}\n{settings.SITE_URL}{line.link}" if line.link else first


def _address(name: str) -> str:
    return f"{settings.SITE_URL}{reverse(name)}"


def post(message: EmailMessage) -> None:
    """Hand a message to the mail server. Raises NotTaken when it surely was not taken, Broken when nobody can know."""
    connection = get_connection()
    try:
        connection.open()
    except (OSError, SMTPException) as problem:
        raise NotTaken(type(problem).__name__, for_good=False) from None
    with closing(connection):
        _send(connection, message)


def _send(connection: BaseEmailBackend, message: EmailMessage) -> None:
    try:
        taken = connection.send_messages([message])
    except SMTPRecipientsRefused as problem:
        codes = [code for code, _text in problem.recipients.values()]
        raise NotTaken("SMTPRecipientsRefused", for_good=min(codes) >= REFUSED_FOR_GOOD) from None
    except SMTPResponseException as problem:
        for_good = problem.smtp_code >= REFUSED_FOR_GOOD
        raise NotTaken(type(problem).__name__, for_good=for_good) from None
    except (OSError, SMTPException) as problem:
        raise Broken(type(problem).__name__) from None
    if not taken:
        raise NotTaken("nothing", for_good=False)
