"""Clocks. What one process computes is measured in CPU time, which other processes disturb least."""

from __future__ import annotations

import gc
import resource
from collections.abc import Callable, Mapping


def user_seconds() -> float:
    """CPU time this process has spent in its own code."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_utime


def children_seconds() -> float:
    """CPU time, system calls included, of the children that have ended, and of theirs."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def take_turns(works: Mapping[str, Callable[[], object]], passes: int) -> dict[str, list[float]]:
    """Seconds of user CPU of each work in each pass.

    The works take turns within a pass, and another begins each time: a slow minute of the machine hits all alike.
    """
    names = list(works)
    spent: dict[str, list[float]] = {name: [] for name in names}
    gc.collect()
    gc.freeze()  # what is there already is no work's rubbish, and no work pays for looking through it
    try:
        for number in range(passes):
            at = number % len(names)
            for name in names[at:] + names[:at]:
                gc.collect()
                began = user_seconds()
                works[name]()
                spent[name].append(max(user_seconds() - began, 1e-6))
    finally:
        gc.unfreeze()
    return spent
