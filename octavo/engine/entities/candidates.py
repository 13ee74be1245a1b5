"""Where hashtags come from: names, pairs of names, the publisher's tags, phrases."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from octavo.engine.entities.lists import demonyms, light_words, listed
from octavo.engine.entities.tagging import is_junk
from octavo.engine.text.countries import country_name, country_of
from octavo.engine.text.tokens import UNSPACED, content_words, fold_name, stopwords, words

_SHORT = 1_200  # characters: a text in which a name is hardly ever said twice


@dataclass(slots=True)
class Candidate:
    spoken: str
    weight: float
    pair: bool = False  # of two names, each a topic of its own


@dataclass(frozen=True, slots=True)
class Text:
    """An article's words, each part with a space at both ends so that whole words are found."""

    heading: str
    lead: str
    body: str
    language: str


def one_name(name: str, language: str) -> str:
    code = country_of(name, language) or demonyms(language).get(name.lower())
    return (country_name(code, language) or name) if code else name


def from_names(counts: Mapping[str, int], parts: Text) -> Iterable[Candidate]:
    for name, count in list(counts.items())[:14]:
        folded = f" {fold_name(name)}" + " " * (parts.language != "ko")  # Korean joins particles to names
        alone = folded.split()
        last = f" {alone[-1]} " if alone else folded
        is_country = country_of(name, parts.language) is not None
        in_title = folded in parts.heading or (len(alone) > 1 and not is_country and last in parts.heading)
        in_title = in_title or (is_country and _mentions(parts.heading, name, parts.language))
        weight = (
            0.15 + 0.35 * in_title + 0.15 * (folded in parts.lead) + min(max(count, parts.body.count(folded)), 6) * 0.06
        )
        if count == 1 and not in_title and len(parts.body) > _SHORT:
            weight -= 0.15  # named in passing
        # Where no capital marks a name, a lone word that the text repeats may be any word.
        marked = " " in name or is_country or parts.language in UNSPACED or name[0] != name[0].lower()
        yield Candidate(name, weight if marked else weight * 0.6)


def _mentions(heading: str, country: str, language: str) -> bool:
    """Whether a heading names a country by any of its names, or its people."""
    code = country_of(country, language)
    spoken = heading.split()
    return any(
        country_of(said, language) == code or demonyms(language).get(said) == code
        for said in (*spoken, *(f"{a} {b}" for a, b in pairwise(spoken)))
    )


def from_pairs(names: Sequence[str], title: str, parts: Text) -> Iterable[Candidate]:
    """Two names of one word that the text repeats and that the title joins, or two countries in one title."""
    central = [
        name
        for name in names[:8]
        if len(folded := words(name)) == 1
        and f" {folded[0]} " in parts.heading
        and parts.body.count(f" {folded[0]} ") >= 2
        and name[0] != name[0].lower()
    ]
    for at, one in enumerate(central):
        for other in central[at + 1 :]:
            both = country_of(one, parts.language) and country_of(other, parts.language)
            either = rf"(?:{re.escape(one)}|{re.escape(other)})"
            joined = rf"\b{either}(?:\s*[-–—/]\s*|\s\w{{1,3}}\s){either}\b"
            if (both and len(central) == 2) or re.search(joined, title):
                yield Candidate(" ".join(sorted([one, other])), 0.85, pair=True)
                return


def from_keywords(keywords: Iterable[str], parts: Text) -> Iterable[Candidate]:
    split = (part.strip().lstrip("#") for keyword in keywords for part in re.split(r"[,;|،、]", keyword))
    for place, given in enumerate(part for part in split if part and not is_junk(part)):
        keyword = one_name(_CAMEL.sub(" ", given), parts.language)
        said = words(keyword)
        folded = f" {' '.join(said)} "
        spoken = all(_speaks(parts.heading, word) or _speaks(parts.body, word) for word in said)
        if not spoken and place >= 4:
            continue  # lists stuffed for search engines: what the text does not say is believed at their head only
        weight = (
            0.3 + 0.3 * (folded in parts.heading) + 0.25 * (folded in parts.body) + 0.1 * spoken - 0.02 * min(place, 8)
        )
        yield Candidate(keyword, weight)


def _speaks(text: str, word: str) -> bool:
    """Whether a text (folded, spaces at both ends) has a word, in the singular or the plural."""
    return f" {word} " in text or f" {word}s " in text or (word.endswith("s") and f" {word[:-1]} " in text)


def from_phrases(spoken: Sequence[str], names: Sequence[str], parts: Text) -> Iterable[Candidate]:
    """Pairs of content words the text repeats side by side, and single ones that title and text share."""
    if parts.language in UNSPACED:
        return
    light = _light(parts.language)
    taken = {word for name in names for word in words(name)}
    pairs = Counter(
        (a, b)
        for a, b in pairwise(spoken)
        if len(a) > 2 and len(b) > 2 and a not in light and b not in light and not (a[0].isdigit() or b[0].isdigit())
    )
    for (a, b), count in pairs.most_common(8):
        done = parts.language == "en" and a.endswith(("ed", "ing")) and f" {a} {b} " not in parts.heading
        if count >= 2 and not {a, b} & taken and not done:
            yield Candidate(f"{a} {b}", 0.1 + 0.08 * min(count, 4) + 0.3 * (f" {a} {b} " in parts.heading))
    counts = Counter(spoken)
    for word in dict.fromkeys(content_words(parts.heading, parts.language)):
        if counts[word] >= 3 and len(word) > 3 and not word[0].isdigit() and word not in taken and word not in light:
            yield Candidate(word, 0.1 + 0.06 * min(counts[word], 4))


@cache
def _light(language: str) -> frozenset[str]:
    """Words of which no phrase is made."""
    return stopwords(language) | light_words(language) | COUNTING | listed("calendar") | frozenset(demonyms(language))


COUNTING = frozenset(
    ["hundred", "thousand", "million", "billion", "trillion", "lakh", "crore", "per", "cent", "percent"]
)
_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-Z])|[_-]+")
