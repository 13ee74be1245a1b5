"""The briefing: what is new and matters, in a few minutes of reading, word for word from the reports."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from octavo.engine.assist.composed import Cited, Composed, Part
from octavo.engine.assist.sentences import stands_alone
from octavo.engine.records import Sentence
from octavo.engine.text.length import reading_time
from octavo.engine.text.stems import stem
from octavo.engine.text.tokens import content_words

NEW, GOES_ON = "new", "goes_on"  # kinds of its parts
_MOST = 3  # sentences of a story
_REPEATS = 0.5  # share of the shorter one's words from which on two sentences of a story tell the same,
_REPEATS_FAR = 0.7  # and two of different ones: of two matches, or two markets, much is told in the same words
_TOLD = 0.75  # share of a sentence's words from which on what was told before has told it
_FIGURE = 0.5  # what a figure adds to a sentence's weight, which is 1 to 3
_LINE = 0.05  # minutes that the line under a headline takes, and the eye from one story to the next


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefStory:
    """A story as a briefing sees it: what may be said of it, and what the reader knows already.

    `sentences` came after the last briefing, the one that should stand first before all others; `told` are of before.
    """

    id: int
    title: str
    language: str | None = None
    desk: str = ""
    sentences: tuple[Cited, ...]
    told: tuple[str, ...] = ()
    outlets: int = 1
    independent: int = 1
    fresh: int = 1  # independent reports that came since the last briefing
    is_new: bool = True  # whether all of them did
    thread: int | None = None  # the affair that it is part of


def briefing(stories: Sequence[BriefStory], *, minutes: int = 5) -> Composed:
    """A Part a story: those that matter most first, then grouped by desk, until so many minutes of reading are full.

    `stories` come in order of importance. The first ones get up to three sentences, the next two, the others one. No
    sentence stands alone badly, repeats another one of the briefing, or what was told before; a story that has nothing
    else to say is left out, and so is one without a report that came since. A part's `label` is the headline; its
    detail holds story, desk, language, outlets, independent, fresh, thread. Deterministic.
    """
    said: list[frozenset[str]] = []
    parts: list[Part] = []
    room = float(minutes)
    for story in stories:
        if not story.fresh:
            continue
        chosen = tuple(_choose(story, said, _quota(len(parts), minutes)))
        taken = _LINE + sum(reading_time(text) for text in (story.title, *(one.text for one in chosen)))
        if not chosen or (taken > room and parts):
            if chosen and room < minutes * 0.1:
                break
            continue
        room -= taken
        said += [_words(one.text, story.language) for one in chosen]
        parts.append(_part(story, chosen))
    return Composed(parts=tuple(_by_desk(parts)))


def _quota(place: int, minutes: int) -> int:
    """How many sentences the story at a place gets: depth where it matters, then breadth."""
    return _MOST if place < minutes else 2 if place < 3 * minutes else 1


def _choose(story: BriefStory, said: Sequence[frozenset[str]], limit: int) -> Iterator[Cited]:
    """Sentences that say something which nothing before says."""
    told = [_words(text, story.language) for text in story.told]
    here: list[frozenset[str]] = []
    headline = topic = _words(story.title, story.language)
    found = 0
    for cited, own in _ranked(story, topic):
        if found == limit:
            return
        # Nothing ties it to what stands above it, and no figure makes it worth the jump; or the headline has said it.
        if found and ((not own & topic and not _has_figure(cited.text)) or _is_told(own, headline)):
            continue
        if _repeats(own, here, _REPEATS) or _repeats(own, said, _REPEATS_FAR):
            continue
        if any(_is_told(own, other) for other in told):
            continue
        here.append(own)
        topic |= own
        found += 1
        yield cited


def _is_told(own: frozenset[str], by: frozenset[str]) -> bool:
    return len(own & by) >= _TOLD * len(own)


def _has_figure(text: str) -> bool:
    return any(sign.isdigit() for sign in text)


def _repeats(own: frozenset[str], others: Iterable[frozenset[str]], share: float) -> bool:
    return any(len(own & other) >= share * min(len(own), len(other)) for other in others)


def _ranked(story: BriefStory, topic: frozenset[str]) -> list[tuple[Cited, frozenset[str]]]:
    """The sentences that stand alone, with their words: the first as it came, the others by figures and by how much
    they speak of what the headline and the other sentences speak of (a side issue has words of its own). What only
    says the headline again comes last."""
    spoken = [
        (cited, words) for cited in story.sentences
        if stands_alone(Sentence(start=0, end=len(cited.text), text=cited.text))
        and (words := _words(cited.text, story.language))
    ]  # fmt: skip
    counts = Counter(word for _, words in spoken for word in words)
    counts.update(list(topic) * 2)

    def rank(place: int) -> tuple[bool, bool, float, int]:
        cited, words = spoken[place]
        central = sum(math.log(counts[word]) for word in words) / math.sqrt(len(words))
        return _is_told(words, topic), place > 0, -central - _FIGURE * _has_figure(cited.text), place

    return [spoken[place] for place in sorted(range(len(spoken)), key=rank)]


def _words(text: str, language: str | None) -> frozenset[str]:
    return frozenset(stem(word, language) for word in content_words(text, language))


def _part(story: BriefStory, sentences: tuple[Cited, ...]) -> Part:
    detail = {
        "story": story.id, "desk": story.desk, "language": story.language or "", "outlets": story.outlets,
        "independent": story.independent, "fresh": story.fresh, "thread": story.thread,
    }  # fmt: skip
    return Part(kind=NEW if story.is_new else GOES_ON, label=story.title, sentences=sentences, detail=detail)


def _by_desk(parts: Sequence[Part]) -> Iterator[Part]:
    """The desks in the order of their best story, stories of no desk last; each in the order of importance."""
    desks = dict.fromkeys(part.detail["desk"] for part in parts)
    for desk in sorted(desks, key=lambda name: not name):
        yield from (part for part in parts if part.detail["desk"] == desk)


def minutes_of(composed: Composed) -> float:
    """Minutes that a briefing takes to read, its headlines with it."""
    texts = (text for part in composed.parts for text in (part.label, *(one.text for one in part.sentences)))
    return _LINE * len(composed.parts) + sum(map(reading_time, texts))
