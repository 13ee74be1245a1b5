"""Several rankings made one."""

from __future__ import annotations

from collections.abc import Sequence

_CALM = 60  # the constant of the paper: keeps a single first place from deciding all


def fuse(rankings: Sequence[Sequence[int]]) -> list[tuple[int, float]]:
    """Ids with their fused score, best first: the sum of 1 / (60 + rank) over the rankings that name the id.

    Reciprocal rank fusion (Cormack, Clarke and Büttcher 2009). An id named twice in one ranking counts at its better
    place; ties go to the lower id.
    """
    scores: dict[int, float] = {}
    for ranking in rankings:
        for rank, identity in enumerate(dict.fromkeys(ranking), start=1):
            scores[identity] = scores.get(identity, 0.0) + 1 / (_CALM + rank)
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
