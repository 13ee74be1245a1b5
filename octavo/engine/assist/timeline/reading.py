"""The sentences of all sources with the days they speak of."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from octavo.engine.assist.composed import Source
from octavo.engine.assist.timeline.dates import dates_in
from octavo.engine.assist.timeline.mentions import Mention
from octavo.engine.records import Sentence
from octavo.engine.text.language import detect_language
from octavo.engine.text.sentences import split_sentences
from octavo.engine.text.stems import stem
from octavo.engine.text.tokens import content_words

_LONGEST = 24_000  # characters of a source that are read


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of a source: its place in it, its content words without endings, the times it says."""

    source: int  # place among the sources
    place: int
    sentence: Sentence
    words: tuple[str, ...]
    mentions: tuple[Mention, ...]
    published: date | None
    origin: str  # equal for reports that carry one source's text


def read_lines(sources: Sequence[Source]) -> list[Line]:
    """The sentences of the sources, in the order given."""
    return [line for at, source in enumerate(sources) for line in _lines_of(at, source)]


def _lines_of(at: int, source: Source) -> list[Line]:
    text = source.text[:_LONGEST]
    language = source.language or detect_language(text)
    written = source.at.date() if source.at else None
    sentences = split_sentences(text, language)
    starts = [sentence.start for sentence in sentences]
    said: dict[int, list[Mention]] = {}
    for mention in dates_in(text, language, written):
        said.setdefault(bisect_right(starts, mention.start) - 1, []).append(mention)
    origin = f"article {source.article}" if source.origin is None else f"origin {source.origin}"
    return [
        Line(
            source=at, place=place, sentence=sentence,
            words=tuple(stem(word, language) for word in content_words(sentence.text, language)),
            mentions=tuple(said.get(place, ())), published=written, origin=origin,
        )
        for place, sentence in enumerate(sentences)
    ]  # fmt: skip
