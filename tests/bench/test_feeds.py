"""The bench of feeds, run small: it gives figures of all parsers on both inputs."""

from __future__ import annotations

import pytest

from bench import feeds
from bench.harness.records import Asked
from octavo.engine.parsing import parse_feed


def test_a_small_run_gives_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "SECONDS", 0.01)
    monkeypatch.setattr(feeds, "_edition_feeds", lambda: [feeds.thirty_items()])
    result = feeds.BENCH.run(Asked(passes=1))
    whats = [figure.what for figure in result.figures]
    assert "Octavo, edition" in whats
    assert "Octavo, 30 items" in whats
    assert any(what.startswith("feedparser ") for what in whats)
    assert all(figure.median > 0 and figure.count > 0 for figure in result.figures)
    assert {figure.against for figure in result.figures} <= set(whats)


@pytest.mark.slow
def test_the_editions_feeds_are_read_by_all() -> None:
    bodies = feeds._edition_feeds()
    assert len(bodies) >= 15
    assert all(parse_feed(body).items for body in bodies)


def test_the_generated_feed_is_one_of_thirty_full_items() -> None:
    document = parse_feed(feeds.thirty_items())
    assert len(document.items) == 30
    assert all(item.published and len(item.content or "") > 1_500 for item in document.items)


def test_a_parser_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "peer", lambda module: None)
    parsers, missing = feeds._parsers()
    assert (list(parsers), missing) == (["Octavo"], ["feedparser", "fastfeedparser"])


def test_a_parser_that_refuses_a_feed_is_told() -> None:
    def refuse(body: bytes) -> object:
        raise ValueError("no")

    assert feeds._refusals("edition", {"Quill": refuse}, [b"<rss/>"]) == ["Quill could not read 1 of 1 (edition)."]
