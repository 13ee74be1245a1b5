from datetime import UTC, datetime, timedelta

import pytest

from octavo.engine.judging import items_per_week, max_age_of

NOW = datetime(2031, 3, 4, 7, 30, tzinfo=UTC)


def ago(*hours):
    return [NOW - timedelta(hours=h) for h in hours]


@pytest.mark.parametrize(
    ("dates", "rate"),
    [
        ([], None),
        ([None, None], None),
        (ago(-5), None),
        (ago(*range(1, 25)), 168.0),
        (ago(0, 0, 0), 84.0),
        (ago(24 * 40), 0.0),
        ([*ago(24, 48, 24 * 20, 24 * 27, 24 * 40), None], 1.0),
        (ago(24 * 14), 0.5),
    ],
)
def test_rate(dates, rate):
    assert items_per_week(dates, NOW) == (None if rate is None else pytest.approx(rate))


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"cache-control": "public, max-age=600"}, 600),
        ({"cache-control": "Max-Age=600", "age": "100"}, 500),
        ({"cache-control": "max-age=600", "age": "9000"}, 0),
        ({"cache-control": "max-age=600", "age": "x"}, 600),
        ({"cache-control": "s-maxage=600"}, None),
        ({"cache-control": "no-cache, max-age=600"}, None),
        ({"cache-control": "max-age=999999999999"}, 10**9),
    ],
)
def test_max_age(headers, seconds):
    assert max_age_of(headers) == (None if seconds is None else timedelta(seconds=seconds))
