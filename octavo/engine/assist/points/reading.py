"""Reports as they are weighed: sentence by sentence, in folded words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from octavo.engine.assist.sentences import bare, is_telling, points_back, unbroken
from octavo.engine.clustering.background import fold, is_grammar, rareness
from octavo.engine.records import Sentence
from octavo.engine.text.sentences import split_sentences
from octavo.engine.text.tokens import words

_TEASER = 800  # characters: a shorter text is what a feed gives of it
OPENING = 2  # sentences: with the headline they tell what a report is about


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A report: its headline and its text. `fresh`: 0 for a story's earliest report, 1 for its newest."""

    title: str
    text: str
    language: str | None = None
    fresh: float = 0.0


@dataclass(kw_only=True)
class Spoken:
    """A sentence of a report. `place` counts the report's sentences from 0, `number` all that were read."""

    number: int
    voice: int
    place: int
    sentence: Sentence
    tokens: list[str]
    language: str | None
    teaser: bool = False

    @cached_property
    def telling(self) -> bool:
        """Whether it can be shown, at least after the sentence before it."""
        return bool(self.tokens) and is_telling(self.sentence, self.language, teaser=self.teaser)

    @cached_property
    def follows(self) -> bool:
        """Whether it needs the sentence before it."""
        return points_back(self.sentence, self.language)

    @cached_property
    def counts(self) -> Counter[str]:
        return Counter(self.tokens)

    @cached_property
    def content(self) -> dict[str, float]:
        """Its words that say something, each with its weight, 1 to about 3: the rarer, the more."""
        return {word: weight for word in self.counts if (weight := _weight(word, self.language))}

    @cached_property
    def weight(self) -> float:
        """Of all its words."""
        return sum(self.content.values())

    def is_before(self, other: Spoken) -> bool:
        """Whether the other one is its report's next sentence."""
        return self.voice == other.voice and self.place + 1 == other.place

    def overlap(self, other: Spoken) -> float:
        """Share of the weight of the one with less that both say, 0 to 1."""
        less = min(self.weight, other.weight)
        return self.shared(other) / less if less else 0.0

    def shared(self, other: Spoken) -> float:
        """The weight of the words that both say."""
        theirs = other.content
        return sum(weight for word, weight in self.content.items() if word in theirs)


@dataclass(kw_only=True)
class Reading:
    """Reports as read: per report its headline in words and its sentences."""

    told: Sequence[Told]
    titles: list[list[str]]
    voices: list[list[Spoken]]
    spoken: list[Spoken] = field(default_factory=list)  # all of them

    def opening(self, voice: int) -> list[str]:
        """The words of a report's headline and first sentences."""
        return [*self.titles[voice], *(word for one in self.voices[voice][:OPENING] for word in one.tokens)]

    def text(self, voice: int, sentences: int) -> list[str]:
        """The words of a report's headline and so many sentences."""
        return [*self.titles[voice], *(word for one in self.voices[voice][:sentences] for word in one.tokens)]


def read(told: Sequence[Told], *, longest: int, most: int) -> Reading:
    """At most `most` sentences out of the first `longest` characters of each report, without datelines and labels."""
    reading = Reading(told=told, titles=[folded(each.title, each.language) for each in told], voices=[])
    for voice, each in enumerate(told):
        found = []
        teaser = len(each.text) < _TEASER
        for place, whole in enumerate(split_sentences(each.text[:longest], each.language)[:most]):
            sentence = unbroken(bare(whole), each.language) if teaser else bare(whole)
            one = Spoken(
                number=len(reading.spoken), voice=voice, place=place, sentence=sentence,
                tokens=folded(sentence.text, each.language), language=each.language, teaser=teaser,
            )  # fmt: skip
            reading.spoken.append(one)
            found.append(one)
        reading.voices.append(found)
    return reading


def folded(text: str, language: str | None) -> list[str]:
    """The words of a text in order, the inflections of a word in one form."""
    return [fold(word, language) for word in words(text)]


@lru_cache(maxsize=1 << 16)
def _weight(word: str, language: str | None) -> float:
    if is_grammar(word, language) or (len(word) == 1 and word.isalpha() and word.isascii()):
        return 0.0
    return 1.0 + rareness(word, language) / 4
