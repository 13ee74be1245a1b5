"""Other ways to say what a text names, as the text itself teaches them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from octavo.engine.entities.capitalised import full_names
from octavo.engine.entities.lists import listed
from octavo.engine.text.countries import country_of

_LONGEST = 6_000  # characters looked at
_MOST_WORDS = 8  # of what an acronym stands for


class Alias(NamedTuple):
    """A short way to say a name: an acronym or a surname, with what it stands for."""

    short: str
    full: str


def find_aliases(text: str, names: Mapping[str, int] | Iterable[str], language: str | None) -> tuple[Alias, ...]:
    """What a text says to be the same: "World Health Organization (WHO)", and surnames that stand alone once the full
    name (one of `names`) was given."""
    text = text[:_LONGEST]
    found = dict.fromkeys([*_acronyms(text), *_surnames(text, dict.fromkeys(names, 1), language)])
    return tuple(found)


def _acronyms(text: str) -> Iterator[Alias]:
    for match in _BRACKETED.finditer(text):
        short = match[1].removesuffix("s") if match[1][-2:-1].isupper() else match[1]
        before = _SPOKEN.findall(text[max(0, match.start() - 120) : match.start()].rpartition("\n")[2])
        if full := _meaning(short, before[-_MOST_WORDS:]):
            yield Alias(short, full)


def _meaning(short: str, before: list[str]) -> str | None:
    """The words at the end of `before` that an acronym's letters are taken from; None: it means something else."""
    for start in range(len(before) - 1, -1, -1):
        begins = before[start][0].lower() == short[0].lower()
        if begins and len(before) - start > 1 and _spells(short.lower(), before[start:]):
            return " ".join(before[start:])
    return None


def _spells(short: str, spoken: list[str]) -> bool:
    """Whether each word begins with the next letter; small words may be passed over ("of"), and a long last word may
    hold what is left ("Europäische Zentralbank (EZB)")."""
    if not spoken or not short:
        return not spoken and not short
    word = spoken[0].lower()
    if len(word) <= 3 and spoken[0].islower() and _spells(short, spoken[1:]):
        return True
    if word[0] != short[0]:
        return False
    if len(spoken) == 1 and len(word) > 7:
        inside = iter(word[1:])
        return all(letter in inside for letter in short[1:])
    return _spells(short[1:], spoken[1:])


def _surnames(text: str, names: Mapping[str, int], language: str | None) -> Iterator[Alias]:
    bodies = listed("bodies") | listed("titles")
    for last, full in full_names(dict(names)):
        first = full.split()[0].lower()
        if last.lower() in bodies or first in bodies or country_of(last, language) or country_of(full, language):
            continue
        if text.count(f" {last}") > text.count(full):
            yield Alias(last, full)


_BRACKETED = re.compile(r"[(（]\s*([^\W\d_a-zà-ÿа-яіїє]{2}[^\W_]{0,5})\s*[)）]")
_SPOKEN = re.compile(r"[^\W\d_][\w-]*")
