"""A few places for costly work that visitors start, counted over all processes of the machine.

A place is a locked file: the kernel gives it back whenever its holder ends, however it ends.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings


class NoPlace(Exception):
    """Every place is taken right now."""


@contextmanager
def place(name: str, places: int) -> Iterator[None]:
    """Hold one of so many places during the block. Raises NoPlace at once: waiting would hold a thread of the site."""
    file = _taken(Path(settings.VAR_DIR) / "places", name, places)
    try:
        yield
    finally:
        file.close()


def _taken(folder: Path, name: str, places: int) -> IO[bytes]:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for number in range(places):
        file = (folder / f"{name}.{number}").open("ab")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            continue
        return file
    raise NoPlace
