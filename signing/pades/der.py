"""Read DER without re-encoding anything: a signature is checked over the bytes as they stand."""

from collections.abc import Iterator
from dataclasses import dataclass

LONG_FORM = 0x80
MULTI_BYTE_TAG = 0x1F


class NotDer(ValueError):
    """These bytes are no definite-length DER."""


@dataclass(frozen=True, slots=True)
class Element:
    """One element as it stands in the bytes."""

    tag: int
    """Identifier octet."""
    value: bytes
    """Contents octets."""
    whole: bytes
    """Identifier, length and contents."""

    def parts(self) -> list["Element"]:
        """Return the elements inside."""
        return list(elements(self.value))


def elements(data: bytes) -> Iterator[Element]:
    """Yield the elements that follow each other in `data`; raises NotDer."""
    at = 0
    while at < len(data):
        element = first(data[at:])
        yield element
        at += len(element.whole)


def first(data: bytes) -> Element:
    """Return the first element of `data`; bytes after it are left alone (a PDF pads /Contents with zeros)."""
    if len(data) < 2 or data[0] & MULTI_BYTE_TAG == MULTI_BYTE_TAG:
        raise NotDer("no element begins here")
    head, size = 2, data[1]
    if size & LONG_FORM:
        octets = size & ~LONG_FORM
        head, size = 2 + octets, int.from_bytes(data[2 : 2 + octets], "big")
        if octets == 0 or octets > 4:
            raise NotDer("indefinite or oversized length")
    if len(data) < head + size:
        raise NotDer("an element is cut off")
    return Element(data[0], data[head : head + size], data[: head + size])
