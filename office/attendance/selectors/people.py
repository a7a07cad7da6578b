"""Who is touched by a fact."""

from datetime import date

from office.people.selectors import roster_people


def people_between(agency_id: int | None, first: date, last: date) -> list[int]:
    """Return the ids of those on a post of the agency (None: of any) on the first or last of these dates, sorted.

    Who came and went in between is found by the next reader: judged days are computed, facts follow.
    """
    return sorted(
        {entry.person.employee_id for on in {first, last} for entry in roster_people(agency_id, on)}
    )
