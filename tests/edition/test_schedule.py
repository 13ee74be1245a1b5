from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from octavo.edition.schedule import last_day, schedule
from octavo.edition.sources import read_articles, read_publishers

SOURCES, PUBLISHERS = read_articles(), read_publishers()
LATE = datetime(2026, 3, 5, 7, 59, tzinfo=UTC)


def test_at_night_the_last_day_is_yesterday():
    assert last_day(LATE) == date(2026, 3, 4)
    assert last_day(LATE + timedelta(minutes=1)) == date(2026, 3, 5)


@pytest.mark.parametrize("hour", [0, 8, 9, 13, 23])
def test_nothing_lies_ahead_and_order_is_kept(hour):
    now = datetime(2026, 3, 4, hour, 10, tzinfo=UTC)
    times = schedule(SOURCES, PUBLISHERS, now)
    undisturbed = schedule(SOURCES, PUBLISHERS, now.replace(hour=7) + timedelta(days=30))
    assert max(times.values()) < now
    assert max(times.values()) > now - timedelta(hours=18)
    ordered = sorted(SOURCES, key=lambda source: undisturbed[source])
    assert all(times[a] <= times[b] for a, b in pairwise(ordered))


def test_days_before_the_last_are_left_alone():
    now = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
    times = schedule(SOURCES, PUBLISHERS, now)
    early = next(source for source in SOURCES if source.day == 2)
    zone = PUBLISHERS[early.publisher].zone
    assert times[early] == datetime.combine(date(2026, 2, 28), early.time, zone)
