from datetime import UTC, date, datetime, timedelta

import pytest

from octavo.edition.dates import ago, fill_dates

DAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "Tuesday, 4 March 2026, 2 March"),
        ("hi", "मंगलवार, 4 मार्च 2026, 2 मार्च"),
        ("ar", "الثلاثاء, 4 مارس 2026, 2 مارس"),
        ("fr", "mardi, 4 mars 2026, 2 mars"),
        ("es", "martes, 4 de marzo de 2026, 2 de marzo"),
    ],
)
def test_macros_in_five_languages(language, written):
    assert fill_dates("{weekday-1}, {date}, {day-2}", DAY, language) == written


def test_the_first_of_a_month_in_french():
    assert fill_dates("{day-3}", DAY, "fr") == "1er mars"


def test_boxes_stay_and_unknown_macros_are_refused():
    assert fill_dates("{{promo}} {weekday}", DAY, "en") == "{{promo}} Wednesday"
    with pytest.raises(ValueError, match=r"no such macro: \{wekday\}"):
        fill_dates("{wekday}", DAY, "en")


@pytest.mark.parametrize(
    ("minutes", "said"), [(0, "1 minute ago"), (59, "59 minutes ago"), (60, "1 hour ago"), (2900, "2 days ago")]
)
def test_ago(minutes, said):
    now = datetime(2026, 3, 4, tzinfo=UTC)
    assert ago(now - timedelta(minutes=minutes), now, "en") == said
