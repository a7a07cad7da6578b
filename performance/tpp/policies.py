"""Which law a month is computed by."""

from collections.abc import Iterable

from office.indonesia.months import CalendarMonth
from office.regulations.core import Regulation
from office.regulations.selectors import law_book, regulation_by_sha, sections_by_sha
from performance.tpp.core.policy import USED, Policy, policy_of


def policy_for(month: CalendarMonth) -> Policy:
    """Return the policy of a month: what is in force on its first day, so that a month has one law.

    Raises NoRule where a section the allowance needs was never published.
    """
    book = law_book()
    return policy_of({name: book.in_force(name, month.first) for name in USED})


def policy_if(month: CalendarMonth, draft: Regulation) -> Policy:
    """Return the policy of a month as if a draft ruled every section it names."""
    book = law_book()
    return policy_of(
        {
            name: draft.sections[name]
            if name in draft.sections
            else book.in_force(name, month.first)
            for name in USED
        }
    )


def frozen_policy(sources: Iterable[tuple[str, str]]) -> Policy:
    """Return the policy a run was computed with, from the hashes it kept."""
    return policy_of(sections_by_sha((name, sha) for name, sha in sources))


def cited(policy: Policy) -> tuple[str, ...]:
    """Return the instruments a policy comes from, as papers name them."""
    shas = dict.fromkeys(sha for _, sha in policy.sources)
    return tuple(regulation_by_sha(sha).instrument for sha in shas)
