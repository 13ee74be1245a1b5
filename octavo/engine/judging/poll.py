"""When to ask a feed again."""

from __future__ import annotations

import math
from collections.abc import Set
from datetime import UTC, datetime, timedelta
from random import Random

LEAST = timedelta(minutes=10)
MOST = timedelta(hours=24)
UNKNOWN_RATE = timedelta(hours=1)  # the pause of a feed whose rate nobody knows yet
LONGEST_RETRY_AFTER = timedelta(days=7)  # a host that says more means "go away", and is asked once a week
_POLLS_PER_ITEM = 2.0  # an item is then seen a quarter of the usual gap after it appears, on average
_SPREAD = 0.1  # of the pause, either way, so that feeds added together drift apart


def next_poll(
    *,
    now: datetime,
    dice: Random,
    per_week: float | None = None,
    ttl: timedelta | None = None,
    max_age: timedelta | None = None,
    retry_after: timedelta | None = None,
    skip_hours: Set[int] = frozenset(),
    failures: int = 0,
    least: timedelta = LEAST,
    most: timedelta = MOST,
) -> datetime:
    """The moment to ask again, always later than `now`.

    `per_week` is the observed rate of items (None: unknown); `ttl` and `max_age` are what feed and server ask
    for; `skip_hours` are hours of the day in UTC. After `failures` polls in a row without an answer the pause
    doubles each time. The pause stays between `least` and `most`, give or take a tenth; only `retry_after` may
    exceed it, up to a week, and it is never cut short. Nonsense (negative, NaN, all 24 hours) counts as not said.
    """
    asked = max(_sensible(ttl, most), _sensible(max_age, most))
    pause = min(max(_usual(per_week), asked, least), most)
    if failures > 0:
        # Doubling from the least would ask a broken slow feed more often than a healthy one.
        pause = min(max(pause, least * 2.0 ** min(failures, 16)), most)
    pause *= dice.uniform(1 - _SPREAD, 1 + _SPREAD)
    pause = max(pause, least, asked, _sensible(retry_after, LONGEST_RETRY_AFTER))
    return _leave_out(now + pause, skip_hours, dice)


def _usual(per_week: float | None) -> timedelta:
    if per_week is None or math.isnan(per_week) or per_week < 0:
        return UNKNOWN_RATE
    return timedelta(days=7) / max(per_week * _POLLS_PER_ITEM, 1.0) if per_week < 1e9 else timedelta(0)


def _sensible(pause: timedelta | None, most: timedelta) -> timedelta:
    return min(max(pause or timedelta(0), timedelta(0)), most)


def _leave_out(moment: datetime, skip_hours: Set[int], dice: Random) -> datetime:
    """The moment itself, or one in the first hour after it that the feed does not ask to be left out."""
    if not skip_hours or set(range(24)) <= skip_hours:
        return moment
    utc = moment.astimezone(UTC)
    if utc.hour not in skip_hours:
        return moment
    hour = utc.replace(minute=0, second=0, microsecond=0)
    while hour.hour in skip_hours:
        hour += timedelta(hours=1)
    # Not on the hour: everyone who skips hours comes back then.
    return hour + timedelta(minutes=dice.uniform(0, 15))
