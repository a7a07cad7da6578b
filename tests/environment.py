"""Sets the environment before Django's settings are read: pytest loads this plugin first (`-p tests.environment`)."""

import os
import shutil
import tempfile
from pathlib import Path

HOME = Path(tempfile.mkdtemp(prefix="e-performance-test-"))
(HOME / "static").mkdir()  # whitenoise looks for it
os.environ["VAR_DIR"] = str(HOME)
os.environ["DEMO"] = "1"
os.environ["TEST_DATABASE"] = str(HOME / "test.db")
os.environ.setdefault("DATABASE_URL", f"sqlite:///{HOME / 'unused.db'}")


def pytest_unconfigure() -> None:
    shutil.rmtree(HOME, ignore_errors=True)
