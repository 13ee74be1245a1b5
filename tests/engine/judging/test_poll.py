import math
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from octavo.engine.judging import next_poll

NOW = datetime(2031, 3, 4, 7, 30, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


class Middle(Random):
    """Dice that always show the middle, so that pauses can be read off."""

    def uniform(self, a, b):
        return (a + b) / 2


def pause(**said):
    return next_poll(now=NOW, dice=Middle(), **said) - NOW


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, HOUR),
        ({"per_week": 84}, HOUR),
        ({"per_week": 7}, 12 * HOUR),
        ({"per_week": 0}, DAY),
        ({"per_week": 100_000}, 10 * MINUTE),
        ({"per_week": math.inf}, 10 * MINUTE),
        ({"per_week": math.nan}, HOUR),
        ({"per_week": -3}, HOUR),
        ({"per_week": 84, "ttl": 3 * HOUR}, 3 * HOUR),
        ({"per_week": 84, "ttl": MINUTE}, HOUR),
        ({"per_week": 84, "max_age": 2 * HOUR, "ttl": 3 * HOUR}, 3 * HOUR),
        ({"per_week": 84, "max_age": timedelta(days=365)}, DAY),
        ({"per_week": 84, "ttl": timedelta(minutes=-5)}, HOUR),
        ({"per_week": 84, "retry_after": 5 * HOUR}, 5 * HOUR),
        ({"per_week": 84, "retry_after": MINUTE}, HOUR),
        ({"per_week": 84, "retry_after": 2 * DAY}, 2 * DAY),
        ({"per_week": 84, "retry_after": timedelta(days=9999)}, 7 * DAY),
        ({"per_week": 10_000, "failures": 1}, 20 * MINUTE),
        ({"per_week": 10_000, "failures": 4}, 160 * MINUTE),
        ({"per_week": 7, "failures": 1}, 12 * HOUR),
        ({"per_week": 10_000, "failures": 10_000}, DAY),
        ({"per_week": 10_000, "least": 2 * MINUTE}, 2 * MINUTE),
        ({"per_week": 0, "most": 6 * HOUR}, 6 * HOUR),
    ],
)
def test_pause(said, expected):
    assert pause(**said) == expected


@pytest.mark.parametrize(
    ("skip", "expected"),
    [
        ({9}, HOUR),
        ({8}, 90 * MINUTE + 7.5 * MINUTE),
        ({8, 9, 10}, 210 * MINUTE + 7.5 * MINUTE),
        (set(range(24)) - {6}, 22.5 * HOUR + 7.5 * MINUTE),
        (set(range(24)), HOUR),
        (set(range(-5, 90)), HOUR),
    ],
)
def test_hours_left_out(skip, expected):
    assert pause(per_week=84, skip_hours=skip) == expected


def test_hours_are_left_out_in_utc():
    delhi = NOW.astimezone(datetime.strptime("+0530", "%z").tzinfo)
    assert next_poll(now=delhi, dice=Middle(), per_week=84, skip_hours={8}) == NOW + 97.5 * MINUTE


def test_dice_spread_the_polls_but_never_under_what_was_asked():
    dice = Random(7)
    pauses = [next_poll(now=NOW, dice=dice, per_week=84) - NOW for _ in range(500)]
    assert 54 * MINUTE <= min(pauses) < 56 * MINUTE
    assert 64 * MINUTE < max(pauses) <= 66 * MINUTE
    asked = [next_poll(now=NOW, dice=dice, per_week=84, retry_after=3 * HOUR, ttl=2 * HOUR) - NOW for _ in range(200)]
    assert min(asked) >= 3 * HOUR
    assert min(next_poll(now=NOW, dice=dice, per_week=1e6) - NOW for _ in range(200)) >= 10 * MINUTE
