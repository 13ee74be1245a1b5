"""`octavo try evidence`: lines in, a verdict a line out."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

import pytest

from octavo.faces.ops.commands.tried.evidence import run
from octavo.faces.ops.running.errors import Failed

TEXT = "It rained. The port of Vellin reopened on Monday after a strike."


def test_a_verdict_a_line_with_its_spans(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "asked.jsonl"
    lines = [
        {"id": "a", "sentence": "Vellin's port reopened on Monday.", "sources": ["Nothing here.", TEXT]},
        {"sentence": "Vellin's port reopened on Friday.", "sources": [{"text": TEXT, "date": "2026-03-05"}]},
    ]
    file.write_text("\n".join(map(json.dumps, lines)))
    assert run(Namespace(file=file)) == 0
    kept, blocked = map(json.loads, capsys.readouterr().out.splitlines())
    assert (kept["id"], kept["supported"], kept["reason"]) == ("a", True, None)
    assert [TEXT[start:end] for source, start, end in kept["spans"] if source == 1] == [TEXT[11:]]
    assert (blocked["supported"], blocked["reason"], blocked["spans"]) == (False, "date", [])
    assert "id" not in blocked


@pytest.mark.parametrize("line", ["no JSON", '{"sources": []}', '{"sentence": "A.", "sources": [1]}'])
def test_a_line_that_is_none_is_refused_with_its_place(line: str, tmp_path: Path) -> None:
    file = tmp_path / "asked.jsonl"
    file.write_text(line)
    with pytest.raises(Failed, match="line 1"):
        run(Namespace(file=file))
