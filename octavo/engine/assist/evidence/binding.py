"""Whether what belongs together in the passages is still together in the sentence: which number, day or direction
belongs to which words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from typing import TypeVar

from octavo.engine.assist.evidence.ground import Ground
from octavo.engine.assist.evidence.reading import Reading, Token

_LEAD = 1.25  # how much closer to another one's words an item must stand to be called swapped
_MARGIN = 0.25
_ALONE = 1.9  # the same where the sentence has only one such item
_Item = TypeVar("_Item")
_Around = Mapping[str, float]


def translated(around: _Around, by_root: Mapping[str, str]) -> dict[str, float]:
    """The surroundings of a sentence's token in the words of the passages."""
    found: dict[str, float] = {}
    for each, nearness in around.items():
        to = by_root.get(each, each)
        if nearness > found.get(to, 0.0):
            found[to] = nearness
    return found


def affinity(mine: _Around, theirs: _Around) -> float:
    """How much of the same words stands as near."""
    if len(theirs) < len(mine):
        mine, theirs = theirs, mine
    return sum(min(nearness, theirs[each]) for each, nearness in mine.items() if each in theirs)


def find_swap(
    mine: Sequence[tuple[_Around, _Item]],
    theirs: Sequence[tuple[_Around, _Item]],
    equal: Callable[[_Item, _Item], bool],
    alone: bool = True,
    lead: float = _LEAD,
    clauses: tuple[Sequence[frozenset[str]], Sequence[frozenset[str]]] | None = None,
) -> _Item | None:
    """The first item of the sentence that stands where the passages have another of its kind; None: all in place.

    Two items of the sentence are swapped if they fit better the other way round; one alone is out of place if another
    one's words fit clearly better.
    """
    if len(theirs) < 2:
        return None
    fits = [[affinity(around, other) for other, _ in theirs] for around, _ in mine]
    own = [[equal(item, other) for _, other in theirs] for _, item in mine]

    def best(one: int, like: int) -> float:
        return max((fit for fit, same in zip(fits[one], own[like], strict=True) if same), default=0.0)

    def most(one: int, like: int, same: bool = True) -> int:
        """The most words that the clause of one item shares with that of a place that holds such an item."""
        if clauses is None:
            return 0
        return max(
            (len(clauses[0][one] & there) for there, held in zip(clauses[1], own[like], strict=True) if held == same),
            default=0,
        )

    for one, other in combinations(range(len(mine)), 2):
        if equal(mine[one][1], mine[other][1]) or not (any(own[one]) and any(own[other])):
            continue
        straight, crossed = best(one, one) + best(other, other), best(one, other) + best(other, one)
        right, wrong = most(one, one) + most(other, other), most(one, other) + most(other, one)
        if clauses is not None and wrong > right and wrong > 1:
            return mine[one][1]
        if wrong < right:
            continue
        if crossed > straight * lead and crossed > straight + _MARGIN * lead:
            return mine[one][1]
    for one in range(len(mine)) if alone else ():
        at_home = best(one, one)
        away = max((fit for fit, same in zip(fits[one], own[one], strict=True) if not same), default=0.0)
        if most(one, one) >= most(one, one, same=False) and clauses is not None:
            continue
        if away > at_home * _ALONE and away > at_home + 2 * _MARGIN:
            return mine[one][1]
    return None


def nearest(around: _Around, places: Sequence[tuple[Reading, Token]]) -> tuple[Reading, Token] | None:
    """Of the places where a word stands, the one whose surroundings are most alike."""
    return max(places, key=lambda place: affinity(around, place[0].around(place[1].at)), default=None)


def links_of(sentence: Reading, ground: Ground) -> dict[str, str]:
    """Root in the sentence -> the root that it meets in the passages."""
    found: dict[str, str] = {}
    for token in sentence.content:
        if not token.number:
            link = ground.link(token)
            if link.to and link.how in ("synonym", "form", "near"):
                found[token.root] = link.to
    return found
