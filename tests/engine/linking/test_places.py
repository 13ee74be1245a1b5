"""Countries, capitals and peoples meet in one code, whatever the language."""

from __future__ import annotations

import pytest

from octavo.engine.linking.places import countries_in


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The German chancellor flew to Moscow."),
        ("fr", "L'Allemagne et la Russie"),
        ("de", "in Deutschland und Moskau"),
        ("es", "Alemania y Moscú"),
        ("ru", "Канцлер Германии прибыл в Москву"),
        ("ar", "المستشار الألماني وموسكو"),
        ("hi", "जर्मनी के चांसलर मॉस्को पहुँचे"),
        ("zh", "德国总理抵达莫斯科"),
        ("ja", "ドイツの首相がモスクワに到着"),
        ("ko", "독일 총리가 모스크바에서"),
        ("pl", "Niemcy i Rosja"),
        ("tr", "Almanya ve Rusya"),
        ("he", "גרמניה ומוסקבה"),
    ],
)
def test_two_countries_in_thirteen_languages(language: str, text: str):
    assert {"DE", "RU"} <= set(countries_in(text, language))


def test_declined_and_prefixed_names_count_too():
    assert countries_in("между Францией и Китаем", "ru") == {"FR": 1, "CN": 1}
    assert countries_in("وفي الصين", "ar") == {"CN": 1}


def test_several_words_are_one_country():
    assert countries_in("South Korea and the United States", "en") == {"KR": 1, "US": 1}


def test_an_unknown_language_names_nothing():
    assert not countries_in("Germany", "xx")
    assert not countries_in("Germany", None)
