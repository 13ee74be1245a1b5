"""`octavo try panel`: compare, perspectives, quiz and background of stories, with no database."""

from __future__ import annotations

import random
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from octavo.faces.ops.commands.tried.lines import articles_of, say

if TYPE_CHECKING:
    from octavo.engine.assist.composed import Composed, Source


def add(rooms: Any) -> None:
    """The room's arguments."""
    parser: ArgumentParser = rooms.add_parser(
        "panel", help="compare, perspectives, quiz and background of the articles of each `story`"
    )
    parser.add_argument("file", type=Path, metavar="FILE.jsonl[.gz]")
    parser.add_argument("--seed", type=int, default=0, help="of the quiz's dice")
    parser.set_defaults(tried=run)


def run(asked: Namespace) -> int:
    """A line a story, in the order of its first article; articles without `story` are one."""
    from octavo.engine.assist import background, compare, perspectives, quiz

    stories: dict[str, list[Source]] = {}
    ids: dict[int, Any] = {}
    for number, values in enumerate(articles_of(asked.file), start=1):
        ids[number] = values.get("id", number)
        stories.setdefault(str(values.get("story") or ""), []).append(_source(number, values))
    everything = [source for sources in stories.values() for source in sources]
    for story, sources in stories.items():
        made = {
            "compare": compare(sources),
            "perspectives": perspectives(sources),
            "quiz": quiz(sources, dice=random.Random(asked.seed)),
            "background": background(sources, [source for source in everything if source not in sources]),
        }
        told = {name: _parts(composed, ids) for name, composed in made.items()}
        say({"story": story, **told})
    return 0


def _source(number: int, values: dict[str, Any]) -> Source:
    from octavo.engine.assist.composed import Source
    from octavo.faces.ops.given.lines import draft_from_values, word_of

    draft = draft_from_values(values, address=f"urn:try:{number}")
    at: datetime | None = draft.published
    return Source(
        article=number,
        title=draft.title,
        text=draft.text,
        language=draft.language,
        at=at.replace(tzinfo=UTC) if at and at.tzinfo is None else at,
        publisher=word_of(values, "publisher") or f"#{number}",
        country=word_of(values, "country"),
    )


def _parts(composed: Composed, ids: dict[int, Any]) -> list[dict[str, Any]]:
    """Spans as [id of the article, start, end] into its text as given."""
    return [
        {
            "kind": part.kind,
            "label": part.label,
            "sentences": [
                {"text": cited.text, "spans": [[ids[span.article], span.start, span.end] for span in cited.spans]}
                for cited in part.sentences
            ],
            "detail": dict(part.detail),
        }
        for part in composed.parts
    ]
