"""What people write around articles, in many languages: the folder `phrases`, a file a language.

A file holds sections (`[whole]`, `[start]`, …; told in `phrases/README.md`) of phrases parted by "|" or by lines. Case,
punctuation (but for a colon, which tells "Watch:" from "Watch") and the many ways to write one letter do not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib import resources


def fold(text: str) -> str:
    """The words of a text, lower case, parted by single spaces."""
    return _fold_once(text) if len(text) < _LONG else _fold(text)


def _fold(text: str) -> str:
    text = text.lower()
    if not text.isascii():
        for mark in _COMMON:
            text = text.replace(mark, " ")
    if text.isascii():
        if ":" in text:
            text = text.replace(":", " : ")
        return " ".join(text.translate(_ASCII).split())
    if _VARIED.search(text):
        text = text.translate(_PLAIN)
    return " ".join(_WORDS.findall(text))


_LONG = 2_000  # characters: longer texts are not remembered
_fold_once = lru_cache(maxsize=4096)(_fold)  # a block is asked about several times, one after the other


class Phrases:
    """The phrases of some sections, ready to be looked for in folded texts."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self.whole: set[str] = set()
        self._starts: dict[str, tuple[str, ...]] = {}  # by their first letters
        self._by_word: dict[str, tuple[str, ...]] = {}  # by one word that they hold
        self._wide: tuple[str, ...] = ()
        for phrase in phrases:
            if folded := fold(phrase):
                self._add(folded, open_end=phrase.endswith("*"))

    def _add(self, phrase: str, *, open_end: bool) -> None:
        self.whole.add(phrase)
        if _WIDE.search(phrase):
            self._wide += (phrase,)
            return
        start = phrase if open_end else f"{phrase} "
        self._starts[start[:_KEY]] = (*self._starts.get(start[:_KEY], ()), start)
        words = phrase.split()
        word = max(words[:-1] if open_end and len(words) > 1 else words, key=len)
        self._by_word[word] = (*self._by_word.get(word, ()), f" {start}")

    def begin(self, folded: str) -> bool:
        """One of them stands at its beginning."""
        padded = f"{folded} "
        starts = self._starts.get(padded[:_KEY])
        if starts is not None and padded.startswith(starts):
            return True
        return not folded.isascii() and folded.startswith(self._wide)

    def within(self, folded: str) -> bool:
        """One of them stands in it, as whole words."""
        words = folded.split()
        if not self._by_word.keys().isdisjoint(words):
            padded = f" {folded} "
            hits = self._by_word.keys() & words
            if any(phrase in padded for word in hits for phrase in self._by_word[word]):
                return True
        if folded.isascii() or not _WIDE.search(folded):
            return False
        return any(phrase in folded for phrase in self._wide)


@cache
def phrases(*sections: str) -> Phrases:
    """The phrases of these sections in all languages."""
    return Phrases(phrase for name in sections for phrase in listed(name))


@cache
def listed(section: str) -> tuple[str, ...]:
    """The phrases of a section as written, all languages."""
    return tuple(sorted({phrase for language in _languages() for phrase in language.get(section, ())}))


@cache
def choices(section: str) -> str:
    """The phrases of a section as one choice of a regular expression over lower-case text, the longest first."""
    return "|".join(re.escape(phrase) for phrase in sorted(listed(section), key=len, reverse=True))


@cache
def _languages() -> tuple[dict[str, list[str]], ...]:
    folder = resources.files("octavo.engine.extraction").joinpath("phrases")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".txt")), key=lambda file: file.name)
    return tuple(_read(file.read_text("utf-8")) for file in files)


def _read(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    section = ""
    for line in text.splitlines():
        if line.startswith("["):
            section = line.strip("[] ")
        elif line and not line.startswith("#"):
            found.setdefault(section, []).extend(filter(None, (phrase.strip() for phrase in line.split("|"))))
    return found


_KEY = 4  # letters: no phrase of scripts that part words is shorter
# Letters written in more than one way: Arabic alef and vowel signs, the dot under Hindi consonants, the dotted i.
_PLAIN = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ـ": None, "\u093c": None, "\u0307": None, "ё": "е", "：": ":"}
    | dict.fromkeys(map(chr, range(0x064B, 0x0653)))
    | dict(zip("\u0958\u0959\u095a\u095b\u095c\u095d\u095e", "कखगजडढफ", strict=True))
)
_VARIED = re.compile("[\u0307\u0451\u0622-\u0625\u0640\u0649\u064b-\u0652\u093c\u0958-\u095e：]")
_COMMON = "’‘“”–—…\xa0"
_ASCII = dict.fromkeys(map(ord, "!\"#$%&'()*+,-./;<=>?@[\\]^_`{|}~"), " ")
_WORDS = re.compile(
    r"[^\s!-/;-@\[-`{-~:\u00a0-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u060c\u061b\u061f\u0964\u0965"
    r"\u06d4\u2000-\u206f\u2190-\u2bff\u3000-\u3003\u3008-\u3020\u30fb\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\ufe0f"
    r"\U0001f000-\U0001faff]+|:"
)
_WIDE = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")  # scripts that do not part words
