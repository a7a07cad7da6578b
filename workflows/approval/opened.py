"""Which documents were opened in this session, in which form: what a batch's sample is asked against."""

from django.http import HttpRequest

OPENED = "approval.opened"
KEPT = 200
"""Steps remembered per session, the latest; a sample has three."""


def note_opened(request: HttpRequest, step_id: int, revision_sha: str) -> None:
    """Remember that the page of a step, with its document, was drawn for this session."""
    opened: dict[str, str] = request.session.get(OPENED, {})
    if opened.get(str(step_id)) == revision_sha:
        return
    opened.pop(str(step_id), None)
    opened[str(step_id)] = revision_sha
    request.session[OPENED] = dict(list(opened.items())[-KEPT:])


def was_opened(request: HttpRequest, step_id: int, revision_sha: str) -> bool:
    """Return whether this session has seen this revision of a step's document; a later one is another document."""
    opened: dict[str, str] = request.session.get(OPENED, {})
    return opened.get(str(step_id)) == revision_sha
