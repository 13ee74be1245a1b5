"""`octavo try timeline`: articles of one topic to a timeline, a date a line; needs no database."""

from __future__ import annotations

import argparse
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from octavo.faces.ops.commands.tried.lines import say
from octavo.faces.ops.running.errors import Failed

if TYPE_CHECKING:
    from octavo.engine.assist import Composed, Source


def add(rooms: argparse._SubParsersAction[ArgumentParser]) -> None:
    parser = rooms.add_parser("timeline", help="dated events of articles on one topic; needs no database")
    parser.add_argument("file", type=Path, metavar="FILE.jsonl[.gz]", help="articles: `id`, `time` or `date`, `text`")
    parser.add_argument(
        "--dates", type=_some, metavar="N", help="how many dates; default: as many as suit the articles"
    )
    parser.add_argument("--sentences", type=_some, default=1, metavar="K", help="sentences a date at most; default: 1")
    parser.add_argument("--keywords", type=_words, default=(), metavar="A,B", help="what the timeline is about")
    parser.add_argument("--start", type=date.fromisoformat, metavar="DAY", help="first day, as 2026-11-20")
    parser.add_argument("--end", type=date.fromisoformat, metavar="DAY", help="last day")
    parser.set_defaults(tried=run)


def run(asked: Namespace) -> int:
    """One line a date: `date`, `precision`, `reports`, `sentences`, each with `text` and `spans` [id, start, end]."""
    from octavo.engine.assist import timeline

    values = [one for one in _articles(asked.file) if isinstance(one.get("text"), str)]
    sources = [_source(number, one) for number, one in enumerate(values)]
    composed = timeline(
        sources, dates=asked.dates, sentences=asked.sentences, keywords=asked.keywords, start=asked.start, end=asked.end
    )
    for told in _told(composed, values):
        say(told)
    return 0


def _articles(file: Path) -> list[dict[str, Any]]:
    """The articles of a file. A line that is none is told and passed over: one empty text spoils no timeline."""
    from octavo.faces.ops.given.files import Unusable
    from octavo.faces.ops.given.lines import read_values

    def tell(where: str, why: str) -> None:
        print(f"octavo: {where}: {why}", file=sys.stderr)

    try:
        return list(read_values(file, tell))
    except Unusable as error:
        raise Failed(str(error)) from None


def _source(number: int, values: Mapping[str, Any]) -> Source:
    from octavo.engine.assist import Source
    from octavo.faces.ops.given.lines import word_of

    return Source(
        article=number, title=word_of(values, "title"), text=values["text"], at=_time(values),
        language=word_of(values, "language")[:2].lower() or None, publisher=word_of(values, "publisher"),
    )  # fmt: skip


def _time(values: Mapping[str, Any]) -> datetime | None:
    from octavo.engine.parsing.dates import parse_date
    from octavo.faces.ops.given.lines import word_of

    stated = word_of(values, "time") or word_of(values, "date") or word_of(values, "published")
    if stated.isdigit() and len(stated) == len("20261120"):
        stated = f"{stated[:4]}-{stated[4:6]}-{stated[6:]}"
    return parse_date(stated) if stated else None


def _told(composed: Composed, values: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            **part.detail,
            "sentences": [
                {
                    "text": said.text,
                    "spans": [
                        [values[span.article].get("id", span.article), span.start, span.end] for span in said.spans
                    ],
                }
                for said in part.sentences
            ],
        }
        for part in composed.parts
    ]


def _some(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("1 or more is needed")
    return number


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())
