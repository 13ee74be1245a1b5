"""A sentence beside its passages: what every kind of check looks at."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from octavo.engine.assist.evidence.binding import links_of, translated
from octavo.engine.assist.evidence.ground import Ground
from octavo.engine.assist.evidence.reading import Reading, Token


@dataclass(eq=False)
class Case:
    """A sentence as read and the ground it must stand on."""

    sentence: Reading
    ground: Ground
    _around: dict[int, dict[str, float]] = field(default_factory=dict)

    @cached_property
    def links(self) -> dict[str, str]:
        return links_of(self.sentence, self.ground)

    def to(self, token: Token) -> str:
        """The root that a token meets in the passages, or its own."""
        return self.links.get(token.root, token.root)

    def to_root(self, root: str) -> str:
        """The root of the passages that a root of the sentence meets, or itself."""
        return self.links.get(root, root)

    def clause(self, first: int, last: int) -> frozenset[str]:
        """The content of a token's clause in the words of the passages."""
        return frozenset(self.links.get(root, root) for root in self.sentence.clause_roots(first, last))

    @cached_property
    def set_aside(self) -> frozenset[str]:
        """The denying verbs whose denials are not counted: both sides have them ("cancelled"), or each has one of its
        own ("refused", "turned down")."""
        mine = {token.root for token in self.sentence.tokens if token.has("deny")}
        theirs = self.ground.denying
        own, other = mine - theirs, theirs - mine
        return frozenset(mine | theirs if own and other else mine & theirs)

    @cached_property
    def met(self) -> set[str]:
        """The roots of the passages that words of the sentence meet."""
        return {self.to(token) for token in self.sentence.tokens}

    def around(self, at: int) -> dict[str, float]:
        """The surroundings of a token of the sentence, in the words of the passages."""
        known = self._around.get(at)
        if known is None:
            known = self._around[at] = translated(self.sentence.around(at), self.links)
        return known
