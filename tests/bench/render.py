"""`render`: one daily report from content to prepared bytes (typeset PDF/A-2a, boxes found, fields made).

Floor: a bare typst compile of the same template and data by a warm compiler, to the same standard; it has no signature
field, asks for no box and draws a QR it did not have to compute. Peer `typst_cold`: a new compiler for every document.
Every document differs, since typst remembers what it has seen. Cost in CPU milliseconds.
"""

import json
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

from django.conf import settings

from office.indonesia import long_date
from signing.core import DOCUMENT_TITLES
from signing.documents import render as ours
from signing.documents.prepare import prepared_bytes
from tests.bench.floors import render_compiler, render_floor
from tests.bench.sign import alternately, line
from tests.signing.conftest import CONTENT, FIELDS

N = 20
CODE = "daily_report"
ROWS = [
    [f"{7 + n // 2:02d}.30–{8 + n // 2:02d}.00", f"Menyusun bahan rapat bagian {n}", "30"]
    for n in range(14)
]


def run() -> Iterator[dict[str, Any]]:
    """Yield the line of `render`."""
    numbers = count()
    template, fonts = ours.TEMPLATES / f"{CODE}.typ", Path(settings.FONT_DIR)
    warm = render_compiler(template, fonts)

    def content() -> dict[str, Any]:
        return CONTENT | {
            "rows": [[when, f"{what} ({next(numbers)})", minutes] for when, what, minutes in ROWS]
        }

    def prepare() -> bytes:
        code = f"K7QF2M9X{next(numbers):05d}"
        paper = ours.Paper(CODE, "", code, f"http://localhost:8000/v/{code}")
        return prepared_bytes(paper, content(), FIELDS)

    def bare() -> bytes:
        return render_floor(warm, _document(content(), next(numbers)))

    def cold() -> bytes:
        return render_floor(render_compiler(template, fonts), _document(content(), next(numbers)))

    mine, floor, cold_cost = alternately(prepare, bare, cold, n=N)
    yield line("render", N, mine, floor, {"typst_cold": cold_cost})


QR = ours.qr_svg("http://localhost:8000/v/K7QF2M9X00000")


def _document(content: dict[str, Any], number: int) -> str:
    """The same data in the same shape, made here so that the floor pays for none of our code."""
    from datetime import date

    fields = [
        {"name": one.name, "role": one.role, "seat_title": one.seat_title, "locks": one.locks}
        for one in FIELDS
    ]
    return json.dumps(
        {
            "title": DOCUMENT_TITLES[CODE],
            "number": "",
            "public_code": f"K7QF2M9X{number:05d}",
            "verify_url": f"http://localhost:8000/v/K7QF2M9X{number:05d}",
            "qr": QR,
            "date_text": long_date(date(2026, 8, 3)),
            "content": content,
            "fields": fields,
        },
        ensure_ascii=False,
    )
