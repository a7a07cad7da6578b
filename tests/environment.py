"""Sets the environment before Django's settings are read: pytest loads this plugin first (`-p tests.environment`)."""

import os
import shutil
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

HOME = Path(tempfile.mkdtemp(prefix="e-performance-test-"))
(HOME / "static").mkdir()  # whitenoise looks for it
os.environ["VAR_DIR"] = str(HOME)
os.environ["DEMO"] = "1"
os.environ["TEST_DATABASE"] = str(HOME / "test.db")
os.environ.setdefault("DATABASE_URL", f"sqlite:///{HOME / 'unused.db'}")


def _own_redis(url: str, worker: str) -> str:
    """Return the server's database for one worker: a test that empties the cache must not empty another's."""
    parts = urlsplit(url)
    number = (int(parts.path.strip("/") or 0) + int(worker.removeprefix("gw") or 0)) % 16
    return parts._replace(path=f"/{number}").geturl()


if os.environ.get("REDIS_URL"):
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
    os.environ["REDIS_URL"] = _own_redis(os.environ["REDIS_URL"], worker)


def pytest_unconfigure() -> None:
    shutil.rmtree(HOME, ignore_errors=True)
