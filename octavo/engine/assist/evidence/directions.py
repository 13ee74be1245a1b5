"""Opposites that both stand in the passages: each with its own words."""

from __future__ import annotations

from octavo.engine.assist.evidence.binding import find_swap
from octavo.engine.assist.evidence.case import Case
from octavo.engine.assist.evidence.reading import Reading
from octavo.engine.assist.evidence.verdict import Failure, Fault

_TURNED = {"over": "under", "above": "below", "inside": "outside", "before": "after", "with": "without"}
_TURNED |= {"for": "against"}
_TURNED |= {other: one for one, other in _TURNED.items()}


def check_directions(case: Case) -> Fault | None:
    """Opposites that both stand in the passages: each with its own words; "over budget" is not "under budget"."""
    return _check_small(case) or _check_sides(case)


def _check_small(case: Case) -> Fault | None:
    """A preposition whose opposite alone stands before the same word in the passages."""
    if case.ground.lexicon.language != "en":
        return None
    theirs = set().union(*(_behind(reading) for reading in case.ground.readings))
    for fold, root in sorted(_behind(case.sentence)):
        met = case.to_root(root)
        if (_TURNED[fold], met) in theirs and (fold, met) not in theirs:
            return Fault(Failure.OPPOSITE, f"The sources have “{_TURNED[fold]}” where it has “{fold}”.")
    return None


def _behind(reading: Reading) -> set[tuple[str, str]]:
    """Prepositions that turn what is said, each with the word behind it; no numbers."""
    found = set()
    for token in reading.tokens:
        if token.fold in _TURNED and not token.inner:
            row = reading.tokens[token.at + 1 : token.at + 4]
            behind = next((each for each in row if not each.has("the")), None)
            if behind is not None and behind.content and not behind.number and not behind.has("number", "unit"):
                found.add((token.fold, behind.root))
    return found


def _check_sides(case: Case) -> Fault | None:
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
