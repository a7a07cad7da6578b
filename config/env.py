"""Typed readers of environment variables; a missing or wrong one stops the start with its name and an example."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str) -> str:
    """Return the variable's text, or the default when it is unset or empty."""
    return os.environ.get(name, "").strip() or default


def words(name: str, default: str = "") -> list[str]:
    """Return a comma-separated variable as a list without empty items."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def switch(name: str, *, default: bool) -> bool:
    """Return a 0/1 variable as a truth value."""
    value = text(name, "1" if default else "0")
    if value not in {"0", "1"}:
        raise ImproperlyConfigured(f"{name} is {value!r}: write 0 or 1, for example {name}=1")
    return value == "1"


def number(name: str, default: int) -> int:
    """Return a whole-number variable."""
    value = text(name, str(default))
    if not value.isdecimal():
        raise ImproperlyConfigured(
            f"{name} is {value!r}: write a whole number, for example {name}=1"
        )
    return int(value)


def secret(name: str, file_name: str, generated: Path | None) -> str:
    """Return a secret from the variable, from the file named by `file_name`, or from a file made on first use.

    `generated` is the file of an embedded installation; None refuses a start without a secret.
    """
    if value := os.environ.get(name, ""):
        return value
    if path := os.environ.get(file_name, ""):
        return Path(path).read_text(encoding="utf-8").strip()
    if generated is None:
        raise ImproperlyConfigured(
            f"{name} is missing: set it, or {file_name}=/etc/e-performance/secret"
        )
    return _made_once(generated)


def _made_once(path: Path) -> str:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(f".{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(os.urandom(48).hex(), encoding="utf-8")
        with suppress(FileExistsError):  # the first of several starters wins
            os.link(fresh, path)
        fresh.unlink()
    return path.read_text(encoding="utf-8").strip()


def database(name: str, default: str) -> dict[str, Any]:
    """Return Django's settings of one database from `sqlite:///path` or `postgresql://user@host/name`."""
    url = urlsplit(text(name, default))
    if url.scheme == "sqlite":
        return _sqlite(Path(unquote(url.path[1:] if url.path.startswith("//") else url.path)))
    if url.scheme in {"postgres", "postgresql"}:
        return _postgresql(
            url.path[1:],
            url.hostname,
            url.port,
            url.username,
            url.password,
            dict(parse_qsl(url.query)),
        )
    raise ImproperlyConfigured(
        f"{name} has the scheme {url.scheme!r}: write sqlite:////var/lib/e-performance/db.sqlite3"
        " or postgresql://user:password@host:5432/name"
    )


def _sqlite(path: Path) -> dict[str, Any]:
    # WAL with IMMEDIATE: parallel writers wait for each other instead of failing at the upgrade of a read lock.
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        },
    }


def _postgresql(
    name: str,
    host: str | None,
    port: int | None,
    user: str | None,
    password: str | None,
    query: dict[str, str],
) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(name),
        "HOST": query.get("host", host or ""),
        "PORT": str(port or ""),
        "USER": unquote(user or ""),
        "PASSWORD": unquote(password or ""),
        "OPTIONS": {
            "options": "-c lock_timeout=5000 -c statement_timeout=60000 -c idle_in_transaction_session_timeout=60000"
        },
    }


MAIL_PORTS = {"smtp": 587, "smtps": 465}


def mail(name: str) -> tuple[bool, dict[str, Any]]:
    """Return whether a mail server is named, and where it is, from `smtp://user:password@host:587` or `smtps://..`.

    `smtp` starts TLS after the greeting unless `?tls=0` says that the line needs none; `smtps` is TLS from the start.
    """
    url = urlsplit(text(name, ""))
    query = dict(parse_qsl(url.query))
    given = bool(url.scheme)
    if given and (url.scheme not in MAIL_PORTS or not url.hostname):
        raise ImproperlyConfigured(
            f"{name} is not the address of a mail server: write smtp://user:password@host:587 or smtps://host"
        )
    return given, {
        "host": url.hostname or "",
        "port": url.port or MAIL_PORTS.get(url.scheme, 0),
        "user": unquote(url.username or ""),
        "password": unquote(url.password or ""),
        "tls": url.scheme == "smtps",
        "starttls": url.scheme == "smtp" and query.get("tls", "1") != "0",
    }
