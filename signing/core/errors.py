"""What can go wrong at signing's door; each message says what to do."""

from office.acts.core import Problem


class SigningProblem(Problem):
    """Base of this room's problems."""


class DocumentNotFound(SigningProblem):
    """No such document, or not for this viewer."""

    status = 404


class BadContent(SigningProblem):
    """A document's content lacks something or has something its template would not print."""


class SigningConflict(SigningProblem):
    """Somebody or something was faster."""

    status = 409


class AlreadySigning(SigningConflict):
    """Another signature on this document is being made."""


class ConsentClosed(SigningProblem):
    """The consent has expired or is used up."""

    status = 409


class NotInConsent(SigningProblem):
    """The document was not among those the signer consented to."""

    status = 403


class NoCertificate(SigningProblem):
    """The signer has no valid certificate."""

    status = 403


class WrongPassphrase(SigningProblem):
    """The passphrase does not open the key."""

    status = 403


class TooManyTries(SigningProblem):
    """Five wrong tries within fifteen minutes."""

    status = 429


class SignatureGone(SigningConflict):
    """The intended signature has lapsed or was stored already."""


class CannotProduce(SigningConflict):
    """The signature could not be made or did not verify; nothing was stored."""
