"""How questions are put in a language, and which words answer each kind of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from octavo.engine.linking.figures import number_words
from octavo.engine.text.calendar import calendar_words
from octavo.engine.text.tokens import stopwords, words

Phrase = tuple[str, ...]  # folded words


@dataclass(frozen=True, slots=True)
class Wording:
    """The wordings of one language, folded. `cues`: how a question asks, the longest first, with its kind."""

    cues: tuple[tuple[Phrase, str], ...] = ()
    nouns: Mapping[str, str] = field(default_factory=dict)  # what "which <noun>" asks for
    lists: Mapping[str, frozenset[Phrase]] = field(default_factory=dict)  # light, points, reason, units ...
    singles: Mapping[str, frozenset[str]] = field(default_factory=dict)  # their entries of one word

    def single(self, name: str) -> frozenset[str]:
        return self.singles.get(name, frozenset())

    def holds(self, name: str, tokens: Sequence[str]) -> bool:
        """Whether an entry of a list stands in a text."""
        known = self.single(name)
        if any(token in known for token in tokens):
            return True
        phrases = self.lists.get(name, ())
        return any(find_phrase(tokens, phrase) >= 0 for phrase in phrases if len(phrase) > 1)


@cache
def wording_of(language: str | None) -> Wording:
    """The wordings of a language (ISO 639-1); empty for one that has none."""
    return _read().get((language or "")[:2], Wording())


@cache
def languages() -> tuple[str, ...]:
    """The languages that questions are understood in."""
    return tuple(_read())


@cache
def figures_in_words(language: str | None) -> frozenset[str]:
    """Words that are numbers."""
    return number_words(language) | wording_of(language).single("number")


@cache
def dating_words(language: str | None) -> frozenset[str]:
    """Single words that date: months, weekdays, "yesterday"."""
    return calendar_words(language) | wording_of(language).single("time")


def language_of(question: str, usual: Sequence[str | None]) -> str | None:
    """The language a question is put in: the one that knows most of its words; of equal ones the first of `usual`, the
    languages of the sources, the most frequent first. Asks no statistical model: a question is too short for one."""
    tokens = words(question)
    offered = list(dict.fromkeys([*(code[:2] for code in usual if code), *languages()]))
    best, most = None, 0.0
    for code in offered:
        common, cues = stopwords(code), _cue_words(code)
        known = sum((token in cues) + (token in common) for token in tokens)
        if known > most:
            best, most = code, known
    return best or next(iter(offered), None)


def find_phrase(tokens: Sequence[str], phrase: Phrase) -> int:
    """Where words stand next to each other; -1: nowhere."""
    size = len(phrase)
    return next((at for at in range(len(tokens) - size + 1) if tuple(tokens[at : at + size]) == phrase), -1)


@cache
def _cue_words(language: str) -> frozenset[str]:
    return frozenset(word for phrase, _ in wording_of(language).cues for word in phrase)


@cache
def _read() -> dict[str, Wording]:
    lines = resources.files("octavo.engine.assist.asking").joinpath("questions.txt").read_text("utf-8").splitlines()
    rows: dict[str, list[tuple[str, list[Phrase]]]] = {}
    for line in lines:
        if line and not line.startswith("#"):
            head, _, listed = line.partition(":")
            language, _, name = head.partition(" ")
            phrases = [tuple(words(part)) for part in listed.split("|")]
            rows.setdefault(language, []).append((name, [phrase for phrase in phrases if phrase]))
    return {language: _wording(found) for language, found in rows.items()}


def _wording(rows: Sequence[tuple[str, Sequence[Phrase]]]) -> Wording:
    """Kinds stand twice in the file: first how they are asked for, then (reason, age ...) what answers them."""
    cues: list[tuple[Phrase, str]] = []
    nouns: dict[str, str] = {}
    lists: dict[str, frozenset[Phrase]] = {}
    asked: set[str] = set()
    for name, phrases in rows:
        kind, _, of = name.partition(".")
        if kind == "noun":
            nouns.update({phrase[-1]: of for phrase in phrases})
        elif kind in KINDS and kind not in asked:
            asked.add(kind)
            cues += [(phrase, kind) for phrase in phrases]
        else:
            lists[name] = frozenset(phrases)
    cues.sort(key=lambda cue: -len(cue[0]))
    singles = {name: frozenset(phrase[0] for phrase in phrases if len(phrase) == 1) for name, phrases in lists.items()}
    return Wording(cues=tuple(cues), nouns=nouns, lists=lists, singles=singles)


KINDS = frozenset(
    ["person", "place", "time", "count", "amount", "age", "length", "span", "weight", "share", "reason", "manner",
     "name", "thing"]
)  # fmt: skip
