"""Which half of a passage a sentence tells: its names and numbers must be those of that half."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from octavo.engine.assist.evidence.case import Case
from octavo.engine.assist.evidence.reading import Reading, Token
from octavo.engine.assist.evidence.verdict import Failure, Fault

_LEAD = 2  # words that another half must share more with the sentence than any that has its name or number
_PARTING = frozenset(["while", "whereas", "although", "though", "but", "and"])


@dataclass(slots=True)
class Segment:
    """A half of a sentence: the roots of its names, the spelling of its numbers, and its other words."""

    names: set[str]
    numbers: set[str]
    words: set[str]


def check_segments(case: Case) -> Fault | None:
    """A name or number in a half that tells what the passages tell of another one."""
    there = [each for reading in case.ground.readings for each in segments(reading)]
    if len(there) < 2:
        return None
    for mine in segments(case.sentence):
        words = {case.to_root(root) for root in mine.words}
        shared = [
            len({word for word in words & each.words if sum(word in other.words for other in there) == 1})
            for each in there
        ]
        best = max(range(len(there)), key=lambda at: shared[at])
        for sort in ("names", "numbers"):
            held = getattr(there[best], sort)
            for item in sorted(getattr(mine, sort)):
                places = [count for count, each in zip(shared, there, strict=True) if item in getattr(each, sort)]
                alone = not held & getattr(mine, sort)
                if held and alone and places and item not in held and shared[best] >= _LEAD + max(places):
                    failure = Failure.ROLE if sort == "names" else Failure.NUMBER
                    return Fault(failure, f"“{item}” belongs to another statement in the sources.")
    return None


@lru_cache(maxsize=8192)
def segments(reading: Reading) -> tuple[Segment, ...]:
    """The halves of a text that have names or numbers of their own; one with neither goes with the half before it."""
    found: list[Segment] = []
    row: list[Token] = []
    bare = False
    for token in [*reading.tokens, None]:
        last = row[-1] if row else None
        if last is not None and (token is None or _parts(last, token, reading)):
            each = _segment(row)
            bare = any(one.has("pronoun") and not one.has("the", "break") for one in row)
            if found and (not each.names or bare):
                found[-1].names |= each.names
                found[-1].numbers |= each.numbers
                found[-1].words |= each.words
            else:
                found.append(each)
            row = []
        if token is not None:
            row.append(token)
    return tuple(found)


def _parts(last: Token, token: Token, reading: Reading) -> bool:
    return (
        token.sentence != last.sentence
        or ";" in reading.text[last.end : token.start]
        or (token.fold in _PARTING and not token.spoken)
    )


def _segment(row: list[Token]) -> Segment:
    return Segment(
        {token.root for token in row if token.name},
        {token.fold for token in row if token.number or token.has("month", "weekday")},
        {
            token.root
            for token in row
            if token.content and not (token.name or token.number) and not token.has("say", "light")
        },
    )
