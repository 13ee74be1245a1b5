"""Which words of a text are words of the question, in whatever form they stand."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from importlib import resources

from octavo.engine.assist.asking.question import Word
from octavo.engine.assist.asking.wording import wording_of
from octavo.engine.text.stems import stem
from octavo.engine.text.tokens import stopwords, words

_OPENING = 4  # letters that two forms of a word share at least
_SHARE = 0.65  # of the longer one
_SHORTEST = 3  # letters that an ending leaves
_PREFIXED = 5  # letters beyond which an Arabic word's first one may be a word of its own


class Matcher:
    """Looks words of a text up among those of a question; a set of them is a number with a bit each."""

    def __init__(self, focus: Sequence[Word], language: str | None) -> None:
        self.focus = focus
        self.language = (language or "")[:2]
        self._said = frozenset(each.word for each in focus)
        self._plain: dict[str, int] = {}  # what is the same in every language
        self._exact: dict[str, int] = {}
        self._opening: dict[str, list[tuple[str, int]]] = {}
        self._found: dict[tuple[str, str | None], int] = {}
        for at, each in enumerate(focus):
            self._exact.setdefault(base(each.word, language), at)
            if each.word in wording_of(language).single("leads"):  # who leads it is its president, its director
                self._exact.update(dict.fromkeys(wording_of(language).single("leader") - self._exact.keys(), at))
            if each.is_name or each.word[0].isdigit() or not each.word.isascii():
                self._plain.setdefault(each.word, at)
            if len(each.word) >= _OPENING and not each.is_name and not each.word[0].isdigit():
                self._opening.setdefault(each.word[:_OPENING], []).append((base(each.word, language), at))
        self.needles = tuple(_needles(each, self.language) for each in focus)
        self._weights: dict[int, float] = {}

    def find(self, token: str, language: str | None) -> int:
        """The number of the question's word that a folded word is a form of; -1: none."""
        key = (token, language)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = self._look(token, language)
        return found

    def _look(self, token: str, language: str | None) -> int:
        if token in self._plain:
            return self._plain[token]
        if token in stopwords(language) and token not in self._said:  # "their own" is not who owns it
            return -1
        if (language or self.language)[:2] != self.language:  # of another language names and figures are the same
            return -1
        trimmed = base(token, language)
        if token in self._exact:
            return self._exact[token]
        if trimmed in self._exact:
            return self._exact[trimmed]
        for other, at in self._opening.get(token[:_OPENING], ()):
            if _alike(trimmed, other):
                return at
        return -1

    def glance(self, lowered: str, among: int = -1) -> int:
        """The set of words, of those `among`, that a text in lower case seems to hold: quick, and seldom misses one
        that `find` finds."""
        held = 0
        for at, needles in enumerate(self.needles):
            if among >> at & 1:
                for needle in needles:
                    if needle in lowered:
                        held |= 1 << at
                        break
        return held

    def weight(self, held: int) -> float:
        """How much a set of words tells."""
        value = self._weights.get(held)
        if value is None:
            value = sum(word.weight for at, word in enumerate(self.focus) if held >> at & 1)
            self._weights[held] = value
        return value

    def mask(self, chosen: Iterable[bool]) -> int:
        """The set of the words for which `chosen` is true."""
        return sum(1 << at for at, yes in enumerate(chosen) if yes)


@lru_cache(maxsize=1 << 15)
def base(word: str, language: str | None) -> str:
    """A folded word without endings, under the first of the words that mean the same; rough, only to be compared."""
    code = (language or "")[:2]
    known = _forms().get(code)
    if known and (same := known.get(word)):
        return same
    trimmed = _trim(word, code)
    return known.get(trimmed, trimmed) if known else trimmed


def _trim(word: str, code: str) -> str:
    if code == "en":
        return _english(stem(word, "en"))
    word = stem(word, code)
    if code == "ar" and len(word) > _PREFIXED and word[0] in "وبلفك":  # "and", "with", "to" are written to their word
        return word[1:]
    return word


def _english(word: str) -> str:
    for endings in (("ing", "ed", "ly"), ("er", "e")):
        for ending in endings:
            if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
                word = word[: -len(ending)]
                break
    return word[:-1] if len(word) > _SHORTEST and word[-1] == word[-2] and word[-1] not in "aeiouls" else word


def _alike(one: str, other: str) -> bool:
    longer = max(len(one), len(other))
    same = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        same += 1
    return same >= _OPENING and same >= _SHARE * longer


def _needles(asked: Word, code: str) -> tuple[str, ...]:
    """What every form of a word begins with, and every word that means the same; a name as it is."""
    if asked.is_name or asked.word[0].isdigit():
        return (base(asked.word, code),)
    same = base(asked.word, code)
    alike = [form for form, plain in _forms().get(code, {}).items() if plain == same]
    found = {_trim(each, code) for each in (asked.word, *alike)}
    return tuple(sorted({each[: max(_OPENING, math.ceil(_SHARE * len(each)))] for each in found}))


@cache
def _forms() -> dict[str, dict[str, str]]:
    """Language -> form, as it stands and without endings, -> the first word of its line, trimmed."""
    lines = resources.files("octavo.engine.assist.asking").joinpath("forms.txt").read_text("utf-8").splitlines()
    found: dict[str, dict[str, str]] = {}
    for line in lines:
        code, _, listed = line.partition(":")
        if line and not line.startswith("#"):
            forms = words(listed)
            known = found.setdefault(code, {})
            same = _trim(forms[0], code)
            for form in forms:
                known.setdefault(form, same)
                known.setdefault(_trim(form, code), same)
    return found
