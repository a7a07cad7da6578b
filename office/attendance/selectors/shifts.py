"""The hours a date asks of somebody."""

from datetime import date

from office.attendance.selectors._inputs import day_inputs


def shift_minutes(employee_id: int, on: date) -> list[tuple[int, int]]:
    """Return the hours asked for as (from, until) minutes of the date; empty on a free day."""
    shift = next(iter(day_inputs([employee_id], on, on))).inputs.shift
    return [(shift.start_minute, shift.end_minute)] if shift else []
