"""Whose text is whose: groups of articles that carry one text, and who had it first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from octavo.engine.neardup.agency import is_agency
from octavo.engine.neardup.compare import Comparison
from octavo.engine.records import Likeness

_WHOLE = 0.4  # share of the longer text that must stand in the shorter one; with less of it, it is a text of its own


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An article as lineage sees it. `original` is whose copy it was taken for so far."""

    id: int
    at: datetime
    publisher: str  # its name
    agency: str | None = None
    original: int | None = None

    @property
    def order(self) -> tuple[bool, datetime, bool, int]:
        """Who has a text before whom: the agency itself, then by time; of one time who credits an agency."""
        return not is_agency(self.publisher, self.agency), self.at, self.agency is None, self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Two articles whose texts were compared."""

    first: int
    second: int
    found: Comparison


@dataclass(slots=True)
class Traced:
    """What follows: who carries whose whole text (copy -> original, likeness, contained), who carries paragraphs."""

    copies: dict[int, tuple[int, Likeness | None, float]] = field(default_factory=dict)  # None: as it was judged before
    reuses: dict[tuple[int, int], float] = field(default_factory=dict)  # (article, source) -> share of the article


def trace_lineage(members: Iterable[Member], fresh: Iterable[int], relations: Sequence[Relation]) -> Traced:
    """Groups `members` anew after `fresh` ones were read: these leave the groups they were in, and join by `relations`.

    Every member of a group is a copy of its first; nobody is a copy of a copy. A group that loses its first goes on
    under its next. The same members and relations give the same result in any order.
    """
    known = {member.id: member for member in members}
    groups = _Groups(known)
    _keep_standing(known, set(fresh), groups)
    whole, weak, parts = _sorted(relations, known)
    for relation in whole:
        groups.join(relation.first, relation.second)
    for relation in _best_of_each(weak, known):
        groups.join(relation.first, relation.second)
    traced = Traced()
    judged = {frozenset((each.first, each.second)): each.found for each in relations}
    for group in groups.all():
        first, *others = sorted(group, key=lambda pk: known[pk].order)
        for pk in others:
            found = judged.get(frozenset((pk, first))) or next(
                (judged[pair] for other in group if (pair := frozenset((pk, other))) in judged and other != pk), None
            )
            traced.copies[pk] = (first, found.likeness, found.contained) if found else (first, None, 1.0)
    for relation in parts:
        _add_reuse(traced, relation, known)
    return traced


class _Groups:
    """Disjoint sets of articles."""

    def __init__(self, ids: Iterable[int]) -> None:
        self._above = {pk: pk for pk in ids}

    def top(self, pk: int) -> int:
        while self._above[pk] != pk:
            self._above[pk] = pk = self._above[self._above[pk]]
        return pk

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self.top(one), self.top(other)))
        self._above[high] = low

    def all(self) -> list[list[int]]:
        found: dict[int, list[int]] = {}
        for pk in sorted(self._above):
            found.setdefault(self.top(pk), []).append(pk)
        return list(found.values())


def _keep_standing(known: Mapping[int, Member], fresh: set[int], groups: _Groups) -> None:
    """Joins those that were a group before, without the ones that were read anew."""
    heads: dict[int, int] = {}
    for pk, member in known.items():
        if pk in fresh or member.original is None:
            continue
        head = member.original
        if head in known and head not in fresh:
            groups.join(pk, head)
        groups.join(pk, heads.setdefault(head, pk))


def _sorted(
    relations: Sequence[Relation], known: Mapping[int, Member]
) -> tuple[list[Relation], list[Relation], list[Relation]]:
    """One text; a short one within a long one that had it before; a text of its own that carries some of another."""
    whole: list[Relation] = []
    weak: list[Relation] = []
    parts: list[Relation] = []
    for relation in relations:
        found = relation.found
        if found.likeness is Likeness.EXACT or (found.likeness is Likeness.NEAR and min(found.shares) >= _WHOLE):
            whole.append(relation)
        elif found.likeness is Likeness.NEAR:
            longer = relation.first if found.shares[0] <= found.shares[1] else relation.second
            earlier = min(relation.first, relation.second, key=lambda pk: known[pk].order)
            (weak if longer == earlier else parts).append(relation)
        elif found.likeness is Likeness.PARTIAL:
            parts.append(relation)
    return whole, weak, parts


def _best_of_each(weak: Sequence[Relation], known: Mapping[int, Member]) -> list[Relation]:
    """For each short text the one long text that holds most of it: it must not tie two long ones together."""
    best: dict[int, Relation] = {}
    for relation in weak:
        first, second = sorted((relation.first, relation.second), key=lambda pk: known[pk].order)
        held = best.get(second)
        if held is None or _rank(relation, first, known) < _rank(held, _other(held, second), known):
            best[second] = relation
    return list(best.values())


def _rank(relation: Relation, longer: int, known: Mapping[int, Member]) -> tuple[float, object]:
    return -relation.found.contained, known[longer].order


def _other(relation: Relation, pk: int) -> int:
    return relation.second if relation.first == pk else relation.first


def _add_reuse(traced: Traced, relation: Relation, known: Mapping[int, Member]) -> None:
    """A text that carries paragraphs of another; told of the first of each group only."""
    share = dict(zip((relation.first, relation.second), relation.found.shares, strict=True))
    heads = {pk: traced.copies[pk][0] if pk in traced.copies else pk for pk in share}
    if len(set(heads.values())) < 2:
        return
    source, article = sorted(share, key=lambda pk: known[heads[pk]].order)
    pair = heads[article], heads[source]
    traced.reuses[pair] = max(share[article], traced.reuses.get(pair, 0.0))
