"""What a reader writes becomes a question; nonsense is named, never an error."""

from __future__ import annotations

from datetime import date

import pytest

from octavo.apps.search.asked import Piece, SearchQuery, parse_words
from octavo.apps.search.paging import Place, read_cursor, write_cursor


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("locks reopen", [Piece(text="locks"), Piece(text="reopen")]),
        ('"night trains" rail', [Piece(text="night trains", is_phrase=True), Piece(text="rail")]),
        ("“night trains”", [Piece(text="night trains", is_phrase=True)]),
        ("«trains de nuit»", [Piece(text="trains de nuit", is_phrase=True)]),
        ("locks -ships", [Piece(text="locks"), Piece(text="ships", is_excluded=True)]),
        ('locks -"forty ships"', [Piece(text="locks"), Piece(text="forty ships", is_phrase=True, is_excluded=True)]),
        ("sars-9", [Piece(text="sars-9")]),
        ('"left open', [Piece(text="left"), Piece(text="open")]),
        ("", []),
    ],
)
def test_words_become_pieces(text: str, pieces: list[Piece]) -> None:
    assert list(parse_words(text)) == pieces


def test_parameters_go_there_and_back() -> None:
    params = {"q": 'locks "night trains"', "publisher": "lantern", "language": "en", "since": "2026-03-01",
              "until": "2026-03-14", "topic": "norland", "order": "time", "limit": "30"}  # fmt: skip
    query = SearchQuery.from_params(params)
    assert query.to_params() == params
    assert query.problems == ()
    assert (query.since, query.until) == (date(2026, 3, 1), date(2026, 3, 14))


def test_nonsense_is_named_and_left_out() -> None:
    query = SearchQuery.from_params({"q": "locks", "since": "2026-13-40", "order": "beauty", "limit": "many"})
    assert (query.since, query.order, query.limit) == (None, "relevance", 20)
    assert [word in " ".join(query.problems) for word in ("2026-13-40", "beauty", "many")] == [True] * 3


def test_days_in_the_wrong_order_are_swapped() -> None:
    query = SearchQuery.from_params({"since": "2026-03-14", "until": "2026-03-01"})
    assert (query.since, query.until) == (date(2026, 3, 1), date(2026, 3, 14))
    assert query.problems


def test_filters_alone_go_by_time_and_limits_are_bounded() -> None:
    query = SearchQuery.from_params({"publisher": "lantern", "limit": "9999", "topic": "#norland", "q": "\x00"})
    assert (query.order, query.limit, query.topic, query.words) == ("time", 50, "norland", "")
    assert not query.is_empty
    assert SearchQuery().is_empty


@pytest.mark.parametrize("text", ["", "x", "1.2", "1.2.3.4", "9999999.1.1", "1.999999999999999999.1", "1;2;3"])
def test_a_broken_cursor_is_no_place(text: str) -> None:
    assert read_cursor(text) is None


def test_a_cursor_holds_its_place() -> None:
    place = read_cursor("20.1773513000123456.42")
    assert place is not None
    assert (place.seen, place.id) == (20, 42)
    assert write_cursor(place) == "20.1773513000123456.42"
    assert read_cursor(write_cursor(Place(seen=3))) is not None
