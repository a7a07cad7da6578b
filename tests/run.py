"""Runs the suite on every engine that answers and says what was not run: `python -m tests.run`."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests import engines, proofs

ROOT = Path(__file__).resolve().parent.parent
SCREENS = ROOT / "var" / "screens"
PROOFS = ROOT / "var" / "proofs.jsonl"
"""What the last `make prove` really ran, a line per proof and engine."""


def main() -> int:
    """Run on SQLite, then what touches a database or a broker on PostgreSQL and Redis where they answer; 0 when all passed."""
    parser = argparse.ArgumentParser(prog="python -m tests.run")
    parser.add_argument(
        "--screens", action="store_true", help="only the journeys, writing var/screens"
    )
    parser.add_argument("--prove", action="store_true", help="only the proofs, with full counts")
    options, rest = parser.parse_known_args()
    runs = [("SQLite", {"DATABASE_URL": ""})]
    if not options.screens and (postgresql := engines.postgresql_url()):
        runs.append(
            ("PostgreSQL", {"DATABASE_URL": postgresql, "REDIS_URL": engines.redis_url() or ""})
        )
    if options.prove:
        PROOFS.parent.mkdir(exist_ok=True)
        PROOFS.unlink(missing_ok=True)
    if options.screens:
        shutil.rmtree(SCREENS, ignore_errors=True)
    failed = [
        name
        for name, place in runs
        if _pytest(name, place, [*_chosen(options, name), *rest], options.screens)
    ]
    if options.prove:
        sys.stdout.write("\n" + proofs.table(proofs.read(PROOFS)) + "\n")
    missing = _missing_engines(options.screens)
    _say_what_did_not_run(missing, screens=options.screens)
    if failed:
        sys.stdout.write(f"Gagal pada: {', '.join(failed)}\n")
    return 1 if failed or (missing and os.environ.get("TEST_REQUIRE_ALL") == "1") else 0


def _chosen(options: argparse.Namespace, name: str) -> list[str]:
    """Return what of the suite to run on a database; what no database has a part in is proven once."""
    if options.screens:
        return ["-m", "browser"]
    if not options.prove:
        return [] if name == "SQLite" else ["-m", "not same_everywhere"]
    return ["-m", "proof" if name == "SQLite" else "proof and not same_everywhere"]


def _pytest(name: str, place: dict[str, str], arguments: list[str], screens: bool) -> int:
    sys.stdout.write(f"\n=== {name} ===\n")
    sys.stdout.flush()
    environment = {**os.environ, **place, "DEMO": "1"}
    if screens:
        environment["SCREENS_DIR"] = str(SCREENS)
    if os.environ.get("PROVE") == "1":
        environment |= {"PROOFS_FILE": str(PROOFS), "PROOFS_ENGINE": name}
    with tempfile.TemporaryDirectory() as folder:
        environment["TMPDIR"] = folder
        workers = os.environ.get("TEST_WORKERS", "2")
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-n",
            workers,
            "--dist",
            "loadgroup",
            *arguments,
        ]
        return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def _missing_engines(screens: bool) -> list[str]:
    missing = []
    if not screens and engines.postgresql_url() is None:
        missing.append(
            "PostgreSQL: seluruh rangkaian kedua (pasang postgresql atau isi DATABASE_URL)"
        )
    if not screens and engines.redis_url() is None:
        missing.append("Redis: uji Celery (pasang redis-server atau isi REDIS_URL)")
    if engines.chromium() is None:
        missing.append("Chromium: perjalanan di peramban (pasang chromium)")
    if not engines.pdf_judges():
        missing.append("pdfsig/pdftotext/openssl: juri PDF luar (pasang poppler-utils dan openssl)")
    return missing


def _say_what_did_not_run(missing: list[str], *, screens: bool) -> None:
    left = [*missing]
    if os.environ.get("PROVE") != "1":
        left.append("jumlah penuh pada balapan dan titik mati (make prove)")
    if not screens:
        left.append("gambar setiap halaman (make screens)")
    sys.stdout.write("Tidak dijalankan:\n" + "".join(f"  - {line}\n" for line in left))


if __name__ == "__main__":
    sys.exit(main())
