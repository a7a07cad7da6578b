"""Words of the screen for what rows hold as codes."""

from django.utils.translation import gettext as _

from workflows.approval.flows import LadderFlow


def kind_label(kind: str) -> str:
    """Return the title of a kind of procedure, as its flow gives it; the kind itself when no flow runs it."""
    titles = {flow.procedure.kind: flow.procedure.title for flow in LadderFlow.__subclasses__()}
    return str(titles.get(kind, kind))


def choice_word(choice: str, state: str) -> str:
    """Return what a person did, as the history says it."""
    if state == "lapsed":
        return _("mulai menandatangani, lalu waktunya habis")
    if state == "pending":
        return _("sedang menandatangani")
    return {"approve": _("menyetujui"), "return": _("mengembalikan"), "reject": _("menolak")}[
        choice
    ]
