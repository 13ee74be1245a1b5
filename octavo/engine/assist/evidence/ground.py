"""The passages that a sentence cites, read together, and how its words meet theirs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt

from octavo.engine.assist.evidence.dates import Day, days, resolve
from octavo.engine.assist.evidence.lexicon import Lexicon
from octavo.engine.assist.evidence.numbers import Quantity, quantities
from octavo.engine.assist.evidence.reading import Reading, Token, read
from octavo.engine.assist.evidence.stems import root
from octavo.engine.assist.evidence.verdict import Passage
from octavo.engine.embedding import embed
from octavo.engine.entities.lists import demonyms
from octavo.engine.text.countries import country_of

NEAR = 0.5  # cosine of two static word vectors from which words may mean the same
_PREFIX = 4


@dataclass(eq=False)
class Ground:
    """Passages as read. `links` keeps how roots of sentences met the roots here."""

    passages: tuple[Passage, ...]
    readings: tuple[Reading, ...]
    lexicon: Lexicon
    _links: dict[str, Link] = field(default_factory=dict)

    @cached_property
    def roots(self) -> dict[str, list[tuple[int, Token]]]:
        found: dict[str, list[tuple[int, Token]]] = {}
        for number, reading in enumerate(self.readings):
            for token in reading.tokens:
                found.setdefault(token.root, []).append((number, token))
        return found

    @cached_property
    def denying(self) -> frozenset[str]:
        """The roots of verbs that deny."""
        return frozenset(token.root for reading in self.readings for token in reading.tokens if token.has("deny"))

    @cached_property
    def folds(self) -> frozenset[str]:
        return frozenset().union(*(reading.folds for reading in self.readings))

    @cached_property
    def same(self) -> dict[int, str]:
        """Group of one meaning -> a root of it that stands here."""
        return {group: each for each in (*self.roots, *self.pairs) for group in self.lexicon.same.get(each, ())}

    @cached_property
    def pairs(self) -> frozenset[str]:
        return frozenset().union(*(reading.pairs for reading in self.readings))

    @cached_property
    def sides(self) -> dict[int, dict[int, str]]:
        """Group of opposites -> side -> a root of it that stands here."""
        found: dict[int, dict[int, str]] = {}
        for each in (*self.roots, *self.pairs):
            for group, side in self.lexicon.opposite.get(each, {}).items():
                found.setdefault(group, {})[side] = each
        return found

    @cached_property
    def kinds(self) -> dict[int, str]:
        return {group: each for each in self.roots for group in self.lexicon.kinds.get(each, ())}

    @cached_property
    def quantities(self) -> list[tuple[Reading, Quantity]]:
        return [(reading, each) for reading in self.readings for each in quantities(reading)]

    @cached_property
    def days(self) -> list[tuple[Reading, Day]]:
        return [
            (reading, day)
            for reading, passage in zip(self.readings, self.passages, strict=True)
            for day in resolve(days(reading), passage.at)
        ]

    @cached_property
    def countries(self) -> frozenset[str]:
        return frozenset(
            code for reading in self.readings for code in countries_in(reading.tokens, self.lexicon.language)
        )

    @cached_property
    def outer(self) -> tuple[Reading, ...]:
        """What stands around the passages, read: only resolves."""
        return tuple(read(passage.around[:6000], self.lexicon.language) for passage in self.passages if passage.around)

    @cached_property
    def vectors(self) -> tuple[list[str], npt.NDArray[np.float32]]:
        """The distinct content words here with their vectors."""
        folds = list(
            dict.fromkeys(
                token.fold
                for reading in self.readings
                for token in reading.content
                if not token.number and not token.name
            )
        )
        return folds, np.stack([vector(each) for each in folds]) if folds else np.zeros((0, 256), dtype=np.float32)

    def link(self, token: Token) -> Link:
        """How a content word of a sentence meets the words here."""
        known = self._links.get(token.fold)
        if known is None:
            known = self._links[token.fold] = _link(token, self)
        return known


@dataclass(frozen=True, slots=True)
class Link:
    """`to`: the root that a word meets ("": none). `how`: same, synonym, form, near, opposite, kind or none."""

    to: str
    how: str
    weight: float


def _link(token: Token, ground: Ground) -> Link:
    stem, lexicon = token.root, ground.lexicon
    if stem in ground.roots or token.fold in ground.folds:
        return Link(stem, "same", 1.0)
    for group in lexicon.same.get(stem, ()):
        if group in ground.same and not token.has("say"):
            return Link(ground.same[group], "synonym", 1.0)
    for group in lexicon.kinds.get(stem, ()):
        if group in ground.kinds:
            return Link(ground.kinds[group], "kind", 0.0)
    opposite = _opposite(token, ground)
    if opposite:
        return Link(opposite, "opposite", 0.0)
    for group, side in lexicon.opposite.get(stem, {}).items():
        if side in ground.sides.get(group, ()):
            return Link(ground.sides[group][side], "synonym", 1.0)
    for group in lexicon.same.get(stem, ()):
        if group in ground.same:
            return Link(ground.same[group], "synonym", 1.0)
    for group in lexicon.kinds.get(stem, ()):
        if group in ground.kinds:
            return Link(ground.kinds[group], "kind", 0.0)
    found = _form(stem, ground.roots, lexicon.language)
    if found:
        return Link(found, "form", 0.9)
    return _near(token, ground)


def _opposite(token: Token, ground: Ground) -> str:
    """The root of a word's opposite where the passages have that, and nothing of the word's own side."""
    lexicon = ground.lexicon
    for group, side in lexicon.opposite.get(token.root, {}).items():
        sides = ground.sides.get(group, {})
        if 1 - side in sides and side not in sides:
            return sides[1 - side]
    for negative in _NEGATIVES.get(lexicon.language, ()):
        rest = token.fold.removeprefix(negative)
        if rest != token.fold and len(rest) >= 4 and rest in ground.folds:
            return root(rest, lexicon)
        if len(token.fold) >= 4 and negative + token.fold in ground.folds:
            return root(negative + token.fold, lexicon)
    return ""


def _form(stem: str, roots: Iterable[str], language: str) -> str:
    """A root that is the same word in another form: one begins with the other, or they share most of their letters."""
    if len(stem) < _PREFIX:
        return ""
    if language == "ar":
        bare = _ARABIC.sub("", stem)
        found = next((other for other in roots if len(bare) > 2 and _ARABIC.sub("", other) == bare), "")
        if found:
            return found
    head = stem[: _PREFIX if language != "hi" else 3]
    for other in roots:
        if not other.startswith(head) or len(other) < _PREFIX:
            continue
        shorter, longer = sorted((stem, other), key=len)
        if longer.startswith(shorter) and len(longer) - len(shorter) <= 4 and len(shorter) >= 4:
            return other
        if language not in ("en", "hi", "ar"):
            shared = next((at for at, (a, b) in enumerate(zip(stem, other, strict=False)) if a != b), len(shorter))
            if shared >= max(5, 0.63 * len(longer)):
                return other
    return ""


def _near(token: Token, ground: Ground) -> Link:
    if not token.fold.isalpha() or ground.lexicon.language not in _EMBEDDED or token.name:
        return Link("", "none", 0.0)
    folds, vectors = ground.vectors
    if not folds:
        return Link("", "none", 0.0)
    alike = vectors @ vector(token.fold)
    best = int(alike.argmax())
    if alike[best] < NEAR:
        return Link("", "none", 0.0)
    return Link(read(folds[best], ground.lexicon.language).tokens[0].root, "near", float(alike[best]))


@lru_cache(maxsize=1 << 15)
def vector(word: str) -> npt.NDArray[np.float32]:
    """The static vector of a word, of unit length."""
    row: npt.NDArray[np.float32] = embed([word])[0]
    return row


@lru_cache(maxsize=2048)
def ground_of(passages: tuple[Passage, ...], language: str | None) -> Ground:
    """Passages read in a language. Pure; the cache only saves time."""
    readings = tuple(read(passage.text, language) for passage in passages)
    return Ground(passages, readings, readings[0].lexicon)


def countries_in(tokens: Iterable[Token], language: str) -> set[str]:
    """The countries that names or words for their people name."""
    found = set()
    for token in tokens:
        if token.capital or not token.text.isascii():
            code = country_of(token.text, language) or demonyms(language).get(token.text.lower())
            if code:
                found.add(code)
    return found


_ARABIC = re.compile("^(?:س?[يتن]|ال)(?=.{3})")  # signs of person and future before a verb, the article
_EMBEDDED = frozenset(["en", "fr", "de", "es", "pt", "it", "nl"])
_NEGATIVES = {
    "en": ("un", "in", "im", "il", "ir", "dis", "non"),
    "de": ("un",),
    "fr": ("in", "im"),
    "es": ("in", "des"),
    "pt": ("in", "des"),
    "ru": ("не",),
}
