"""Sentences that may answer: those of the paragraphs that hold most of a question's words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from octavo.engine.assist.asking.matching import Matcher
from octavo.engine.assist.composed import Source
from octavo.engine.text.sentences import split_sentences
from octavo.engine.text.tokens import words

MOST_PARAGRAPHS = 70  # looked into, of all sources
MOST_CHARACTERS = 60_000
_AHEAD = 300  # characters before a paragraph that count as its neighbour
_FEW = 8  # sources of which every paragraph is looked at
_BESIDE, _ABOVE, _ELSEWHERE = (
    0.4,
    0.5,
    0.25,
)  # what a word counts beside a paragraph, in the title, elsewhere in the text


@dataclass(slots=True, kw_only=True)
class Passage:
    """A sentence with what of the question it holds, as sets of a `Matcher`. Offsets count in the source's text."""

    source: int  # its place among the sources
    start: int
    end: int
    text: str
    tokens: list[str]
    places: list[int]  # for each token the question's word that it is a form of, or -1
    held: int
    beside: int  # held by the sentences before and behind it
    title: int
    anywhere: int  # held by the whole text and its title
    paragraph: int  # its number in the text
    first: bool  # whether it begins its paragraph


@dataclass(frozen=True, slots=True)
class _Paragraph:
    source: int
    number: int
    start: int
    end: int
    held: int
    before: int  # held by the paragraph before
    title: int
    anywhere: int


def find_passages(sources: Sequence[Source], matcher: Matcher) -> list[Passage]:
    """The sentences of the most promising paragraphs, in the order of the sources and their texts."""
    whole = len(sources) <= _FEW
    offered = [
        paragraph for at, source in enumerate(sources) for paragraph in _paragraphs(at, source, matcher, whole=whole)
    ]
    offered.sort(key=lambda each: (-_promise(each, matcher), each.source, each.number))
    chosen = sorted(_bounded(offered), key=lambda each: (each.source, each.number))
    titles = {at: _held(words(sources[at].title), sources[at].language, matcher) for at in {p.source for p in chosen}}
    return [
        passage for paragraph in chosen
        for passage in _sentences(paragraph, sources[paragraph.source], matcher, titles[paragraph.source])
    ]  # fmt: skip


def _bounded(offered: Sequence[_Paragraph]) -> list[_Paragraph]:
    """The first of them, as many as there is time for; one at least."""
    kept: list[_Paragraph] = []
    characters = 0
    for paragraph in offered[:MOST_PARAGRAPHS]:
        characters += paragraph.end - paragraph.start
        if kept and characters > MOST_CHARACTERS:
            break
        kept.append(paragraph)
    return kept


def _paragraphs(at: int, source: Source, matcher: Matcher, *, whole: bool) -> Iterator[_Paragraph]:
    title, lowered = matcher.glance(source.title.lower()), source.text.lower()
    within = matcher.glance(lowered)
    anywhere = title | within
    if len(lowered) != len(source.text):  # a letter that becomes two: offsets would be wrong
        lowered = source.text
    found = [(start, end, matcher.glance(lowered[start:end], within)) for start, end in _pieces(source.text)]
    for number, (start, end, held) in enumerate(found):
        if held or whole or number < 2:
            before = found[number - 1][2] if number else 0
            yield _Paragraph(at, number, start, end, held, before, title, anywhere)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Where the paragraphs of a text begin and end: at blank lines, which no sentence crosses."""
    start = 0
    for gap in _BLANK.finditer(text):
        if gap.start() > start:
            yield start, gap.start()
        start = gap.end()
    if start < len(text):
        yield start, len(text)


def _promise(paragraph: _Paragraph, matcher: Matcher) -> float:
    held = paragraph.held
    value = matcher.weight(held) + _BESIDE * matcher.weight(paragraph.before & ~held)
    held |= paragraph.before
    value += _ABOVE * matcher.weight(paragraph.title & ~held)
    return value + _ELSEWHERE * matcher.weight(paragraph.anywhere & ~held & ~paragraph.title)


def _sentences(paragraph: _Paragraph, source: Source, matcher: Matcher, title: int) -> Iterator[Passage]:
    text = source.text[paragraph.start : paragraph.end]
    split = split_sentences(text, source.language)
    spoken = [words(each.text) for each in split]
    places = [[matcher.find(token, source.language) for token in tokens] for tokens in spoken]
    held = [_mask(found) for found in places]
    ahead = _held(words(source.text[max(0, paragraph.start - _AHEAD) : paragraph.start]), source.language, matcher)
    for at, each in enumerate(split):
        beside = (held[at - 1] if at else ahead) | (held[at + 1] if at + 1 < len(held) else 0)
        yield Passage(
            source=paragraph.source, start=paragraph.start + each.start, end=paragraph.start + each.end,
            text=each.text, tokens=spoken[at], places=places[at], held=held[at], beside=beside, title=title,
            anywhere=paragraph.anywhere, paragraph=paragraph.number, first=at == 0,
        )  # fmt: skip


def _held(tokens: Sequence[str], language: str | None, matcher: Matcher) -> int:
    return _mask([matcher.find(token, language) for token in tokens])


def _mask(places: Sequence[int]) -> int:
    held = 0
    for place in places:
        if place >= 0:
            held |= 1 << place
    return held


_BLANK = re.compile(r"\n\s*\n\s*")
