"""Opposites that both stand in the passages: each with its own words."""

from __future__ import annotations

from octavo.engine.assist.evidence.binding import find_swap
from octavo.engine.assist.evidence.case import Case
from octavo.engine.assist.evidence.verdict import Failure, Fault


def check_directions(case: Case) -> Fault | None:
    """Opposites that both stand in the passages: each with its own words."""
    lexicon = case.ground.lexicon
    groups: dict[int, list[tuple[dict[str, float], tuple[int, str]]]] = {}
    for token in case.sentence.tokens:
        if token.inner or (token.root not in lexicon.opposite and token.root not in case.links):
            continue
        for group, side in lexicon.opposite.get(case.to(token), {}).items():
            if len(case.ground.sides.get(group, ())) == 2 and side in case.ground.sides[group]:
                groups.setdefault(group, []).append((case.around(token.at), (side, token.text)))
    for group, mine in groups.items():
        theirs = [
            (reading.around(token.at), (lexicon.opposite[token.root][group], token.text))
            for reading in case.ground.readings
            for token in reading.tokens
            if group in lexicon.opposite.get(token.root, ())
        ]
        if len({item[0] for _, item in theirs}) < 2:
            continue
        found = find_swap(mine, theirs, lambda one, other: one[0] == other[0])
        if found:
            return Fault(Failure.COMPARISON, f"“{found[1]}” belongs to other words in the sources.")
    return None
