"""`octavo try keypoints`: stories a line, or the articles of one story."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

import pytest

from octavo.faces.ops.commands import trying
from octavo.faces.ops.commands.tried import keypoints
from octavo.faces.ops.running.errors import Failed

ONE = "The ferry Kittiwake ran aground off Norsund on Monday with 214 people aboard. All of them were brought ashore."
OTHER = (
    "A ferry with 214 people aboard, the Kittiwake, ran aground off Norsund on Monday. The captain had reported fog."
)
LABELLED = f"TITLE=> Ferry aground. ARTICLE=> {ONE}"


def tried(file: Path, lines: list[Any], capsys: pytest.CaptureFixture[str], *more: str) -> list[dict[str, Any]]:
    file.write_text("\n".join(json.dumps(line) for line in lines), "utf-8")
    parser = ArgumentParser()
    trying.add_arguments(parser)
    asked: Namespace = parser.parse_args(["keypoints", str(file), *more])
    assert trying.run(asked) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_story_a_line_with_offsets_into_what_was_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    articles = [LABELLED, {"title": "Ferry aground", "text": OTHER, "date": "2026-03-02", "language": "en"}]
    given = [{"id": "a", "articles": articles}, {"id": "b", "articles": [], "length": "short"}]
    found = tried(tmp_path / "stories.jsonl", given, capsys)
    assert [story["id"] for story in found] == ["a", "b"]
    assert found[1]["sentences"] == []
    texts = [LABELLED, OTHER]
    assert found[0]["sentences"]
    for sentence in found[0]["sentences"]:
        at, start, end = sentence["spans"][0]
        assert texts[at][start:end] == sentence["text"]


def test_the_articles_of_one_story(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = [{"title": "Ferry aground", "text": text} for text in (ONE, OTHER)]
    (story,) = tried(tmp_path / "ferry.jsonl", given, capsys, "--length", "long")
    assert story["id"] == "ferry"
    assert {span[0] for sentence in story["sentences"] for span in sentence["spans"]} == {0, 1}


def test_a_copy_is_no_evidence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (story,) = tried(tmp_path / "copies.jsonl", [{"id": 1, "articles": [ONE, ONE]}], capsys)
    assert {span[0] for sentence in story["sentences"] for span in sentence["spans"]} == {0}


@pytest.mark.parametrize("line", ["{no", "7", '{"articles": ["a"], "length": "endless"}'])
def test_what_is_no_story_is_refused_in_a_sentence(tmp_path: Path, line: str) -> None:
    file = tmp_path / "bad.jsonl"
    file.write_text(line, "utf-8")
    with pytest.raises(Failed, match="line 1"):
        trying.run(Namespace(room="keypoints", file=file, length="medium", tried=keypoints.run))
