"""An article's hashtags."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from octavo.engine.entities.names import find_names
from octavo.engine.entities.tagging import is_junk, show, slug_of
from octavo.engine.records import Hashtag
from octavo.engine.text.tokens import content_words, stopwords, words

MOST, FEWEST = 6, 3
_LEAD = 600  # characters: where a report says what it is about
_LONGEST = 6_000
_ENOUGH = 0.4  # weight under which a tag is shown only to reach FEWEST


@dataclass(slots=True)
class _Candidate:
    spoken: str
    weight: float
    pair: bool = False  # of two names, each a topic of its own


def find_hashtags(
    title: str,
    text: str,
    *,
    keywords: Iterable[str] = (),
    section: str | None = None,
    language: str | None = None,
) -> tuple[Hashtag, ...]:
    """Three to six hashtags of an article, the heaviest first; fewer where the text is too short to have topics.

    From the publisher's own tags (believed where title or text speak of them), the names and the repeated phrases of
    the text, two names that the title puts together (#IndiaRussia, in alphabetical order), and the section. A tag that
    only says "news", a year, a site or a single letter is dropped. Tags of the same slug meet in one.
    """
    text = text[:_LONGEST]
    heading, lead = f" {' '.join(words(title))} ", f" {' '.join(words(text[:_LEAD]))} "
    spoken = words(text)
    body = f" {' '.join(spoken)} "
    names = find_names(text, language)
    found = [
        *_from_names(names, heading, lead, body),
        *_from_pairs(names, heading, body),
        *_from_keywords(keywords, heading, body),
        *_from_phrases(spoken, heading, names, language),
    ]
    if section and not is_junk(section):
        found.append(_Candidate(section.strip().rsplit("/", 1)[-1], 0.4))
    return _best(found, {word for word in _LETTERS.findall(text) if word.islower()}, language)


def _from_names(names: Sequence[str], heading: str, lead: str, body: str) -> Iterable[_Candidate]:
    for name in names[:12]:
        folded = f" {' '.join(words(name))} "
        said = body.count(folded)
        last = f" {folded.split()[-1]} " if folded.strip() else folded
        in_title = folded in heading or (len(folded.split()) > 1 and last in heading)
        weight = 0.15 + 0.35 * in_title + 0.15 * (folded in lead) + min(said, 6) * 0.06
        # Where no capital marks a name, a lone word that the text repeats may be any word.
        yield _Candidate(name, weight if " " in name or name[0] != name[0].lower() else weight * 0.6)


def _from_pairs(names: Sequence[str], heading: str, body: str) -> Iterable[_Candidate]:
    """Two names of one word that title and text both put at the centre."""
    central = [
        name
        for name in names[:6]
        if name[0] != name[0].lower()
        and len(folded := words(name)) == 1
        and f" {folded[0]} " in heading
        and body.count(f" {folded[0]} ") >= 2
    ]
    if len(central) == 2:
        yield _Candidate(" ".join(sorted(central)), 0.85, pair=True)


def _from_keywords(keywords: Iterable[str], heading: str, body: str) -> Iterable[_Candidate]:
    split = (part.strip().lstrip("#") for keyword in keywords for part in re.split(r"[,;|،]", keyword))
    for place, keyword in enumerate(part for part in split if part and not is_junk(part)):
        parts = words(_CAMEL.sub(" ", keyword))
        folded = f" {' '.join(parts)} "
        spoken = all(_speaks(heading, part) or _speaks(body, part) for part in parts)
        if not spoken and place >= 4:
            continue  # lists stuffed for search engines: what the text does not say is believed at their head only
        weight = 0.3 + 0.3 * (folded in heading) + 0.25 * (folded in body) + 0.1 * spoken - 0.02 * min(place, 8)
        yield _Candidate(_CAMEL.sub(" ", keyword), weight)


def _speaks(text: str, word: str) -> bool:
    """Whether a text (folded, spaces at both ends) has a word, in the singular or the plural."""
    return f" {word} " in text or f" {word}s " in text or (word.endswith("s") and f" {word[:-1]} " in text)


def _from_phrases(
    spoken: Sequence[str], heading: str, names: Sequence[str], language: str | None
) -> Iterable[_Candidate]:
    """Pairs of content words the text repeats side by side, and single ones that title and text share."""
    common = stopwords(language)
    taken = {word for name in names for word in words(name)}
    pairs = Counter(
        (a, b)
        for a, b in pairwise(spoken)
        if len(a) > 2 and len(b) > 2 and a not in common and b not in common and not (a[0].isdigit() or b[0].isdigit())
    )
    for (a, b), count in pairs.most_common(8):
        if count >= 2 and not {a, b} & (taken | _COUNTING):
            yield _Candidate(f"{a} {b}", 0.1 + 0.08 * min(count, 4) + 0.3 * (f" {a} {b} " in heading))
    counts = Counter(content_words(" ".join(spoken), language))
    for word in content_words(heading, language):
        if counts[word] >= 2 and len(word) > 3 and not word[0].isdigit() and word not in taken:
            yield _Candidate(word, 0.1 + 0.06 * min(counts[word], 4))


def _best(found: Sequence[_Candidate], small: set[str], language: str | None) -> tuple[Hashtag, ...]:
    merged: dict[str, _Candidate] = {}
    for candidate in sorted(found, key=lambda each: -each.weight):
        slug = slug_of(candidate.spoken, small, language)
        if not slug or is_junk(candidate.spoken):
            continue
        known = merged.setdefault(slug, candidate)
        if known is not candidate:  # two sources agree
            known.weight += candidate.weight / 4
            known.pair |= candidate.pair
    kept: dict[str, _Candidate] = {}
    for slug, candidate in sorted(merged.items(), key=lambda each: (-each[1].weight, each[0])):
        if len(kept) == MOST or (candidate.weight < _ENOUGH and len(kept) >= FEWEST):
            break
        # A lone word says no more than a tag that ends with it ("budget", "union budget"), unless that is a pair.
        if "-" in slug or not any(said.endswith(f"-{slug}") for said, other in kept.items() if not other.pair):
            kept[slug] = candidate
    return tuple(
        Hashtag(slug=slug, name=show(each.spoken), weight=round(min(each.weight, 1.0), 3))
        for slug, each in kept.items()
    )


_COUNTING = frozenset(
    ["hundred", "thousand", "million", "billion", "trillion", "lakh", "crore", "per", "cent", "percent"]
)
_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-Z])|[_-]+")
_LETTERS = re.compile(r"[^\W\d_]+")
