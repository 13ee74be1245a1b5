"""`octavo try panel`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from dam import LEDGER, WIRE

from octavo.faces.ops.cli import main


def lines(file: Path, *rows: dict[str, object]) -> Path:
    file.write_text("\n".join(map(json.dumps, rows)))
    return file


def test_a_line_a_story_with_spans_into_the_given_texts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        {"id": "a", "story": "dam", "title": "Dam", "text": WIRE, "language": "en", "publisher": "Wire"},
        {"id": "b", "story": "dam", "title": "Dam", "text": LEDGER, "language": "en", "publisher": "Ledger"},
        {"id": "c", "story": "sea", "title": "Sea", "text": "Calm.", "language": "en", "publisher": "Post"},
    ]
    assert main(["try", "panel", str(lines(tmp_path / "given.jsonl", *rows))]) == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    texts = {row["id"]: row["text"] for row in rows}
    assert (first["story"], second["story"]) == ("dam", "sea")
    for name in ("compare", "perspectives", "quiz", "background"):
        assert first[name], name
        for part in first[name]:
            for sentence in part["sentences"]:
                article, start, end = sentence["spans"][0]
                assert str(texts[article])[start:end] == sentence["text"]
    assert second["compare"] == []
