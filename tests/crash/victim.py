"""Processes that die by SIGKILL at a named point: `python -m tests.crash.victim` reads one order per line.

Nothing in the product knows of this: the interpreter's own profile hook watches for the call or return. Each order is
done by a process of its own, forked from this one, which has loaded the product and touched neither database nor
files: starting Python anew for every victim took most of the time of the proof. The answer to an order is a line too:
`-9`, or `0` of a victim that lived.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any


def main() -> None:
    import django
    from django.urls import get_resolver

    django.setup()
    _ = get_resolver().url_patterns  # every view is loaded once, here
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin:
        victim = os.fork()
        if not victim:
            _live(json.loads(line))
        _pid, status = os.waitpid(victim, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def _live(order: dict[str, Any]) -> None:
    """Do the order's work and leave, whatever happens: the fork never returns to the loop."""
    left = 1
    try:
        _own_folders(Path(order["folder"]))
        work = _web(order) if order["role"] == "web" else _worker
        _die_at(*order["point"])
        work()
        left = 0
    finally:
        sys.setprofile(None)
        if left:
            import traceback

            traceback.print_exc()
        os._exit(left)


def _own_folders(folder: Path) -> None:
    """Write where the test reads."""
    from django.conf import settings

    settings.VAR_DIR = folder
    settings.STORE_DIR, settings.ANCHOR_DIR = folder / "archive", folder / "anchors"


def _die_at(path_end: str, function: str, event: str) -> None:
    def watch(frame, what, _):
        code = frame.f_code
        if what == event and code.co_name == function and code.co_filename.endswith(path_end):
            os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(watch)


def _web(order: dict[str, Any]) -> Callable[[], Any]:
    """One official signs one document through the site."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    client = Client()
    client.force_login(get_user_model().objects.get(employee_id=order["employee_id"]))
    content = {name: order[name] for name in ("revision_sha", "key", "passphrase")}
    return lambda: client.post(f"/meja/{order['step_id']}/setujui/", content)


def _worker() -> None:
    """Do due jobs once."""
    from office.jobs.services import run_due

    while run_due():
        pass


if __name__ == "__main__":
    main()
