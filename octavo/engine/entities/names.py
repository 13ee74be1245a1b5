"""The names a text is about."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from importlib import resources
from itertools import pairwise

from octavo.engine.text.tokens import content_words, stopwords, words

_MOST = 20
_LONGEST = 6_000  # characters looked at


def find_names(text: str, language: str | None) -> tuple[str, ...]:
    """Names of people, places, bodies and things, the most mentioned first (then in order of appearance), at most 20.

    Scripts with capitals: runs of capitalised words, a lone surname counted with the full name it belongs to. German,
    where every noun has a capital: runs of two and more, and single words that never follow an article. Scripts without
    capitals: words and pairs of words that the text repeats, which is where its names are.
    """
    text = _LABEL_LINE.sub("\n", _DATELINE.sub("", text[:_LONGEST]))
    language = (language or "")[:2]
    cased = len(_UPPER.findall(text))
    if cased * 200 < len(text):  # less than one capital in 200 characters: a script without them
        return _repeated(text, language)
    counts = _capitalised(text, language)
    return tuple(name for name, _ in _folded_together(counts).most_common(_MOST))


def _capitalised(text: str, language: str) -> Counter[str]:
    common = stopwords(language)
    small = {word for word in _SMALL.findall(text) if word.islower()}
    inside = set(_INSIDE.findall(text))
    counts: Counter[str] = Counter()
    for match in _RUN.finditer(text):
        before = text[max(0, match.start() - 12) : match.start()]
        begins = _BEGINS.search(before[-4:]) is not None
        # "California's Death Valley" names two things; the latter is meant.
        spoken = _POSSESSIVE_INSIDE.split(match.group())[-1].split()
        if begins and (spoken[0].lower() in common or spoken[0].lower() in small):
            spoken = spoken[1:]
        spoken = _bare(spoken, common)
        if (
            len(spoken) == 1
            and (
                len(spoken[0]) < 2
                or spoken[0].lower() in small
                # At the beginning of a sentence any word has a capital: it must prove itself elsewhere.
                or (begins and not spoken[0].isupper() and spoken[0] not in inside)
                or (text[match.end() : match.end() + 1] == "." and len(spoken[0]) <= 4 and not spoken[0].isupper())
                or (language == "de" and (_GERMAN_ARTICLE.search(before) or text.count(spoken[0]) < 2))
            )
        ):
            continue
        if spoken:
            counts[" ".join(spoken)] += 1
    return counts


def _bare(spoken: list[str], common: frozenset[str]) -> list[str]:
    """Without titles and grammar words before the name, and connectors after it."""
    titles = _titles()
    while spoken and (spoken[0].lower().strip(".") in titles or spoken[0].lower() in common):
        spoken = spoken[1:]
    while spoken and (spoken[-1].islower() or spoken[-1].lower() in titles):
        spoken = spoken[:-1]
    return [_POSSESSIVE.sub("", word).strip("-’'") if word == spoken[-1] else word for word in spoken]


def _folded_together(counts: Counter[str]) -> Counter[str]:
    """A surname, or a short form that is part of exactly one longer name, counts for the longer name."""
    whole: Counter[str] = Counter()
    longer = [name for name in counts if " " in name]
    for name, count in counts.items():
        hosts = {host for host in longer if host != name and f" {name} " in f" {host} "}
        ends = [host for host in hosts if host.endswith(f" {name}")]
        host = next(iter(hosts)) if len(hosts) == 1 else ends[0] if len(ends) == 1 else name
        # A place inside the name of a body ("Bank of India") is still a place of its own.
        whole[host if counts[name] <= 12 * counts[host] and host.endswith(name) and " of " not in host else name] += (
            count
        )
    return whole


def _repeated(text: str, language: str) -> tuple[str, ...]:
    common = stopwords(language)
    spoken = words(text)
    singles = Counter(word for word in content_words(text, language) if len(word) > 2 and not word[0].isdigit())
    pairs = Counter(
        f"{a} {b}" for a, b in pairwise(spoken) if a in singles and b in singles and a != b and not {a, b} & common
    )
    found: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    for pair, count in pairs.items():
        if count >= 2:
            found[pair] = count + 1  # of equally frequent ones the longer says more
            for word in pair.split():
                inside[word] = max(inside[word], count)
    for word, count in singles.items():
        if count >= 3 and inside[word] * 2 < count:
            found[word] = count
    return tuple(name for name, _ in found.most_common(_MOST))


@cache
def _titles() -> frozenset[str]:
    lines = resources.files("octavo.engine.entities").joinpath("titles.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶĻŁĽŃŅŇŌŐŘŚŞŠŢŤŪŮŰŹŻŽА-ЯЁЂ-ЏҐІЇЄΑ-Ω]"
_UPPER = re.compile(_CAPITAL)
_WORD = rf"(?:(?:{_CAPITAL}\.){{2,}}|{_CAPITAL}[\w’'-]*\w|{_CAPITAL}\.?|al-{_CAPITAL}\w+)"
_LINK = r"(?:of the|of|de la|de los|de|del|da|do|dos|du|des|la|le|van der|van|von|bin|ibn|al|el|y|i)"
_RUN = re.compile(rf"(?<![\w’'-]){_WORD}(?:[  ](?:{_LINK}[  ])?{_WORD}){{0,5}}")
_SMALL = re.compile(r"(?<![\w-])[^\W\d_]\w*(?=\W)")
_BEGINS = re.compile(r"(?:^|[.!?…:\n—–-]\s*[\"'“«„(]*|[\"“«„(])\s*$")
_INSIDE = re.compile(rf"(?<=[\w,;:’'\"“»)-] )({_CAPITAL}[\w-]+)")
# "NORSUND (Signal Wire) - ": where and by whom it was written, not what it is about.
_DATELINE = re.compile(r"\A\s*[^\n.()]{2,60}\([^()\n]{2,40}\)\s*[-–—:]")
# A line of a few words without a stop is a byline, a label or a heading.
_LABEL_LINE = re.compile(r"^[^\n.!?।؟。]{1,40}$\n?", re.MULTILINE)
_POSSESSIVE_INSIDE = re.compile(r"(?:['’]s|s['’])\s")
_POSSESSIVE = re.compile(r"['’]s?$")
_GERMAN_ARTICLE = re.compile(
    r"\b(?:de[rsmn]|die|das|eine?[rsmn]?|im|am|zu[mr]|vom|beim|keine?[rsmn]?|ihre?[rsmn]?|seine?[rsmn]?|diese?[rsmn]?|\w+e[rsmn]?)\s$",
    re.IGNORECASE,
)
