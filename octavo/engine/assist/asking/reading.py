"""A sentence beside a question: where the words of each stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from octavo.engine.assist.asking.kinds import fresh_names, fresh_numbers
from octavo.engine.assist.asking.matching import Matcher
from octavo.engine.assist.asking.passages import Passage
from octavo.engine.assist.asking.question import Question
from octavo.engine.assist.asking.wording import wording_of
from octavo.engine.text.tokens import stopwords, words


@dataclass(frozen=True)
class Reading:
    """A sentence beside a question: where the words of each stand."""

    question: Question
    passage: Passage
    matcher: Matcher
    language: str | None

    @cached_property
    def plain(self) -> list[int]:
        """The question's own words that are no names, as places in its focus."""
        focus = self.matcher.focus
        return [at for at, word in enumerate(focus) if not word.is_name and not word.carried]

    @cached_property
    def named(self) -> list[int]:
        return [at for at, word in enumerate(self.matcher.focus) if word.is_name and not word.carried]

    @cached_property
    def clauses(self) -> list[int]:
        """The number of the clause that each token stands in."""
        found: list[int] = []
        for number, piece in enumerate(_CLAUSE.split(self.passage.text)):
            found += [number] * len(words(piece))
        return found if len(found) == len(self.passage.tokens) else [0] * len(self.passage.tokens)

    @cached_property
    def names(self) -> list[int]:
        """Where names stand that the question does not have."""
        fresh = set(fresh_names(self.question, self.passage, self.language))
        return [at for at, token in enumerate(self.passage.tokens) if token in fresh]

    @cached_property
    def doers(self) -> list[int]:
        """Those of the names that tell no place: with no "in", "at", "of" before them."""
        within, tokens, found = wording_of(self.language).single("within"), self.passage.tokens, list[int]()
        is_place = False
        for at in self.names:
            if at - 1 not in self.names:
                is_place = bool(within.intersection(tokens[max(0, at - 2) : at]))
            if not is_place:
                found.append(at)
        return found

    @cached_property
    def numbers(self) -> list[int]:
        return fresh_numbers(self.question, self.passage, self.language)

    @cached_property
    def own(self) -> list[int]:
        """Where the question's names stand, as no part of another name ("Hurricane Fiona" is no "Hurricane Jose")."""
        others = set(self.names)
        return [at for at in self.at(*self.named) if at + 1 not in others or self.clauses[at + 1] != self.clauses[at]]

    @property
    def near(self) -> int:
        return self.passage.held | self.passage.beside | self.passage.title

    def share_near(self, asked: Sequence[int]) -> float:
        """How much of some words of the question is said in the sentence, beside it or in the title."""
        total = sum(self.matcher.focus[at].weight for at in asked)
        return sum(self.matcher.focus[at].weight for at in asked if self.near >> at & 1) / total if total else 1

    def share_text(self, asked: Sequence[int]) -> float:
        """The same of the whole text."""
        held, total = self.near | self.passage.anywhere, sum(self.matcher.focus[at].weight for at in asked)
        return sum(self.matcher.focus[at].weight for at in asked if held >> at & 1) / total if total else 1

    def at(self, *asked: int) -> list[int]:
        """Where words of the question stand in the sentence."""
        return [at for at, place in enumerate(self.passage.places) if place in asked]

    def share(self, asked: Sequence[int]) -> float:
        """How much of some words of the question the sentence itself says."""
        total = sum(self.matcher.focus[at].weight for at in asked)
        return sum(self.matcher.focus[at].weight for at in asked if self.passage.held >> at & 1) / total if total else 1

    def asks_first(self, asked: int) -> bool:
        """Whether a word of the question stands right behind the question word, or behind "is the"."""
        spoken = words(self.question.text)
        before = spoken[: spoken.index(self.matcher.focus[asked].word)]
        light = wording_of(self.language).single("light") | stopwords(self.language)
        cues = {token for phrase, _ in wording_of(self.language).cues for token in phrase}
        return all(token in light - _DOING or token in cues for token in before)

    def follows(self, counted: Sequence[int], second: int) -> bool:
        """Whether a word of the question stands right behind what is counted, or behind "people"."""
        spoken, focus = words(self.question.text), self.matcher.focus
        before = spoken[spoken.index(focus[second].word) - 1]
        return before in ({focus[at].word for at in counted} or wording_of(self.language).single("people"))


_DOING = frozenset(["made", "make", "makes", "did", "does", "do", "took", "got", "gave", "said"])
_CLAUSE = re.compile(r"(?:,(?!\d)|[;:—–()\"“”«»]|\s-\s)")
