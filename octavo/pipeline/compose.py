"""Compose: stale compositions -> the same written anew, from the texts as they are now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from octavo.apps.assist.actions import write_anew


def run(ids: Sequence[int], now: datetime) -> None:
    """Each is replaced by a new one that names it, so that a reader can be told what changed."""
    write_anew(ids, now=now)
