"""Where entries without a date belong among their neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime


def place_undated(published: Sequence[datetime | None]) -> list[datetime | None]:
    """For each entry of a feed, in its order: None where it has a date of its own, else the older of the nearest dates
    before and after it. None throughout a feed without any date.

    At a first poll, "first seen" would make news of today of everything that is undated.
    """
    above = _nearest(published)
    below = _nearest(published[::-1])[::-1]
    return [
        min((moment for moment in (before, after) if moment), default=None) if own is None else None
        for own, before, after in zip(published, above, below, strict=True)
    ]


def _nearest(published: Sequence[datetime | None]) -> list[datetime | None]:
    """The last date seen up to each place."""
    nearest: list[datetime | None] = []
    for moment in published:
        nearest.append(moment or (nearest[-1] if nearest else None))
    return nearest
