"""What PostgreSQL is given can always be read by it, and stays within what it can hold."""

from __future__ import annotations

import pytest
from django.db import connection

from octavo.apps.search.forms import (
    CONFIGS,
    MAX_BYTES,
    MAX_WORDS,
    bounded,
    config_of,
    index_words,
    phrase_literal,
    quoted,
    vector_literal,
)

MESS = "“Hello” world—this, don't U.S. 1,250.5 3.5% covid-19 a_b o'clock https://lantern.example/a?b=c 🙂 naïve"


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Don't pay 1,250", "en", ["dont", "pay", "1250"]),
        ("Beyoncé's “Élan”", "en", ["beyonce", "elan"]),
        ("élan", "fr", ["élan"]),
        ("東京都", "ja", ["東京", "京都"]),
        ("बाढ़ में", "hi", ["बाढ़", "में"]),
    ],
)
def test_words_are_folded(text: str, language: str, expected: list[str]) -> None:
    assert index_words(text, language) == [word for each in expected for word in index_words(each, language)]
    assert len(index_words(text, language)) == len(expected)


def test_endless_words_are_left_out() -> None:
    assert index_words("a" * 5000 + " b", "en") == ["b"]


def test_bounds_hold_over_all_sections() -> None:
    sections = bounded([["title"] * 10, ["w" * 90] * 20_000, ["never"]])
    assert sum(map(len, sections)) <= MAX_WORDS
    assert sum(len(word) for section in sections for word in section) <= MAX_BYTES
    assert sections[0] == ["title"] * 10
    assert len(bounded([["w" * 90] * 20_000])[0]) == MAX_BYTES // 90


@pytest.mark.django_db
def test_postgresql_reads_every_literal() -> None:
    nasty = ["it's", "back\\slash", "a:b", "(x)", "&", "<->", "ऑ'", "東京"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT tsvector_to_array(%s::tsvector)", [vector_literal([("A", nasty), ("D", nasty * 300)])])
        assert set(cursor.fetchone()[0]) == set(nasty)
        cursor.execute("SELECT %s::tsvector @@ %s::tsquery", [vector_literal([("B", nasty)]), phrase_literal(nasty)])
        assert cursor.fetchone()[0]
        cursor.execute("SELECT %s::tsvector @@ %s::tsquery", [quoted("東京"), phrase_literal(["東"])])
        assert cursor.fetchone()[0]


@pytest.mark.django_db
@pytest.mark.parametrize("config", sorted(set(CONFIGS.values())))
def test_every_configuration_exists_and_sees_our_words(config: str) -> None:
    found = index_words(MESS, "en")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ts_parse('default', %s) WHERE tokid <> 12", [" ".join(found)])
        assert cursor.fetchone()[0] == len(found)
        cursor.execute("SELECT to_tsvector(%s::regconfig, 'osterhaven')", [config])
        assert cursor.fetchone()[0]


def test_languages_with_marks_inside_words_are_not_given_to_the_parser() -> None:
    assert all(config_of(language) is None for language in ("hi", "ar", "ja", "zh", "th", None, "", "xx"))
    assert config_of("pt-BR") == "portuguese"
