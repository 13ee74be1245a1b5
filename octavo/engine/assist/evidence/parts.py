"""Numbers that come in twos and rates: a part and its whole, votes for and against, so much a day."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from octavo.engine.assist.evidence.case import Case
from octavo.engine.assist.evidence.numbers import Quantity, ordered, parted, quantities
from octavo.engine.assist.evidence.quantity import TIMES
from octavo.engine.assist.evidence.reading import Reading, Token
from octavo.engine.assist.evidence.verdict import Failure, Fault

_NEAR = 4  # tokens before a number in which its verb stands
_FOR = frozenset(["favour", "favor", "for", "yes", "backed", "supported"])
_AGAINST = frozenset(["against", "no", "opposed", "rejected"])


def check_parts(case: Case) -> Fault | None:
    """The whole in the place of its part, votes for in that of votes against, a week in that of a day."""
    return _check_wholes(case) or _check_votes(case) or _check_rates(case)


def _check_wholes(case: Case) -> Fault | None:
    mine = quantities(case.sentence)
    for reading in case.ground.readings:
        for part, whole in parted(reading):
            if any(one.value == part.value and other.value == whole.value for one, other in parted(case.sentence)):
                continue
            done = {token.root for token in _before(part, reading)}
            for each in mine:
                if each.value != whole.value or each.unit != whole.unit or _is_whole(each, case.sentence):
                    continue
                here = {case.to(token) for token in _before(each, case.sentence)}
                behind = {case.to(token) for token in _after(each, case.sentence)}
                fallen = behind & {token.root for token in _after(whole, reading)}
                if here & done or fallen or _parts(each, case.sentence):
                    return Fault(Failure.NUMBER, f"“{each.written}” is the whole in the sources, not the part.")
    return None


def _before(each: Quantity, reading: Reading) -> Iterator[Token]:
    """The content words shortly before a number, in its clause."""
    for token in reading.tokens[max(0, each.first - _NEAR) : each.first]:
        if token.content and not token.name and not token.number and token.clause == reading.tokens[each.first].clause:
            yield token


def _after(each: Quantity, reading: Reading) -> Iterator[Token]:
    """The content words shortly behind what a number counts, in its clause."""
    row = [token for token in reading.tokens[each.last + 1 : each.last + 7] if token.content]
    for token in row[1:]:
        if token.clause == reading.tokens[each.last].clause and not token.has("light"):
            yield token


def _is_whole(each: Quantity, reading: Reading) -> bool:
    """Whether "of" stands before a number: "three of nine"."""
    return any(token.has("of") for token in reading.tokens[max(0, each.first - 3) : each.first])


def _parts(each: Quantity, reading: Reading) -> bool:
    """Whether "of" stands behind a number: "nine of the city's pools"."""
    behind = reading.tokens[each.last + 1] if each.last + 1 < len(reading.tokens) else None
    return behind is not None and behind.has("of")


def _check_votes(case: Case) -> Fault | None:
    values = [each.value for each in quantities(case.sentence)]
    if len(values) and not any(token.fold in _AGAINST or _turns(token, case) for token in case.sentence.tokens):
        for one, other in {pair for reading in case.ground.readings for pair in ordered(reading)}:
            if one > other and other in values and one not in values:
                return Fault(Failure.NUMBER, f"{other:g} is the smaller of two sides in the sources.")
    sides = {_side(each, case.sentence): each.value for each in quantities(case.sentence)}
    if len(values) < 2 or "for" not in sides or "against" not in sides:
        return None
    pair = (sides["against"], sides["for"])
    if pair[0] != pair[1] and any(pair in ordered(reading) for reading in case.ground.readings):
        return Fault(Failure.NUMBER, f"{pair[1]:g} for and {pair[0]:g} against stand the other way in the sources.")
    return None


def _turns(token: Token, case: Case) -> bool:
    return token.content and case.ground.link(token).how == "opposite"


def _side(each: Quantity, reading: Reading) -> str:
    for token in reading.tokens[each.last + 1 : each.last + 5]:
        if token.number or token.has("number", "break"):
            break
        if token.fold in _AGAINST:
            return "against"
        if token.fold in _FOR:
            return "for"
    return ""


def _check_rates(case: Case) -> Fault | None:
    mine = _rates(case.sentence)
    if not mine:
        return None
    theirs = {each for reading in case.ground.readings for each in _rates(reading)}
    for each in mine - theirs:
        if theirs and not any(TIMES.get(token.fold) == each for r in case.ground.readings for token in r.tokens):
            return Fault(Failure.UNIT, f"The sources do not say how much it is a {each}.")
    return None


@lru_cache(maxsize=8192)
def _rates(reading: Reading) -> frozenset[str]:
    """The times of "a day", "every week", "per hour", "monthly"."""
    found = set()
    for token in reading.tokens:
        time = TIMES.get(token.fold)
        if time is None or token.spoken:
            continue
        before = reading.tokens[token.at - 1].fold if token.at else ""
        if token.fold.endswith(("ly", "annual")) or before in ("a", "an", "per", "every", "each"):
            found.add(time)
    return frozenset(found)
