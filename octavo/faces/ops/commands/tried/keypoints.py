"""`octavo try keypoints`: the sentences that say what reports of one event say."""

from __future__ import annotations

import re
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from octavo.faces.ops.commands.tried.lines import json_lines, say
from octavo.faces.ops.running.errors import Failed

_COMPARED = 40  # reports of a story that are looked through for copies
# The form in which some sets give an article as one string.
_LABELLED = re.compile(r"\s*TITLE=>(?P<title>.*?)ARTICLE=>\s*", re.DOTALL)


class _Story(NamedTuple):
    id: Any
    articles: Sequence[Any]
    length: str


class _Article(NamedTuple):
    title: str
    text: str
    skipped: int  # characters of the given text before `text`
    values: Mapping[str, Any]


def add(rooms: Any) -> None:
    """The room's arguments."""
    parser: ArgumentParser = rooms.add_parser(
        "keypoints", help="key points of stories (a line each, with `articles`), or of the articles of one story"
    )
    parser.add_argument("file", type=Path, metavar="FILE.jsonl[.gz]")
    parser.add_argument("--length", choices=("short", "medium", "long"), default="medium")
    parser.set_defaults(tried=run)


def run(asked: Namespace) -> int:
    """A line a story: `id` and `sentences`, each with its text and spans [article, start, end] into the given texts."""
    for story in _stories(asked.file, asked.length):
        say({"id": story.id, "sentences": list(_told(story))})
    return 0


def _stories(file: Path, length: str) -> Iterator[_Story]:
    """The stories of a file, in order; lines that are articles are one story, which comes last."""
    alone: list[Any] = []
    for where, value in json_lines(file):
        if not isinstance(value, dict | str):
            raise Failed(f"{where}: a story with `articles`, or an article, is needed.")
        if isinstance(value, dict) and isinstance(value.get("articles"), list):
            wanted = value.get("length") or length
            if wanted not in ("short", "medium", "long"):
                raise Failed(f"{where}: there is no length {wanted!r}; short, medium or long.")
            yield _Story(value.get("id"), value["articles"], wanted)
        else:
            alone.append(value)
    if alone:
        yield _Story(file.name.partition(".")[0], alone, length)


def _told(story: _Story) -> Iterator[dict[str, Any]]:
    from octavo.engine.assist import Length, Source, key_points
    from octavo.engine.parsing.dates import parse_date
    from octavo.engine.text.language import detect_language

    articles = [_article(each) for each in story.articles]
    origins = _origins(articles)
    sources = [
        Source(
            article=number, title=each.title, text=each.text, at=parse_date(str(each.values.get("date") or "")),
            language=str(each.values.get("language") or "")[:2] or detect_language(f"{each.title}\n{each.text}"),
            publisher=str(each.values.get("publisher") or ""), origin=origins[number],
        )
        for number, each in enumerate(articles)
    ]  # fmt: skip
    for cited in key_points(sources, length=Length(story.length)).sentences:
        spans = [
            [span.article, *(at + articles[span.article].skipped for at in (span.start, span.end))]
            for span in cited.spans
        ]
        yield {"text": cited.text, "spans": spans}


def _article(given: Any) -> _Article:
    """An article given as values or as one string; what is neither has no text."""
    values: Mapping[str, Any] = given if isinstance(given, dict) else {}
    text = given if isinstance(given, str) else values.get("text")
    text = text if isinstance(text, str) else ""
    title = values.get("title")
    title = title.strip() if isinstance(title, str) else ""
    labelled = _LABELLED.match(text)
    if labelled is None:
        return _Article(title, text, 0, values)
    return _Article(title or labelled["title"].strip(), text[labelled.end() :], labelled.end(), values)


def _origins(articles: Sequence[_Article]) -> list[int]:
    """For each article the number of the first one whose text it carries, its own where it carries none."""
    from octavo.engine.neardup import compare_texts
    from octavo.engine.records import Likeness

    origins: list[int] = []
    for number, each in enumerate(articles):
        earlier = (
            other
            for other in range(min(number, _COMPARED))
            if origins[other] == other
            and each.text.strip()
            and compare_texts(each.text, articles[other].text).likeness in (Likeness.EXACT, Likeness.NEAR)
        )
        origins.append(next(earlier, number))
    return origins
