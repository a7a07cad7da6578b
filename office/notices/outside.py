"""The one way from here to an address somebody else named: https, public addresses, no redirect, no waiting for ever.

An address given by a browser or an administrator could name this machine or its neighbours. So the name is resolved
here, every answer must be public, and the connection goes to exactly the address that was looked at: a second answer of
the name server cannot change the target.
"""

import http.client
import socket
import ssl
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from threading import Timer
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from office.notices.core import Broken, NotTaken

PATIENCE_SECONDS = 10
"""Of each step of a connection; three times as long for all of it."""
LARGEST_ANSWER = 1024
TRANSLATED = (IPv6Network("64:ff9b::/96"), IPv6Network("2002::/16"))
"""IPv6 addresses that carry an IPv4 address inside: they could lead to a private one."""
Address = IPv4Address | IPv6Address


class NotOutside(Exception):
    """The address is none we go to; trying again is no use."""


class NotReached(Exception):
    """Nothing was sent: no name, no connection."""


class LineBroke(Exception):
    """The line broke after something was sent."""


@dataclass(frozen=True, slots=True)
class _Target:
    host: str
    port: int
    address: str
    tls: bool
    path: str


def sound(url: str) -> bool:
    """Return whether an address may be kept: https with a host that is no private number. Asks no name server."""
    try:
        parts = urlsplit(url)
        _port(parts)
    except ValueError:
        return False
    if not url.isascii() or not url.isprintable() or " " in url or parts.username is not None:
        return False
    host = parts.hostname or ""
    if _loops(host):
        return parts.scheme in {"http", "https"}
    return parts.scheme == "https" and bool(host) and _may_be_named(host)


def _may_be_named(host: str) -> bool:
    try:
        return _is_public(ip_address(host))
    except ValueError:
        return "." in host and not host.endswith((".local", ".localhost", ".internal"))


def _loops(host: str) -> bool:
    return bool(settings.OUTSIDE_LOOPBACK) and host in {"127.0.0.1", "localhost"}


def _is_public(address: Address) -> bool:
    if isinstance(address, IPv6Address) and any(address in net for net in TRANSLATED):
        return False
    return address.is_global and not address.is_multicast


def _port(parts: SplitResult) -> int:
    return parts.port or (80 if parts.scheme == "http" else 443)


def post(url: str, body: bytes, headers: Mapping[str, str]) -> int:
    """Return the status the other side answered; redirects are answers like any other, bodies are not read on.

    Raises NotOutside for an address we do not go to, NotReached when nothing was sent, LineBroke when it may have been.
    """
    target = _target(url)
    try:
        connection = _connected(target)
    except (OSError, ssl.SSLError) as problem:
        raise NotReached(type(problem).__name__) from None
    # A server that answers a byte a minute would hold the worker: the line is cut after a while.
    cut = Timer(3 * PATIENCE_SECONDS, _cut, [connection.sock])
    cut.start()
    try:
        with closing(connection):
            connection.request("POST", target.path, body, dict(headers))
            answer = connection.getresponse()
            answer.read(LARGEST_ANSWER)
            return answer.status
    except (OSError, ValueError, http.client.HTTPException) as problem:
        raise LineBroke(type(problem).__name__) from None
    finally:
        cut.cancel()


def _cut(line: socket.socket) -> None:
    with suppress(OSError):  # closed in this moment
        line.shutdown(socket.SHUT_RDWR)


def _target(url: str) -> _Target:
    if not sound(url):
        raise NotOutside
    parts = urlsplit(url)
    host = parts.hostname or ""
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        found = socket.getaddrinfo(host, _port(parts), type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NotReached("name") from None
    addresses = [str(entry[4][0]) for entry in found]
    if not _loops(host) and not all(_is_public(ip_address(text)) for text in addresses):
        raise NotOutside
    return _Target(host, _port(parts), addresses[0], parts.scheme == "https", path)


def _connected(target: _Target) -> http.client.HTTPConnection:
    """Return an open connection to the very address that was looked at; the certificate is the name's."""
    line = socket.create_connection((target.address, target.port), timeout=PATIENCE_SECONDS)
    connection = http.client.HTTPConnection(target.host, target.port, timeout=PATIENCE_SECONDS)
    if target.tls:
        try:
            line = ssl.create_default_context().wrap_socket(line, server_hostname=target.host)
        except (OSError, ssl.SSLError):
            line.close()
            raise
    connection.sock = line
    return connection


def handed(url: str, body: bytes, headers: Mapping[str, str]) -> int:
    """Return the status answered, as `post`, with its problems in the words of deliveries. Raises NotTaken, Broken."""
    try:
        return post(url, body, headers)
    except NotOutside:
        raise NotTaken("address", for_good=True) from None
    except NotReached as problem:
        raise NotTaken(str(problem), for_good=False) from None
    except LineBroke as problem:
        raise Broken(str(problem)) from None
