"""Untrusted bytes are read by a child process with limits and without a network.

The child is a fresh interpreter: it sees neither the database nor any secret of this process. What it returns is
JSON; whatever goes wrong in it becomes one plain reason.
"""

import importlib
import json
import logging
import os
import resource
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)

HEADER = 8
LARGEST_ANSWER = 64 * 1024 * 1024
PROGRAMS = frozenset({"os.system", "subprocess.Popen", "os.exec", "os.posix_spawn", "os.fork"})


class ChildFailed(Exception):
    """The child gave no answer; the message is a plain Indonesian reason."""


def run_limited(
    function: str,
    payload: bytes,
    args: dict[str, Any] | None = None,
    *,
    cpu_seconds: int = 10,
    memory_mb: int = 512,
) -> Any:
    """Return what `module:function(payload, args)` answers when run in a limited child.

    The function is pure Python without Django's settings and returns JSON-able data. Raises ChildFailed when it
    runs out of time or memory, or breaks.
    """
    head = json.dumps(
        {"function": function, "args": args or {}, "cpu": cpu_seconds, "memory": memory_mb}
    ).encode()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "office.jobs.child"],
            input=len(head).to_bytes(HEADER, "big") + head + payload,
            capture_output=True,
            timeout=cpu_seconds * 3 + 5,
            cwd=Path(__file__).resolve().parents[2],
            env=_bare_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise ChildFailed("Berkas terlalu rumit: pemeriksaan melewati batas waktu.") from None
    return _answer(done)


def _bare_environment() -> dict[str, str]:
    kept = {
        name: os.environ[name] for name in ("PATH", "LANG", "VIRTUAL_ENV") if name in os.environ
    }
    return kept | {
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def _answer(done: subprocess.CompletedProcess[bytes]) -> Any:
    if done.returncode < 0:
        raise ChildFailed(
            "Berkas terlalu besar atau terlalu rumit: pemeriksaan dihentikan pada batasnya."
        )
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        raise ChildFailed("Berkas tidak dapat dibaca: isinya bukan bentuk yang dikenal.") from None
    if "broke" in answer:
        log.info("a limited child broke: %s", answer["broke"])
        raise ChildFailed("Berkas tidak dapat dibaca: isinya rusak atau bukan bentuk yang dikenal.")
    return answer["result"]


def _refuse_outside(event: str, details: tuple[Any, ...]) -> None:
    # An event loop may make a pair of local sockets for itself; anything that could leave the machine is refused.
    local_pair = event == "socket.__new__" and details[1] == socket.AF_UNIX
    if (event.startswith("socket.") and not local_pair) or event in PROGRAMS:
        raise PermissionError("a limited child opens no connection and starts no program")


def _limit(cpu_seconds: int, memory_mb: int) -> None:
    size = memory_mb * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Read the request from standard input, apply the limits, answer on standard output."""
    size = int.from_bytes(sys.stdin.buffer.read(HEADER), "big")
    head = json.loads(sys.stdin.buffer.read(size))
    module, _, name = head["function"].partition(":")
    function: Callable[[bytes, dict[str, Any]], Any] = getattr(
        importlib.import_module(module), name
    )
    _limit(head["cpu"], head["memory"])
    sys.addaudithook(_refuse_outside)
    payload = sys.stdin.buffer.read()
    try:
        answer = {"result": function(payload, head["args"])}
    except Exception as problem:  # noqa: BLE001 - any break is a plain verdict
        answer = {"broke": type(problem).__name__}
    text = json.dumps(answer)
    # The parent reads the whole answer: a small file that unfolds into a huge one ends here.
    sys.stdout.write(text if len(text) <= LARGEST_ANSWER else json.dumps({"broke": "TooLarge"}))


if __name__ == "__main__":
    main()
