"""What is read aloud of an article, a story and a briefing: their own sentences, with the language of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from octavo.apps.articles.queries import ArticleText
from octavo.apps.assist.briefing import Briefed
from octavo.apps.stories.models import Story
from octavo.engine.records import BlockKind

LONGEST = 30_000  # characters: about half an hour
_READ = {BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.QUOTE, BlockKind.LIST}
_ENDS = ".!?…。！？।۔؟:;"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A text to be read: its title, and what is said in which language, one after the other."""

    title: str
    pieces: tuple[tuple[str, str], ...]


def article_said(held: ArticleText) -> Said:
    """Headline, standfirst and text; no tables, pictures or captions."""
    article = held.article
    lines = [article.title, article.standfirst or "", *(block.text for block in held.blocks if block.kind in _READ)]
    return Said(title=article.title, pieces=_joined((article.language or "", line) for line in lines))


def story_said(story: Story) -> Said:
    """The headline and what was new, the oldest first, as it came."""
    lines = [story.title, *(fact["text"] for fact in reversed(story.facts))]
    return Said(title=story.title, pieces=_joined((story.language, line) for line in lines))


def briefing_said(briefed: Briefed, title: str) -> Said:
    """Each story's headline and its sentences."""
    lines = [
        (line.story.language, text)
        for line in briefed.lines
        for text in (line.part.label, *(cited.text for cited in line.part.sentences))
    ]
    return Said(title=title, pieces=_joined(lines))


def _joined(lines: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Runs of one language; a line is a paragraph, and ends like a sentence so that the voice rests there."""
    return tuple(
        (language, "\n".join(text for _, text in run))
        for language, run in groupby(_bounded(lines), key=lambda each: each[0])
    )


def _bounded(lines: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    length = 0
    for language, line in lines:
        text = " ".join(line.split())
        length += len(text)
        if length > LONGEST:
            return
        if text:
            yield language, text if text.rstrip("\"”»’')")[-1:] in _ENDS else f"{text}."
