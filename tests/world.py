"""The paragraphs of `world.tsv`: fictional events in many languages, and others that are easily mixed up with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from octavo.engine.linking import Outline, Told, make_outline


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A report of an event; `affair` "" where it belongs to none."""

    event: str
    affair: str
    language: str
    told: Told


@cache
def paragraphs() -> tuple[Paragraph, ...]:
    lines = Path(__file__).with_name("world.tsv").read_text("utf-8").splitlines()
    return tuple(map(_paragraph, lines))


@cache
def outline_of(event: str, language: str) -> Outline:
    """The outline of an event as one language tells it."""
    for number, one in enumerate(paragraphs()):
        if (one.event, one.language) == (event, language):
            return make_outline(number, language, [one.told])
    raise LookupError(f"{event} is not told in {language}")


def _paragraph(line: str) -> Paragraph:
    event, affair, language, at, title, text = line.split("\t")
    told = Told(title=title, text=text, at=datetime.fromisoformat(at).replace(tzinfo=UTC))
    return Paragraph(event=event, affair=affair.strip("-"), language=language, told=told)
