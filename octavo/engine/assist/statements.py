"""What a text states, sentence by sentence, in a form that two texts can be compared by."""

from __future__ import annotations

import re
import sys
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from octavo.engine.entities import find_figures, find_names
from octavo.engine.records import Sentence
from octavo.engine.text.sentences import split_sentences
from octavo.engine.text.tokens import content_of, words

_LONGEST = 8_000  # characters whose sentences are looked at; silence is judged by the whole text
_MOST = 60  # sentences
_ALIKE, _AKIN = 0.4, 0.25  # share of the shorter sentence's other words: with one shared mark, with two
_QUOTED_WORDS = 4  # a shorter quotation is a word in quotation marks


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence with its marks: figures in one writing, names and quotations as folded words."""

    sentence: Sentence
    content: frozenset[str]
    figures: frozenset[str]
    names: frozenset[str]
    quotes: frozenset[str]

    @property
    def marks(self) -> frozenset[str]:
        return self.figures | self.names | self.quotes


@dataclass(frozen=True, slots=True)
class Stated:
    """A text: its statements with marks, and what tells whether it mentions something."""

    statements: tuple[Statement, ...]
    running: str  # all words, folded, a space before, between and after them
    words: frozenset[str]
    numbers: frozenset[str]  # the significant digits of each number


# A story is told again whenever a report joins it, and most of its texts are those of the last time.
@lru_cache(maxsize=2048)
def state(text: str, language: str | None) -> Stated:
    """What a text states. Pure; the cache only saves time."""
    text = text.translate(_DIGITS)
    names = {" ".join(words(name)): None for name in find_names(text, language)}
    found = []
    for sentence in split_sentences(text[:_LONGEST], language)[:_MOST]:
        said = words(sentence.text)
        spoken = f" {' '.join(said)} "
        statement = Statement(
            sentence=sentence,
            content=frozenset(content_of(said, language)),
            # Nine sentences of ten have no digit, and the pattern of figures is a long one.
            figures=frozenset(find_figures(sentence.text, language=language) if _DIGIT.search(spoken) else ()),
            names=frozenset(name for name in names if " " in name and f" {name} " in spoken),
            quotes=frozenset(_quotes(sentence.text)),
        )
        if statement.marks:
            found.append(statement)
    return _hear(text, tuple(found))


@lru_cache(maxsize=2048)
def hear(text: str) -> Stated:
    """A text without its statements: enough for `mentions`, in a tenth of the time."""
    return _hear(text.translate(_DIGITS), ())


def _hear(text: str, statements: tuple[Statement, ...]) -> Stated:
    spoken_words = words(text)
    return Stated(
        statements=statements,
        running=f" {' '.join(spoken_words)} ",
        words=frozenset(spoken_words),
        numbers=frozenset(significant(word) for word in spoken_words if word[0].isdigit()),
    )


def say_the_same(one: Statement, other: Statement) -> bool:
    """Whether two sentences say the same: marks in common, other words too, and no figures that differ."""
    shared = one.marks & other.marks
    if not shared or (one.figures and other.figures and not one.figures & other.figures):
        return False
    spent = {word for mark in shared for word in mark.split()}
    mine, theirs = one.content - spent, other.content - spent
    shorter = min(len(mine), len(theirs))
    overlap = len(mine & theirs) / shorter if shorter else 1.0
    return overlap >= (_ALIKE if len(shared) == 1 else _AKIN)


def mentions(stated: Stated, mark: str, kind: str) -> bool:
    """Whether a text mentions a mark in any form: the digits of a "figure", a word of a "name", a part of a "quote".

    Sides with "yes": a larger number with the same digits, a namesake and a shared turn of phrase count as mentions.
    """
    if kind == "figure":
        return significant(mark.split()[0]) in stated.numbers
    if kind == "name":
        return any(word in stated.words for word in mark.split() if len(word) > 3 or not word.isascii())
    spoken = mark.split()
    return any(
        f" {' '.join(spoken[at : at + _QUOTED_WORDS])} " in stated.running
        for at in range(len(spoken) - _QUOTED_WORDS + 1)
    )


def significant(number: str) -> str:
    """The digits of a number without zeros at its ends: "31" of "310", "310.000" and "0.31"."""
    return re.sub(r"\D", "", number).strip("0")


def shown(mark: str, kind: str, sentence: str) -> str:
    """A mark as the sentence writes it, a figure with the word after it; the mark itself where it is written apart."""
    if kind == "figure":
        for found in _NUMBER.finditer(sentence.translate(_DIGITS)):
            if significant(found["number"]) == significant(mark.split()[0]):
                return sentence[found.start() : found.end()].strip()
        return mark
    # Folding changes lengths; the words are found again one after the other.
    pattern = r"\W+".join(re.escape(word) for word in mark.split())
    match = re.search(pattern, sentence, re.IGNORECASE)
    return match.group() if match else mark


def _quotes(text: str) -> list[str]:
    spoken = [words(match.group(1)) for match in _QUOTE.finditer(text)]
    return [" ".join(each) for each in spoken if len(each) >= _QUOTED_WORDS]


_DIGITS = {code: str(unicodedata.decimal(chr(code))) for code in range(128, sys.maxunicode) if chr(code).isdecimal()}
_QUOTE = re.compile(r"[\"“„«‚‘「『]([^\"“”„«»「」『』]{12,400})[\"”“»’」』]")
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"[$€£¥₹]?(?P<number>\d[\d.,]*\d|\d)(?:\s?%|[ \u00a0-][^\W\d_]{2,14})?")
