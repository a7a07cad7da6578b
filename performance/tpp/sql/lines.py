"""Writing what the engine computed, a chunk at a time."""

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from performance.tpp.core.engine import TRACE_COLUMNS, Trace
from performance.tpp.core.rounding import Integers
from performance.tpp.models import TppLine

TABLE = TppLine._meta.db_table  # noqa: SLF001 - Django's documented door to a model's table
BATCH = 2000
HEADER = b"PGCOPY\n\xff\r\n\x00" + bytes(8)
TRAILER = b"\xff\xff"


def insert_lines(run_id: int, employees: Integers, trace: Trace) -> None:
    """Insert one line per employee, in the current transaction; they must not be there yet."""
    if connection.vendor == "postgresql":
        copy_lines(run_id, employees, trace)
    else:
        TppLine.objects.bulk_create(rows(run_id, employees, trace), batch_size=BATCH)


def rows(run_id: int, employees: Integers, trace: Trace) -> list[TppLine]:
    columns = [getattr(trace, name).tolist() for name in TRACE_COLUMNS]
    return [
        TppLine(
            run_id=run_id, employee_id=employee, **dict(zip(TRACE_COLUMNS, values, strict=True))
        )
        for employee, *values in zip(employees.tolist(), *columns, strict=True)
    ]


def copy_lines(run_id: int, employees: Integers, trace: Trace) -> None:
    names = ", ".join(f'"{name}"' for name in ("run_id", "employee_id", *TRACE_COLUMNS))
    with connection.cursor() as cursor:
        statement = f'COPY "{TABLE}" ({names}) FROM STDIN (FORMAT BINARY)'
        with cursor.cursor.copy(statement) as copy:
            copy.write(binary_rows(run_id, employees, trace))


def binary_rows(run_id: int, employees: Integers, trace: Trace) -> bytes:
    """Return the rows in PostgreSQL's binary COPY form: per field its length, then big-endian bytes."""
    widths = [8, 8, *(8 if name.endswith("_rupiah") else 4 for name in TRACE_COLUMNS)]
    layout: list[tuple[str, str]] = [("fields", ">i2")]
    for place, width in enumerate(widths):
        layout += [(f"length_{place}", ">i4"), (f"value_{place}", f">i{width}")]
    table: NDArray[np.void] = np.empty(len(employees), dtype=np.dtype(layout))
    table["fields"] = len(widths)
    values = [run_id, employees, *(getattr(trace, name) for name in TRACE_COLUMNS)]
    for place, (width, value) in enumerate(zip(widths, values, strict=True)):
        table[f"length_{place}"] = width
        table[f"value_{place}"] = value
    return HEADER + table.tobytes() + TRAILER
