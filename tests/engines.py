"""Which engines this machine offers: PostgreSQL, Redis, Chromium, pdfsig."""

import os
import shutil
from urllib.parse import quote

import psycopg
import redis

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")


def postgresql_url() -> str | None:
    """Return the address of a PostgreSQL server that answers: DATABASE_URL, the socket, then 127.0.0.1:5432."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres"):
        return given
    user = quote(os.environ.get("PGUSER") or os.environ.get("USER") or "root")
    for url in (f"postgresql://{user}@/postgres", f"postgresql://{user}@127.0.0.1:5432/postgres"):
        try:
            psycopg.connect(url, connect_timeout=3).close()
        except psycopg.OperationalError:
            continue
        return url.replace("/postgres", "/e_performance") if url.endswith("/postgres") else url
    return None


def redis_url() -> str | None:
    """Return the address of a Redis server that answers, or None."""
    url = os.environ.get("REDIS_URL") or "redis://127.0.0.1:6379/9"
    try:
        redis.Redis.from_url(url, socket_connect_timeout=2).ping()
    except redis.RedisError:
        return None
    return url


def chromium() -> str | None:
    """Return the path of a Chromium, or None."""
    return next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


def pdf_judges() -> bool:
    """Return whether pdfsig, pdftotext and openssl are installed."""
    return all(shutil.which(name) for name in ("pdfsig", "pdftotext", "openssl"))
