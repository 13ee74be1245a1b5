"""Running a step on a batch: what breaks is set aside, the rest goes on."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import InterfaceError, OperationalError

from octavo.apps.queue.actions import set_aside
from octavo.pipeline.extracting import NoReader

log = logging.getLogger("octavo.pipeline")


def run_batch(name: str, run: Callable[[Sequence[int], datetime], None], ids: Sequence[int], now: datetime) -> None:
    """Runs a step; when it breaks, halves the batch until what breaks it stands alone, and sets that aside.

    A database that is away (or full, or restarting) breaks every batch alike, and so does a machine on which no page
    can be read: then the error leaves, and the queue tries the whole job again later.
    """
    try:
        run(ids, now)
        return
    except Exception as error:  # one article's trouble, whatever it is, must not stop the others
        if isinstance(error, NoReader):
            raise
        if isinstance(error, OperationalError | InterfaceError) and not _is_about_data(error):
            raise
        if len(ids) == 1:
            log.exception("step %s set %s aside", name, ids[0])
            set_aside(name, ids[0], error, now=now)
            return
    middle = len(ids) // 2
    run_batch(name, run, ids[:middle], now)
    run_batch(name, run, ids[middle:], now)


def _is_about_data(error: Exception) -> bool:
    """Whether PostgreSQL refuses these very rows (data exceptions, program limits) rather than being away."""
    state = getattr(error.__cause__, "sqlstate", None) or ""
    return state[:2] in ("22", "54")
