"""An article's hashtags."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from octavo.engine.entities.aliases import Alias, find_aliases
from octavo.engine.entities.candidates import (
    COUNTING,
    Candidate,
    Text,
    from_keywords,
    from_names,
    from_pairs,
    from_phrases,
    one_name,
)
from octavo.engine.entities.lists import light_words, listed
from octavo.engine.entities.names import count_names, without_furniture
from octavo.engine.entities.tagging import is_junk, show, slug_of
from octavo.engine.records import Hashtag
from octavo.engine.text.tokens import fold_name, words

MOST, FEWEST = 6, 3
_LEAD = 600  # characters: where a report says what it is about
_LONGEST = 4_500  # what a report is about it says before
_ENOUGH = 0.4  # weight under which a tag is shown only to reach FEWEST,
_LEAST = 0.25  # and under which it is never shown


class Tags(NamedTuple):
    """An article's hashtags, and what its text says to be one (see `aliases`)."""

    hashtags: tuple[Hashtag, ...]
    aliases: tuple[Alias, ...]


def find_hashtags(title: str, text: str, **facts: Any) -> tuple[Hashtag, ...]:
    """The hashtags of `tags_and_aliases`."""
    return tags_and_aliases(title, text, **facts).hashtags


def tags_and_aliases(
    title: str,
    text: str,
    *,
    keywords: Iterable[str] = (),
    section: str | None = None,
    language: str | None = None,
    publisher: str | None = None,
    authors: Iterable[str] = (),
) -> Tags:
    """Three to six hashtags of an article, the heaviest first; fewer where the text is too short to have topics.

    From the publisher's own tags (believed where title or text speak of them), the names and the repeated phrases of
    the text, two names that the title puts together (#IndiaRussia, in alphabetical order), and the section. Days,
    agencies, the publisher's own name, its authors and what only says "news" are no topics. A country has one name, a
    people counts for its country, an acronym for what the text says it stands for. Tags of one slug meet.
    """
    language = (language or "")[:2]
    title = _without_outlet(title, publisher)
    text = without_furniture(text[:_LONGEST])
    counts = count_names(text, language, title=title)
    aliases = find_aliases(text, counts, language)
    counts = _meant(counts, aliases, language)
    spoken = words(text)
    parts = Text(f" {' '.join(words(title))} ", f" {' '.join(words(text[:_LEAD]))} ", f" {' '.join(spoken)} ", language)
    found = [
        *from_names(counts, parts),
        *from_pairs(list(counts), title, parts),
        *from_keywords(keywords, parts),
        *from_phrases(spoken, list(counts), parts),
    ]
    if section and not is_junk(section):
        found.append(Candidate(re.split(r"\s*[/>|]\s*", section.strip())[-1], _ENOUGH))
    banned = {fold_name(name) for name in (publisher or "", *authors) if name}
    kept = [each for each in found if _is_topic(each.spoken, parts, banned)]
    best = _best(kept, {word for word in _LETTERS.findall(text) if word.islower()}, language)
    return Tags(best, tuple(alias for alias in aliases if not is_junk(alias.full)))


def _without_outlet(title: str, publisher: str | None) -> str:
    """A headline without the outlet at its end: "Rain ahead | CNN"."""
    head, sign, tail = title.rpartition(" | ")
    if not sign:
        head, sign, tail = title.rpartition(" - ")
    is_outlet = tail.lower() in listed("outlets") or (publisher and fold_name(tail) == fold_name(publisher))
    return head if sign and len(tail) < 40 and (is_outlet or sign == " | ") else title


def _meant(counts: Mapping[str, int], aliases: Iterable[Alias], language: str) -> dict[str, int]:
    """The names with acronyms counted for what the text says they stand for, and peoples for their countries."""
    means = {alias.short: alias.full for alias in aliases}
    merged: Counter[str] = Counter()
    for name, count in counts.items():
        merged[one_name(means.get(name, name), language)] += count
    return dict(merged.most_common())


def _is_topic(spoken: str, parts: Text, banned: set[str]) -> bool:
    """No junk; no light word alone; no outlet, author or agency, unless the headline is about it."""
    folded = fold_name(spoken)
    if not folded:
        return False
    if folded in banned or folded in listed("outlets"):
        return f" {folded} " in parts.heading
    light = light_words(parts.language)
    return not is_junk(spoken) and not all(word in light or word in COUNTING for word in folded.split())


def _best(found: Sequence[Candidate], small: set[str], language: str) -> tuple[Hashtag, ...]:
    merged: dict[str, Candidate] = {}
    for candidate in sorted(found, key=lambda each: -each.weight):
        slug = slug_of(candidate.spoken, small, language)
        if not slug:
            continue
        known = merged.setdefault(slug, candidate)
        if known is not candidate:  # two sources agree
            known.weight += candidate.weight / 4
            known.pair |= candidate.pair
    kept: dict[str, Candidate] = {}
    for slug, candidate in sorted(merged.items(), key=lambda each: (-each[1].weight, each[0])):
        if len(kept) == MOST or (candidate.weight < _ENOUGH and len(kept) >= FEWEST) or candidate.weight < _LEAST:
            break
        if candidate.pair or not any(_is_part(slug, said) for said, other in kept.items() if not other.pair):
            kept[slug] = candidate
    return tuple(
        Hashtag(slug=slug, name=show(each.spoken), weight=round(min(each.weight, 1.0), 3))
        for slug, each in kept.items()
    )


def _is_part(slug: str, other: str) -> bool:
    """A tag whose words all stand in a heavier one, or the other way round, says nothing of its own."""
    one, two = set(slug.split("-")), set(other.split("-"))
    return one <= two or two <= one


_LETTERS = re.compile(r"[^\W\d_]+")
