"""How often a feed brings something, and how long its server says an answer stays good."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

_WINDOW = timedelta(days=28)
_LEAST_SPAN = timedelta(hours=6)  # a burst of three items in a minute is not a rate of 30,000 a week
_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,12})", re.IGNORECASE)
_NO_STORE = re.compile(r"(?:^|[,\s])no-(?:cache|store)\b", re.IGNORECASE)


def items_per_week(published: Iterable[datetime | None], now: datetime) -> float | None:
    """The rate over the last four weeks, from the dates of a feed's items; None when none of them has a date.

    A feed shows only its newest items, so the span they cover counts, not the window: 30 items of one day
    are 210 a week. Dates in the future are ignored.
    """
    dates = [moment for moment in published if moment is not None and moment <= now]
    if not dates:
        return None
    recent = [moment for moment in dates if now - moment <= _WINDOW]
    if not recent:
        return 0.0
    # Were there older items as well, the feed reaches back over the whole window.
    span = _WINDOW if len(recent) < len(dates) else max(now - min(recent), _LEAST_SPAN)
    return len(recent) * (timedelta(days=7) / span)


def max_age_of(headers: Mapping[str, str]) -> timedelta | None:
    """How long Cache-Control lets an answer stand (less its Age); None when it does not say. Names are lower case."""
    control = headers.get("cache-control", "")
    found = _MAX_AGE.search(control)
    if found is None or _NO_STORE.search(control):
        return None
    age = headers.get("age", "").strip()
    seconds = min(int(found[1]), 10**9) - (int(age) if age.isdecimal() and len(age) < 10 else 0)
    return timedelta(seconds=max(seconds, 0))
