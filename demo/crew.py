"""Several hands for one scene: independent people work at the same moment of the story, in processes of their own."""

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any

import django

_pool: list[ProcessPoolExecutor] = []


@contextmanager
def crew(hands: int | None = None) -> Iterator[None]:
    """Keep processes ready for the block; one hand means that everything is done here, one after the other."""
    count = hands or os.cpu_count() or 1
    if count == 1:
        yield
        return
    # A fresh interpreter per hand: forking would copy locks of the renderer's threads.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(count, mp_context=context, initializer=django.setup) as pool:
        _pool.append(pool)
        try:
            yield
        finally:
            _pool.clear()


def together(work: Callable[..., Any], turns: Iterable[tuple[Any, ...]]) -> None:
    """Call `work` once per turn and return when all are done; the first failure is raised."""
    if not _pool:
        for turn in turns:
            work(*turn)
        return
    waiting = [_pool[0].submit(work, *turn) for turn in turns]
    for one in waiting:
        one.result()
