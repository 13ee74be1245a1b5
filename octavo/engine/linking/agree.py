"""In what two outlines of different languages agree: which names sound alike, which figures are equal."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from octavo.engine.linking.figures import split_figure
from octavo.engine.linking.outline import Outline
from octavo.engine.linking.sounds import consonants, keys_of, letters_of, likeness

_ALIKE = 0.74  # from this likeness on two words are one name
_USUAL = 4  # stories of one event, in as many languages and parts
_COMMON = 0.12  # what a word weighs that names nothing in particular


@dataclass(frozen=True, slots=True, kw_only=True)
class SameName:
    """A name in both outlines, as each writes it. `weight`: how much it says, about 1 for a telling one; `sure`: both
    sides' writing says that it is a name."""

    ours: str
    theirs: str
    weight: float
    sure: bool


def same_names(ours: Outline, theirs: Outline, rare: Mapping[str, float] | None = None) -> list[SameName]:
    """The names that sound alike, the most telling first; each word counts once.

    Where only one side has capitals its names are looked for among the words of the other; where neither has, words
    that both repeat are compared, and weigh less. `rare` tells how rare a key is, 0 to 1 (1 where it says nothing).
    """
    pairs: list[tuple[float, str, str, bool]] = []
    index = _index(theirs)
    for word, weight, sure in _words(ours):
        best = _best(word, sure, theirs, index)
        if best is None:
            continue
        other, other_sure, alike = best
        telling = _telling(word, other) * (2 * alike - 1) * math.sqrt(weight * _weight(theirs, other))
        telling *= 1.0 if sure and other_sure else 0.75 if sure or other_sure else 0.4
        telling *= min((rare or {}).get(key, 1.0) for key in keys_of(word)) if rare else 1.0
        pairs.append((telling, word, other, sure and other_sure))
    pairs.sort(key=lambda pair: (-pair[0], pair[1], pair[2]))
    taken: set[str] = set()
    found: list[SameName] = []
    for telling, word, other, both_sure in pairs:
        if other not in taken and word.casefold() not in taken:
            taken |= {other, word.casefold()}
            found.append(SameName(ours=word, theirs=other, weight=telling, sure=both_sure))
    return found


def same_figures(ours: Outline, theirs: Outline) -> dict[str, float]:
    """The figures both give -> how much each says: more digits and a unit say more. A missing unit is forgiven.

    Two texts full of small numbers share some by chance: so many are expected and count for nothing.
    """
    by_number: dict[float, list[str]] = defaultdict(list)
    for figure in theirs.figures:
        by_number[split_figure(figure)[0]].append(figure)
    found: dict[str, float] = {}
    for figure, weight in ours.figures.items():
        number, unit = split_figure(figure)
        fitting = [one for one in by_number.get(number, ()) if _fits(unit, split_figure(one)[1])]
        if fitting:
            exact = any(split_figure(one)[1] == unit for one in fitting)
            other = max(theirs.figures[one] for one in fitting)
            found[figure] = information(number, unit if exact else "") * math.sqrt(weight * other)
    small = [figure for figure in found if _is_small(figure)]
    by_chance = sum(map(_is_small, ours.figures)) * sum(map(_is_small, theirs.figures)) / 90
    for figure in small:
        found[figure] *= max(0.0, 1.0 - by_chance / len(small))
    return found


def information(number: float, unit: str) -> float:
    """How much it says that two texts give the same number: little for 12, much for 31.4 billion crowns."""
    digits = re.sub(r"^0+", "", f"{number:.6f}".rstrip("0").replace(".", "")) if number % 1 else f"{number:.0f}"
    digits = digits.strip("0")
    said = {0: 0.1, 1: 0.25, 2: 0.5, 3: 0.9}.get(len(digits), 1.2)
    if number in _ROUND:
        said = 0.15
    return said + (0.2 if unit else 0.0) + (0.15 if number >= 1e5 else 0.0)


def shared(ours: Mapping[str, float], theirs: Mapping[str, float]) -> dict[str, float]:
    """What both hold -> its weight on both sides, as a geometric mean."""
    return {key: math.sqrt(weight * theirs[key]) for key, weight in ours.items() if key in theirs}


def name_mass(outline: Outline, words: Iterable[str]) -> float:
    """How much some of the surely named words of an outline say together."""
    return sum(_telling(word, word) * outline.names[word] for word in words)


def figure_mass(outline: Outline) -> float:
    """How much the figures of an outline say together."""
    return sum(information(*split_figure(figure)) * weight for figure, weight in outline.figures.items())


def rareness(count: int) -> float:
    """How much a name still says that so many stories of these days hold, 0 to 1."""
    return 1 / (1 + math.log(max(count / _USUAL, 1.0)))


def _words(outline: Outline) -> Iterable[tuple[str, float, bool]]:
    for word, weight in outline.names.items():
        yield word, weight, True
    for word, weight in outline.words.items():
        yield word, weight, False


def _weight(outline: Outline, word: str) -> float:
    return outline.names.get(word) or outline.words.get(word) or 0.0


def _index(outline: Outline) -> dict[str, list[tuple[str, bool]]]:
    """Key, and key with a letter left out -> the words it may stand for."""
    found: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for word, _, sure in _words(outline):
        for key in _near_keys(word):
            found[key].append((word, sure))
    return found


@lru_cache(maxsize=1 << 15)
def _near_keys(word: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for key in keys_of(word):
        found[key] = None
        if len(key) >= 4:
            found.update(dict.fromkeys(key[:at] + key[at + 1 :] for at in range(len(key))))
    return tuple(found)


def _best(
    word: str, sure: bool, theirs: Outline, index: Mapping[str, list[tuple[str, bool]]]
) -> tuple[str, bool, float] | None:
    """The word of the other side that sounds most like one, whether it is surely a name, and how much alike."""
    latin = letters_of(word)
    size = consonants(latin)
    best: tuple[float, bool, str] | None = None
    for key in _near_keys(word):
        for other, other_sure in index.get(key, ()):
            if not sure and not other_sure and min(size, consonants(letters_of(other))) < 4:
                continue
            alike = likeness(latin, letters_of(other))
            least = _ALIKE if size > 2 else 0.85
            if alike >= least and (best is None or (alike, other_sure, other) > best):
                best = (alike, other_sure, other)
    return (best[2], best[1], best[0]) if best else None


@lru_cache(maxsize=1 << 15)
def _telling(word: str, other: str) -> float:
    """How much it says that two words sound alike: the longer, the more."""
    size = min(consonants(letters_of(word)), consonants(letters_of(other)))
    said = {0: 0.0, 1: 0.05, 2: 0.3, 3: 0.7, 4: 1.0}.get(size, 1.2)
    return said * (_COMMON if is_common(word) or is_common(other) else 1.0)


@lru_cache(maxsize=1 << 15)
def is_common(word: str) -> bool:
    latin = letters_of(word)
    return any(likeness(latin, common) > 0.88 for key in keys_of(word) for common in _common().get(key, ()))


@cache
def _common() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    lines = resources.files("octavo.engine.linking").joinpath("common.txt").read_text("utf-8").splitlines()
    for word in (word for line in lines if not line.startswith("#") for word in line.split()):
        for key in keys_of(word):
            found[key].append(letters_of(word))
    return found


def _is_small(figure: str) -> bool:
    number, unit = split_figure(figure)
    return number < 100 and not unit


def _fits(one: str, other: str) -> bool:
    return one == other or not one or not other


_ROUND = frozenset([10.0, 15.0, 20.0, 30.0, 40.0, 50.0, 60.0, 100.0, 200.0, 300.0, 500.0, 1000.0])
