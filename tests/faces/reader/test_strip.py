from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from octavo.faces.reader.strip import HEIGHT, strip_of

START = datetime(2026, 3, 2, 8, tzinfo=UTC)


@dataclass
class Hour:
    start: datetime
    own: int
    copies: int = 0


def hours(*counts):
    return [Hour(START + timedelta(hours=place), *count) for place, count in enumerate(counts)]


def test_the_highest_bar_fills_and_a_single_report_is_seen():
    strip = strip_of(hours((100, 0), (0, 0), (1, 0)), 1)
    assert f"v{HEIGHT}h" in strip.own
    assert strip.own.count("M") == 2
    assert "v4h" in strip.own  # one in a hundred
    assert (strip.most, strip.most_at, strip.copies, strip.has_copies) == (100, START, "", False)


def test_copies_stand_on_own_texts():
    strip = strip_of(hours((3, 1), (2, 0)), 24)
    assert strip.own.startswith("M0 25h")
    assert strip.copies.startswith("M0 0h18v25")
    assert strip.daily
    assert strip.has_copies


def test_one_bar_is_no_strip():
    assert strip_of(hours((5, 0)), 1) is None
    assert strip_of([], 1) is None
