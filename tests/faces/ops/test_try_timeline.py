"""`octavo try timeline`: articles in, a date a line out."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

ROWS = [
    {"id": "dam-1", "time": "20261120", "text": "The Orrin Dam gave way on Friday and flooded Brackwith."},
    {"id": "empty", "time": "20261121", "text": ""},
    {"id": "dam-2", "date": "2026-11-22T08:00:00Z",
     "text": "Rescuers ended their search at the dam on Sunday. The dam gave way on Friday and flooded Brackwith."},
]  # fmt: skip


@pytest.fixture
def no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks a database now, fails."""
    monkeypatch.setenv("DATABASE_URL", "postgresql:///none?host=/nowhere")
    monkeypatch.setattr("octavo.faces.ops.running.database.EmbeddedPostgres", None)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    file = tmp_path / "dam.jsonl.gz"
    file.write_bytes(gzip.compress("\n".join(map(json.dumps, ROWS)).encode()))
    return file


@pytest.mark.usefixtures("no_database")
class TestTryTimeline:
    def test_a_date_a_line_with_spans_of_the_text(self, octavo, corpus: Path) -> None:
        said = octavo("try", "timeline", corpus)
        assert said.status == 0
        found = [json.loads(line) for line in said.out.splitlines()]
        assert [(row["date"], row["precision"], row["reports"]) for row in found] == [
            ("2026-11-20", "day", 2), ("2026-11-22", "day", 1),
        ]  # fmt: skip
        texts = {row["id"]: row["text"] for row in ROWS}
        for row in found:
            for sentence in row["sentences"]:
                name, start, end = sentence["spans"][0]
                assert texts[name][start:end] == sentence["text"]

    def test_a_line_without_text_is_told_and_passed_over(self, octavo, corpus: Path) -> None:
        said = octavo("try", "timeline", corpus)
        assert said.err == f"octavo: {corpus}, line 2: an article needs a `title` or a `text`.\n"

    def test_bounds_and_numbers(self, octavo, corpus: Path) -> None:
        asked = (
            "--dates",
            "1",
            "--sentences",
            "2",
            "--keywords",
            "dam,orrin",
            "--start",
            "2026-11-21",
            "--end",
            "2026-11-30",
        )
        said = octavo("try", "timeline", corpus, *asked)
        assert [json.loads(line)["date"] for line in said.out.splitlines()] == ["2026-11-22"]

    @pytest.mark.parametrize("wrong", [("--dates", "0"), ("--start", "tomorrow"), ("--sentences", "some")])
    def test_what_is_not_understood(self, octavo, corpus: Path, wrong: tuple[str, str]) -> None:
        assert octavo("try", "timeline", corpus, *wrong).status == 2

    def test_a_file_that_is_not_there(self, octavo, tmp_path: Path) -> None:
        said = octavo("try", "timeline", tmp_path / "none.jsonl")
        assert (said.status, "cannot be read" in said.err) == (1, True)
