"""The sentences that say what an article or a story says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from octavo.engine.assist.composed import Cited, Composed, Part, Source
from octavo.engine.assist.points import (
    Choice,
    Reading,
    Spoken,
    Told,
    Weights,
    choose,
    in_reading_order,
    read,
    says_the_same_as,
)

_ARTICLE_LONGEST, _ARTICLE_SENTENCES = 6_500, 45  # looked at of one article: what matters in news stands before
_STORY_LONGEST, _STORY_SENTENCES = 3_000, 12  # of each report of a story
_REPORTS = 60  # of a story, the newest
_AT_ONCE = timedelta(hours=3)
_ALSO = 3  # other reports that are cited for a sentence


class Length(StrEnum):
    """How much is told."""

    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"


class _Size(NamedTuple):
    sentences: int
    words: int


SIZES = {
    Length.SHORT: _Size(2, 45),
    Length.MEDIUM: _Size(3, 120),
    Length.LONG: _Size(8, 220),
}


def key_points(
    sources: Sequence[Source],
    *,
    length: Length = Length.MEDIUM,
    language: str | None = None,
    weights: Weights | None = None,
) -> Composed:
    """The sentences that stand for what the sources say, verbatim, in the order in which they read well.

    One Part ("points"). Each sentence names its span first, then spans of at most three independent reports with a
    sentence that says the same. Sources of one `origin` are heard once, as the earliest. All sentences are of one
    language: `language` where a source has it, else the one that most tell the story in. Nothing where no sentence
    can stand on its own. `weights`: other than the shipped ones, when they are learned.
    """
    heard = _independent(sources, language)
    if not heard:
        return Composed()
    reading = read_told(
        [
            Told(title=each.title, text=each.text, language=each.language, fresh=_freshness(each, heard))
            for each in heard
        ]
    )
    sentences = sized(choose_points(reading, length, weights), length)
    if all(each.at for each in heard):  # of equal places the earlier report first
        sentences = tuple(sorted(sentences, key=lambda one: one.voice))
    chosen = in_reading_order(sentences)
    if not chosen:
        return Composed()
    return Composed(parts=(Part(kind="points", sentences=tuple(_cite(one, chosen, reading, heard) for one in chosen)),))


def choose_points(reading: Reading, length: Length, weights: Weights | None = None) -> Choice:
    """The sentences of the longest length asked for, best first: the shorter lengths are their beginnings."""
    core, whole = SIZES[Length.MEDIUM], SIZES[length]
    return choose(
        reading, core=core.sentences, core_words=core.words, most=whole.sentences, most_words=whole.words,
        weights=weights,
    )  # fmt: skip


def sized(choice: Choice, length: Length) -> tuple[Spoken, ...]:
    """As much of a choice as a length takes."""
    size = SIZES[length]
    if length is not Length.SHORT:
        return choice.sentences[: size.sentences if length is Length.LONG else choice.core]
    taken: list[Spoken] = []
    for one in choice.sentences[: min(choice.core, size.sentences)]:
        if taken and sum(len(other.tokens) for other in taken) + len(one.tokens) > size.words:
            break
        taken.append(one)
    return tuple(taken)


def read_told(told: Sequence[Told]) -> Reading:
    """Reports as far as they are looked at: one article deep, many reports near their tops."""
    if len(told) == 1:
        return read(told, longest=_ARTICLE_LONGEST, most=_ARTICLE_SENTENCES)
    return read(told, longest=_STORY_LONGEST, most=_STORY_SENTENCES)


def _independent(sources: Sequence[Source], language: str | None) -> list[Source]:
    """One source an origin, the earliest, in order of time; of one language; the newest."""
    ordered = sorted((each for each in sources if each.text.strip()), key=_when)
    first: dict[tuple[str, int], Source] = {}
    for each in ordered:
        key = ("article", each.article) if each.origin is None else ("origin", each.origin)
        first.setdefault(key, each)
    independent = list(first.values())
    spoken = Counter(_code(each.language) for each in independent)
    wanted = _code(language) if language and _code(language) in spoken else None
    if wanted is None and spoken:
        wanted = max(spoken, key=lambda code: spoken[code])  # the first of equals is the earliest report's
    return [each for each in independent if _code(each.language) == wanted][-_REPORTS:]


def _freshness(source: Source, heard: Sequence[Source]) -> float:
    """0 for the earliest report, 1 for the newest; 0 for all where they came within a few hours, or without a time."""
    times = [each.at for each in heard if each.at is not None]
    if source.at is None or (span := max(times) - min(times)) < _AT_ONCE:
        return 0.0
    return (source.at - min(times)) / span


def _when(source: Source) -> tuple[bool, datetime, int, int]:
    return source.at is None, source.at or datetime.max.replace(tzinfo=UTC), source.article, source.version


def _code(language: str | None) -> str:
    return (language or "")[:2].lower()


def _cite(one: Spoken, chosen: Sequence[Spoken], reading: Reading, sources: Sequence[Source]) -> Cited:
    """A sentence with its span and those of other reports that say the same, the likest first, one a report."""
    spans = [sources[one.voice].cite(one.sentence)]
    alike: list[tuple[float, int]] = []
    for voice in range(len(sources)):
        if voice != one.voice:
            worth, number = max(
                ((says_the_same_as(one, other), -other.number) for other in reading.voices[voice]), default=(0.0, 0)
            )
            if worth:
                alike.append((-worth, -number))
    for _, number in sorted(alike)[:_ALSO]:
        other = reading.spoken[number]
        spans.append(sources[other.voice].cite(other.sentence))
    return Cited(text=one.sentence.text, spans=tuple(spans))
