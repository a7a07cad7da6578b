"""Maker, last editor, earlier approver and whoever stands in for one of them bring no second pair of eyes."""

import itertools

import pytest

from workflows.approval.core import Eyes, refused_by_four_eyes

ANI, BUDI, CITRA, DEDI, EKA = 1, 2, 3, 4, 5
ROLES = {"maker": ANI, "last_editor": BUDI, "earlier_approver": CITRA, "nobody": EKA}
EYES = Eyes(maker_id=ANI, last_editor_id=BUDI, approver_ids=frozenset({CITRA}))


@pytest.mark.parametrize(("actor", "stands_in_for"), list(itertools.product(ROLES, [None, *ROLES])))
def test_the_matrix_of_eyes(actor, stands_in_for):
    acts_for = frozenset({ROLES[stands_in_for]} if stands_in_for else ())
    refused = refused_by_four_eyes(ROLES[actor], acts_for, EYES)
    tainted = actor != "nobody" or stands_in_for not in (None, "nobody")
    assert bool(refused) is tainted
    if tainted and actor == "nobody":
        assert refused == f"acts_for_{stands_in_for}"
    if stands_in_for is None and actor != "nobody":
        assert refused == f"is_{actor}"


def test_dedi_without_any_tie_may_decide():
    assert refused_by_four_eyes(DEDI, frozenset(), EYES) == ""


@pytest.mark.parametrize("acts_for", [frozenset(), frozenset({ANI})])
def test_a_lenient_procedure_keeps_out_the_maker_all_the_same(acts_for):
    lenient = Eyes(ANI, BUDI, frozenset({CITRA}), strict=False)
    assert refused_by_four_eyes(ANI, frozenset(), lenient) == "is_maker"
    assert refused_by_four_eyes(EKA, frozenset({ANI}), lenient) == "acts_for_maker"
    assert refused_by_four_eyes(BUDI, frozenset(), lenient) == ""
    assert refused_by_four_eyes(CITRA, frozenset({BUDI}), lenient) == ""
