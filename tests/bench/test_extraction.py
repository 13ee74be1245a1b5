"""The bench of the article reader, on pages of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import extraction
from bench.harness.records import Asked, Skipped
from octavo.engine.extraction import naming
from octavo.engine.text import tokens

TEXT = "<p>The lock keeper of Osterhaven counted forty ships before noon, and let the last of them through at dusk.</p>"
HEAD = "<head><title>Forty ships</title></head>"
PAGE = f"<html>{HEAD}<body><h1>Forty ships</h1><article class=text>{TEXT * 8}</article></body></html>"


def test_figures_of_octavo_and_of_the_peers_that_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extraction, "_pages", lambda end: [(PAGE.encode(), "https://harbour.example/forty")] * 3)
    result = extraction.BENCH.run(Asked(passes=1))
    assert result.figures[0].what == extraction.OCTAVO
    assert any(figure.what.startswith("lxml ") for figure in result.figures)
    assert all(figure.count == 3 and figure.median > 0 for figure in result.figures)
    assert not any("broke" in note for note in result.notes)


def test_peers_that_are_not_there_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extraction, "peer", lambda module: None)
    reads, missing = extraction._reads()
    assert list(reads) == [extraction.OCTAVO]
    assert "newspaper4k" in missing


def test_a_page_that_breaks_a_reader_is_counted_once() -> None:
    def read(body: bytes, address: str) -> object:
        raise RuntimeError

    reader = extraction._Reader([(b"", "https://a.example/"), (b"", "https://b.example/")], read)
    reader()
    reader()
    assert reader.broke == {"https://a.example/", "https://b.example/"}


def test_without_the_labelled_pages_the_bench_is_passed_over(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(extraction, "SHARED", tmp_path)
    with pytest.raises(Skipped, match="not beside this checkout"):
        extraction.BENCH.run(Asked())


def test_octavo_forgets_pages_between_passes_but_not_its_tables() -> None:
    extraction.extract(PAGE.encode(), "https://harbour.example/forty")
    assert naming.part_of.cache_info().currsize > 0
    extraction._forgetter(extraction.OCTAVO)()
    assert naming.part_of.cache_info().currsize == 0
    assert tokens._lists.cache_info().currsize == 1
