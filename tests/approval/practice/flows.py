"""Two flows of their own nodes: one signs, one is lenient and signs nothing."""

from workflows.approval.core import Procedure
from workflows.approval.flows import LadderFlow, actor_of, ladder

CALLS = []


def _note(word):
    def reaction(activation):
        filing = activation.process
        CALLS.append((word, filing.pk, str(filing.state), actor_of(activation).ref))
        if filing.title == "meledak":
            secret_in_frame = "frasa-yang-tidak-boleh-tersimpan"
            raise ZeroDivisionError(len(secret_in_frame))

    return reaction


def reactions():
    return {word: _note(word) for word in ("approved", "returned", "rejected", "withdrawn")}


class PracticeFlow(LadderFlow):
    """Signs a daily report at both levels."""

    procedure = Procedure(
        kind="daily_report", subject="practice", title="Latihan", documents=("daily_report",)
    )
    locals().update(ladder(**reactions()))


class PlainFlow(LadderFlow):
    """Approves without documents."""

    procedure = Procedure(kind="leave", subject="practice", title="Latihan tanpa dokumen")
    locals().update(ladder(**reactions()))


class LenientFlow(LadderFlow):
    """Keeps out only the maker."""

    procedure = Procedure(
        kind="correction", subject="practice", title="Latihan longgar", four_eyes=False
    )
    locals().update(ladder(**reactions()))
