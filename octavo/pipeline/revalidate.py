"""Revalidate: articles whose text has changed -> what rests on a sentence that they hold no more is marked stale."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from octavo.apps.assist.actions import mark_stale


def run(ids: Sequence[int], now: datetime) -> None:
    """Marks what cites a sentence that is gone; nothing else is touched. What was marked is composed anew."""
    mark_stale(ids, now=now)
