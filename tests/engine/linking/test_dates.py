"""Days that a text names."""

from __future__ import annotations

import pytest

from octavo.engine.linking.dates import dates_of, without_dates


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "on 26 May"),
        ("en", "on May 26, 2026"),
        ("fr", "le 26 mai"),
        ("de", "am 26. Mai"),
        ("es", "el 26 de mayo"),
        ("ru", "26 мая"),
        ("hi", "26 मई को"),
        ("ar", "في 26 مايو"),
        ("ar", "في 26 أيار"),
        ("zh", "5月26日"),
        ("ko", "5월 26일"),
    ],
)
def test_one_day_in_many_languages(language: str, text: str):
    assert dates_of(text, language) == ("05-26",)


def test_no_day_without_a_month():
    assert dates_of("26 people, 31 or so", "en") == ()
    assert dates_of("99月99日", "zh") == ()


def test_numbers_of_days_are_taken_out():
    assert "26" not in without_dates("on 26 May 90 people", "en")
    assert "13" not in without_dates("13日未明、6人", "ja")
    assert "90" in without_dates("on 26 May 90 people", "en")
