"""Every benchmark, one JSON line each: `python -m tests.bench.run [NAME]`.

Ours, the named floor and every peer are measured alternately in one run, so that a busy machine slows them alike.
Runs on PostgreSQL where one answers, else on SQLite; the database is made for the run and dropped after it.
"""

import importlib
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

from tests import engines

BENCHES = ("ladder", "tpp", "sign", "render")


def main() -> int:
    """Run the named benchmark, or all; 2 for an unknown name."""
    wanted = [name for name in sys.argv[1:] if name]
    if unknown := set(wanted) - set(BENCHES):
        sys.stderr.write(f"no benchmark {sorted(unknown)}: one of {', '.join(BENCHES)}\n")
        return 2
    home = Path(tempfile.mkdtemp(prefix="e-performance-bench-"))
    os.environ.update(
        DEMO="1",
        VAR_DIR=str(home),
        TEST_DATABASE=str(home / "bench.db"),
        DATABASE_URL=engines.postgresql_url() or f"sqlite:///{home / 'unused.db'}",
        DJANGO_SETTINGS_MODULE="config.settings",
    )
    try:
        _run(wanted or list(BENCHES))
    finally:
        shutil.rmtree(home, ignore_errors=True)
    return 0


def _run(names: list[str]) -> None:
    import django
    from django.db import connection

    django.setup()
    old_name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        for name in names:
            for line in importlib.import_module(f"tests.bench.{name}").run():
                sys.stdout.write(json.dumps(line) + "\n")
                sys.stdout.flush()
    finally:
        connection.creation.destroy_test_db(old_name, verbosity=0)


if __name__ == "__main__":
    sys.exit(main())
