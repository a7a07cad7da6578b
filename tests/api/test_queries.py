"""A list costs the same few queries however much is on it, and reads on where it ended."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.conftest import program
from tests.daily_report.conftest import draft, file


def queries(client, url) -> int:
    client.get(url)  # the use of the key is stamped once a minute
    with CaptureQueriesContext(
        connection,
    ) as told:
        assert client.get(url).status_code == 200
    return len(told)


def days(count: int, last: date = date(2026, 10, 6)):
    return [last - timedelta(days=n) for n in range(count)]


@pytest.mark.parametrize(
    ("who", "url", "most"),
    [
        ("ani", "/api/v1/reports", 3),
        ("budi", "/api/v1/desk", 20),
        ("ani", "/api/v1/desk?tab=waiting", 20),
        ("ani", "/api/v1/documents", 5),
        ("gita", "/api/v1/people", 12),
    ],
)
def test_a_list_of_many_costs_what_a_list_of_one_costs(desk, who, url, most):
    file(desk.ani, on=date(2026, 10, 6))
    client = program(getattr(desk, who))
    few = queries(client, url)
    for on in days(6)[1:]:
        file(desk.ani, on=on)
    assert queries(client, url) == few
    assert few <= most


def test_the_own_reports_are_read_to_their_end(desk):
    for on in days(30):
        draft(desk.ani, on=on)
    client, after, seen = program(desk.ani), "", []
    while after is not None:
        page = client.get("/api/v1/reports", {"after": after} if after else {}).json()
        seen += [row["date"] for row in page["rows"]]
        after = page["after"]
    assert seen == [on.isoformat() for on in days(30)]


def test_the_desk_is_read_to_its_end(desk):
    for on in days(53):
        file(desk.ani, on=on)
    client, after, seen = program(desk.budi), "", []
    while True:
        page = client.get("/api/v1/desk", {"after": after} if after else {}).json()
        seen += [row["step_id"] for row in page["rows"]]
        after = page["after"]
        if not after:
            break
    assert len(seen) == len(set(seen)) == 53
    assert page["counts"]["mine"] == 53


def test_the_own_documents_are_read_to_their_end(desk):
    for on in days(27):
        file(desk.gita, on=on)
    client = program(desk.gita)
    first = client.get("/api/v1/documents").json()
    rest = client.get("/api/v1/documents", {"after": first["after"]}).json()
    codes = [row["public_code"] for row in first["rows"] + rest["rows"]]
    assert (len(first["rows"]), len(codes), rest["after"]) == (25, len(set(codes)), None)
    assert len(codes) == 27
