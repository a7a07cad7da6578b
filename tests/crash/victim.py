"""A process that dies by SIGKILL at a named point: `python -m tests.crash.victim ROLE PATH_END FUNCTION EVENT NTH`.

Nothing in the product knows of this: the interpreter's own profile hook watches for the call or return. ROLE is `web`
(one official signs one document through the site) or `worker` (due jobs are done once).
"""

import json
import os
import signal
import sys


def _die_at(path_end: str, function: str, event: str, nth: int) -> None:
    seen = 0

    def watch(frame, what, _):
        nonlocal seen
        code = frame.f_code
        if what == event and code.co_name == function and code.co_filename.endswith(path_end):
            seen += 1
            if seen == nth:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(watch)


def main() -> None:
    role, path_end, function, event, nth = sys.argv[1:6]
    import django

    django.setup()
    work = _web() if role == "web" else _worker
    _die_at(path_end, function, event, int(nth))
    work()


def _web():
    from django.contrib.auth import get_user_model
    from django.test import Client

    order = json.loads(os.environ["VICTIM"])
    client = Client()
    client.force_login(get_user_model().objects.get(employee_id=order["employee_id"]))
    content = {name: order[name] for name in ("revision_sha", "key", "passphrase")}
    return lambda: client.post(f"/meja/{order['step_id']}/setujui/", content)


def _worker() -> None:
    from office.jobs.services import run_due

    while run_due():
        pass


if __name__ == "__main__":
    main()
