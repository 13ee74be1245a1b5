"""Where sentences end."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from octavo.engine.records import Sentence
from octavo.engine.text.tokens import stopwords


def split_sentences(text: str, language: str | None = None) -> tuple[Sentence, ...]:
    """The sentences of `text` in order, with offsets: `text[s.start:s.end] == s.text`, no space at either end.

    A sentence never crosses a blank line, nor the end of a line unless the next one goes on in lower case.
    Knows abbreviations, initials, decimals, ordinals, closing quotes, the danda, Arabic and CJK stops.
    """
    code = (language or "en")[:2].lower()
    found: list[Sentence] = []
    for paragraph in _PARAGRAPH.finditer(text):
        start = paragraph.start()
        for stop in _STOP.finditer(text, paragraph.start(), paragraph.end()):
            if stop.end() > start and _ends(text, stop, paragraph.end(), code):
                _add(found, text, start, stop.end())
                start = stop.end()
        _add(found, text, start, paragraph.end())
    return tuple(found)


def _add(found: list[Sentence], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        start += piece.index(stripped)
        found.append(Sentence(start=start, end=start + len(stripped), text=stripped))


def _ends(text: str, stop: re.Match[str], limit: int, language: str) -> bool:
    """Whether a sentence ends at this stop or line break."""
    mark = stop.group("mark")
    following = _NEXT.match(text, stop.end(), limit)
    if following is None or following.end() == limit:  # the paragraph ends here
        return False
    first = text[following.end()]
    if mark is None:  # a line break
        return not first.islower()
    if mark[-1] in _FULL_STOPS:
        return not ("ぁ" <= first <= "ん" and stop.group()[-1] in "」』")  # 「…。」と goes on
    if following.end() == stop.end() or first.islower():  # "3.5", "example.org", "“Why?” she asked"
        return False
    return mark != "." or not _is_abbreviation(text, stop.start(), following.end(), first, language)


def _is_abbreviation(text: str, dot: int, then: int, first: str, language: str) -> bool:
    before = _LAST_WORD.search(text, max(0, dot - 24), dot)
    word = before.group() if before else ""
    if word.isdigit():  # "am 3. März": an ordinal, if short; "in 2024." is an end
        return language in _ORDINAL_LANGUAGES and len(word) <= 2 and first.isalpha()
    lowered = word.lower().lstrip("(\"'“«")
    if lowered in _abbreviations(language):
        return True
    if not (_is_initials(word) or lowered in _abbreviations("-")):
        return False
    # "U.S.", "Inc.", "a.m." and initials end a sentence only where a grammar word begins the next.
    starter = _LAST_WORD_AHEAD.match(text, then)
    return starter is None or starter.group().lower() not in stopwords(language)


def _is_initials(word: str) -> bool:
    return (len(word) == 1 and word.isalpha() and word.isupper()) or bool(_DOTTED.fullmatch(word))


@cache
def _abbreviations(language: str) -> frozenset[str]:
    lines = resources.files("octavo.engine.text").joinpath("abbreviations.txt").read_text("utf-8").splitlines()
    split = dict(line.split(":", 1) for line in lines if line and not line.startswith("#"))
    return frozenset(split.get(language, "").split())


_FULL_STOPS = "。！？｡।॥؟۔։።"  # these end a sentence whatever follows
_ORDINAL_LANGUAGES = frozenset(
    {"de", "da", "nb", "no", "fi", "cs", "sk", "pl", "hu", "hr", "sl", "sr", "et", "lv", "is"}
)
_PARAGRAPH = re.compile(r"\S(?:.|\n(?!\s*\n))*")
_STOP = re.compile(rf"(?P<mark>\.{{2,}}|…|[.!?{_FULL_STOPS}]+)[\"'”’»)\]」』›]*(?:\s»)?|\n")
_NEXT = re.compile(r"\s*[\"'“‘«„(\[「『‹¿¡–—-]*\s*")
_LAST_WORD = re.compile(r"[^\s,;:/–—]+\Z")
_LAST_WORD_AHEAD = re.compile(r"[^\W\d_]+")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,3}\.)+[^\W\d_]{1,3}")
