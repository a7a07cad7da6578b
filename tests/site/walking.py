"""Walking the site as one person: every address a page names, each kind of it twice at most."""

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape

from django.http import HttpResponse
from django.test import Client

ADDRESS = re.compile(r'(?:href|hx-get)="([^"#]+)"')
NUMBERS = re.compile(r"[0-9A-F]{10,}|[0-9a-f]{8,}[0-9a-f-]*|\d+")
EACH_KIND = 2


class UndefinedValue(Exception):
    """A template names a value its view does not give."""


class Strict(str):
    """As `string_if_invalid`: names the value that is missing instead of showing nothing."""

    __slots__ = ()

    def __contains__(self, part: object) -> bool:
        return part == "%s"

    def __mod__(self, name: object) -> str:
        raise UndefinedValue(str(name))


def walk(client: Client, start: str = "/") -> Iterator[tuple[str, HttpResponse]]:
    """Yield each page that can be reached from the start by links, with its address."""
    waiting, seen, kinds = [start], set(), Counter()
    while waiting:
        url = waiting.pop(0)
        kind = NUMBERS.sub("N", url)
        if url in seen or kinds[kind] >= EACH_KIND:
            continue
        seen.add(url)
        kinds[kind] += 1
        page = client.get(url)
        yield url, page
        if page.streaming:
            b"".join(page.streaming_content)  # read to its end, a download closes its file
        if page.get("Location", "").startswith("/"):
            waiting.append(page["Location"])
        elif page.get("Content-Type", "").startswith("text/html"):
            waiting.extend(_addresses(url, page.content.decode()))


def _addresses(url: str, html: str) -> list[str]:
    found = [unescape(address) for address in ADDRESS.findall(html)]
    here = [
        url.split("?", maxsplit=1)[0] + address if address.startswith("?") else address
        for address in found
    ]
    return [one for one in here if one.startswith("/") and not one.startswith("/static/")]
