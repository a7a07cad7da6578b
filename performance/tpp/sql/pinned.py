"""Reading the pinned facts of a run, a range of employees at a time."""

from dataclasses import dataclass

import numpy as np
from django.db import connection
from psycopg import Cursor

from performance.tpp.core.facts import MonthArrays, stacked
from performance.tpp.core.rounding import Integers
from performance.tpp.models import MonthFacts, TppParticipant

PARTICIPANTS = TppParticipant._meta.db_table  # noqa: SLF001 - Django's documented door to a model's table
FACTS = MonthFacts._meta.db_table  # noqa: SLF001 - the same
QUESTION = (
    f'SELECT p.employee_id, p.sanction_bp, f.days, f.segments FROM "{PARTICIPANTS}" p'  # noqa: S608 - table names only
    f' JOIN "{FACTS}" f ON f.id = p.facts_id'
    " WHERE p.run_id = %s AND p.employee_id BETWEEN %s AND %s ORDER BY p.employee_id"
)


@dataclass(frozen=True)
class Pinned:
    """Facts of part of a run: the employees and, in the same order, their month."""

    employees: Integers
    month: MonthArrays


def read_pinned(run_id: int, first_employee: int, last_employee: int) -> Pinned | None:
    """Return the pinned facts of a range of employee ids, both ends inclusive; None if it is empty."""
    bounds = (run_id, first_employee, last_employee)
    if connection.vendor == "postgresql":
        connection.ensure_connection()
        # Django's own cursors bind on the client and know no binary results: bytea would travel as hex.
        with Cursor(connection.connection) as raw:
            found = raw.execute(QUESTION, bounds, binary=True).fetchall()
    else:
        with connection.cursor() as cursor:
            cursor.execute(QUESTION, bounds)
            found = cursor.fetchall()
    if not found:
        return None
    employees, sanction_bp, days, segments = zip(*found, strict=True)
    return Pinned(np.array(employees, dtype=np.int64), stacked(days, segments, sanction_bp))
