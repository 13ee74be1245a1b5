"""Entries without a date stand beside their neighbours."""

from datetime import UTC, datetime

from octavo.engine.judging import place_undated

NEW, MID, OLD = (datetime(2026, 3, day, tzinfo=UTC) for day in (7, 5, 2))


def test_the_older_neighbour_decides() -> None:
    assert place_undated([NEW, None, OLD]) == [None, OLD, None]
    assert place_undated([None, NEW, MID, None, None]) == [NEW, None, None, MID, MID]


def test_a_feed_without_dates_tells_nothing() -> None:
    assert place_undated([None, None]) == [None, None]
    assert place_undated([]) == []
