"""The numbers of a sentence with their places, in digits and in words, and the words that tell what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import NamedTuple

from octavo.engine.entities import locate_figures
from octavo.engine.linking.figures import spelled_numbers
from octavo.engine.text.tokens import UNSPACED

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class Number(NamedTuple):
    value: float
    unit: str  # "" where none is written
    start: int
    end: int


def numbers_in(sentence: str, language: str | None) -> list[Number]:
    """In order, none inside another; no years, clock times or ages (as `find_figures`), but numbers under ten too."""
    found: list[Number] = []
    code = (language or "")[:2]
    if code in UNSPACED or code == "ko":
        return [Number(float(hit.group()), "", *hit.span()) for hit in _PLAIN.finditer(sentence)]
    if _DIGIT.search(sentence):
        for figure, start, end in locate_figures(sentence, language=language):
            value, _, unit = figure.partition(" ")
            found.append(Number(float(value), unit, start, end))
        found += (Number(float(hit.group()), "", *hit.span()) for hit in _SMALL.finditer(sentence))
    found += (Number(value, "", start, end) for value, start, end in spelled_numbers(sentence, language))
    if pattern := _small(code):
        words, expression = pattern
        found += (Number(words[hit.group().lower()], "", *hit.span()) for hit in expression.finditer(sentence))
    found.sort(key=lambda number: (number.start, -number.end))
    kept: list[Number] = []
    for number in found:
        if not kept or number.start >= kept[-1].end:
            kept.append(number)
    return kept


def tells_of_another_time(sentence: str, language: str | None) -> bool:
    """Whether a sentence looks back: its numbers are of then."""
    return bool(_YEAR.search(sentence)) or _ago((language or "")[:2]).search(sentence) is not None


class Measures(NamedTuple):
    """What is counted of people: a pattern for each measure, and two for the words around a number."""

    of: dict[str, re.Pattern[str]]
    any_of: re.Pattern[str]
    persons: re.Pattern[str]
    part: re.Pattern[str]


@cache
def measures(language: str) -> Measures | None:
    """Of a language (two letters); None: we have no words of it."""
    listed = _listed()
    of = {
        key: _words(entries[language], language)
        for key, entries in listed.items()
        if key not in _HELPERS and language in entries
    }
    if not of:
        return None
    every = [entry for key, entries in listed.items() if key not in _HELPERS for entry in entries.get(language, [])]
    return Measures(
        of,
        _words(every, language),
        _words(listed["persons"].get(language, []), language),
        _words(listed["part"].get(language, []), language),
    )


@cache
def _ago(language: str) -> re.Pattern[str]:
    return _words(_listed()["ago"].get(language, []), language)


@cache
def _small(language: str) -> tuple[dict[str, float], re.Pattern[str]] | None:
    entries = [entry.partition("=") for entry in _listed()["small"].get(language, [])]
    if not entries:
        return None
    words = {word: float(number) for word, _, number in entries}
    return words, _words(list(words), language)


def _words(entries: list[str], language: str) -> re.Pattern[str]:
    if not entries:
        return re.compile(r"(?!)")
    if language in UNSPACED or language == "ko":
        return re.compile("|".join(map(re.escape, entries)))
    # A combining mark is no letter to `re`, and Hindi words end in them.
    ends = {True: r"[\w\u0900-\u0903\u093a-\u094f]*", False: r"(?![\w\u0900-\u0903\u093a-\u094f])"}
    parts = [re.escape(entry.rstrip("*")) + ends[entry.endswith("*")] for entry in sorted(entries, key=len)[::-1]]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})", re.IGNORECASE)


@cache
def _listed() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {}
    lines = resources.files("octavo.engine.assist.comparing").joinpath("measures.txt").read_text("utf-8").splitlines()
    for line, key in _under_heads(lines):
        language, _, entries = line.partition(":")
        found.setdefault(key, {})[language.strip()] = [entry.strip() for entry in entries.split("|")]
    return found


def _under_heads(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Each indented line with the head above it."""
    head = ""
    for line in lines:
        if line.startswith(" "):
            yield line, head
        elif line and not line.startswith("#"):
            head = line


_HELPERS = frozenset(["persons", "part", "small", "ago"])
_PLAIN = re.compile(r"(?<![\d.,:/])\d+(?![\d.,:/年月日号])")
_DIGIT = re.compile(r"\d")
_SMALL = re.compile(r"(?<![\w.,:/$€£¥₹-])\d(?![\w:/%-]|[.,]\d)")
