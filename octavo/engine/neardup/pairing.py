"""Which sentence of one text is which of another."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

_EDITED = 0.5  # share of words (Dice) from which on a sentence is another one changed
_FEW = 8  # sentences that may hold a pair of words before it says nothing

Pair = tuple[int, int, float]  # place in one, place in the other, how alike: 1.0 for the same words


def pair_sentences(ours: Sequence[Sequence[str]], theirs: Sequence[Sequence[str]]) -> list[Pair]:
    """Each sentence (as folded words) with the one of the other text that it is, at most one each; by place in ours.

    The same words first, the first with the first; then edited ones, the most alike first.
    """
    waiting: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(theirs) - 1, -1, -1):
        waiting[tuple(theirs[at])].append(at)
    pairs: list[Pair] = []
    for at, spoken in enumerate(ours):
        if spoken and (same := waiting.get(tuple(spoken))):
            pairs.append((at, same.pop(), 1.0))
    return sorted([*pairs, *_edited(ours, theirs, pairs)])


def moved_pairs(pairs: Sequence[Pair]) -> frozenset[int]:
    """Places in ours of the paired sentences that stand elsewhere in theirs: all but a longest run in one order."""
    tails: list[int] = []  # the smallest end of a run of each length
    ends: list[int] = []  # which pair that is
    before: list[int] = []
    for number, (_, other, _) in enumerate(pairs):
        length = bisect_left(tails, other)
        before.append(ends[length - 1] if length else -1)
        tails[length:] = [other, *tails[length + 1 :]]
        ends[length:] = [number, *ends[length + 1 :]]
    kept: set[int] = set()
    number = ends[-1] if ends else -1
    while number >= 0:
        kept.add(number)
        number = before[number]
    return frozenset(pair[0] for number, pair in enumerate(pairs) if number not in kept)


def _edited(ours: Sequence[Sequence[str]], theirs: Sequence[Sequence[str]], taken: Sequence[Pair]) -> list[Pair]:
    left = [at for at in range(len(ours)) if at not in {pair[0] for pair in taken} and ours[at]]
    right = [at for at in range(len(theirs)) if at not in {pair[1] for pair in taken} and theirs[at]]
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at in right:
        for couple in set(_couples(theirs[at])):
            holders[couple].append(at)
    alike: list[tuple[float, int, int]] = []
    for at in left:
        met = Counter(
            other for couple in set(_couples(ours[at])) if len(holders.get(couple, ())) <= _FEW
            for other in holders.get(couple, ())
        )  # fmt: skip
        for other, _ in met.most_common(4):
            likeness = _dice(ours[at], theirs[other])
            if likeness >= _EDITED:
                alike.append((-likeness, at, other))
    found: list[Pair] = []
    used: tuple[set[int], set[int]] = (set(), set())
    for likeness, at, other in sorted(alike):
        if at not in used[0] and other not in used[1]:
            used[0].add(at)
            used[1].add(other)
            found.append((at, other, -likeness))
    return found


def _couples(spoken: Sequence[str]) -> list[tuple[str, str]]:
    return list(pairwise(spoken)) or [(spoken[0], "")]


def _dice(ours: Sequence[str], theirs: Sequence[str]) -> float:
    return 2 * (Counter(ours) & Counter(theirs)).total() / (len(ours) + len(theirs))
