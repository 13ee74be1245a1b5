"""Every number in a sentence stands in the passages, of the same unit, as exact as there, and of the same thing."""

from __future__ import annotations

from octavo.engine.assist.evidence.binding import find_swap
from octavo.engine.assist.evidence.case import Case
from octavo.engine.assist.evidence.dates import days
from octavo.engine.assist.evidence.numbers import SCORE, Quantity, ordered, pairs, parted, quantities
from octavo.engine.assist.evidence.reading import Reading
from octavo.engine.assist.evidence.verdict import Failure, Fault

_ROUND = 0.06  # how far "about" may be from the number
_OVER = 0.15  # how far "more than" may be under it
_OFF = {"over": (1e-9, 0.08), "nearly": (-0.05, -1e-9), "under": (-0.08, -1e-9), "about": (-0.03, 0.03)}
_SHARES = {"share", "%"}
_LASTING = frozenset(["year", "month", "week", "day", "hour", "minut"])


def check_numbers(case: Case) -> Fault | None:
    """The first number without evidence."""
    mine = _plain(case.sentence)
    if not mine:
        return None
    theirs = [(reading, each) for reading, each in case.ground.quantities]
    for each in mine:
        fault = _check(each, theirs, case)
        if fault:
            return fault
    return _check_pairs(case) or _check_order(mine, theirs, case) or _check_places(mine, theirs, case)


def _plain(reading: Reading) -> list[Quantity]:
    """The quantities that are no part of a date."""
    dated = {at for day in days(reading) for at in range(day.first, day.last + 1)}
    return [each for each in quantities(reading) if each.first not in dated and each.last not in dated]


def _check(each: Quantity, theirs: list[tuple[Reading, Quantity]], case: Case) -> Fault | None:
    alike = [(reading, other) for reading, other in theirs if _equal(each, other)]
    if each.unit == "times" or each.following[:1] == ("time",):  # "three times" is no 3-1
        alike = [(reading, other) for reading, other in alike if not _in_score(other, reading)]
    if not alike:
        rounded = [
            (reading, other) for reading, other in theirs if _rounds(each, other) and _units_agree(each, other, case)
        ]
        if rounded:
            return None if any(_measures_same(each, *one, case) for one in rounded) else _other_thing(each)
        if each.unit in _SHARES and _is_share(each, case):
            return None
        known = ", ".join(f"“{other.written}”" for _, other in theirs[:3])
        return Fault(
            Failure.NUMBER, f"“{each.written}” is not in the sources" + (f"; they say {known}." if known else ".")
        )
    agreed = [(reading, other) for reading, other in alike if _units_agree(each, other, case)]
    if not agreed:
        return Fault(Failure.UNIT, f"“{each.written}” has another unit in the sources: “{alike[0][1].written}”.")
    same = [(reading, other) for reading, other in agreed if _measures_same(each, reading, other, case)]
    if not same:
        return _other_thing(each)
    if not any(_as_exact(each, other) for _, other in same):
        return Fault(
            Failure.QUANTITY, f"“{each.written}” is given in the sources with another bound than in the sentence."
        )
    return None


def _in_score(each: Quantity, reading: Reading) -> bool:
    start, end = reading.tokens[each.first].start, reading.tokens[each.last].end
    return any(start < other and end > one for one, other in (match.span() for match in SCORE.finditer(reading.text)))


def _is_share(each: Quantity, case: Case) -> bool:
    """Whether a share is that of a part in its whole in the passages: "more than a third" for "85 of 240"."""
    share = each.value / (1 if each.unit == "share" else 100)
    for reading in case.ground.readings:
        for part, whole in parted(reading):
            off = part.value / whole.value - share if whole.value else 1.0
            low, high = _OFF.get(each.bound, (-0.005, 0.005))
            if low <= off <= high:
                return True
    return False


def _other_thing(each: Quantity) -> Fault:
    return Fault(Failure.NUMBER, f"“{each.written}” counts something else in the sources.")


def _equal(one: Quantity, other: Quantity) -> bool:
    if one.unit in _SHARES and other.unit in _SHARES and one.unit != other.unit:
        share, percent = (one.value, other.value) if one.unit == "share" else (other.value, one.value)
        return abs(share * 100 - percent) < 0.4
    if one.clock != other.clock:
        return (one.clock is False and other.value == one.value * 60) or one.value == other.value * 60
    return abs(one.value - other.value) <= 1e-6 * max(1.0, abs(other.value))


def _rounds(one: Quantity, other: Quantity) -> bool:
    """Whether a rounding of the sentence is true of a number of the passages."""
    if not one.bound or not other.value:
        return False
    if _exactness(one.value) >= _exactness(other.value):
        return False
    off = (one.value - other.value) / other.value
    if one.bound == "about":
        return abs(off) <= _ROUND
    if one.bound == "nearly":
        return 0 < off <= _ROUND
    if one.bound in ("over", "atleast"):
        return -_OVER <= off < 0 and other.bound not in ("upto", "under")
    return one.bound in ("under", "upto") and 0 < off <= _OVER and other.bound not in ("over", "atleast")


def _exactness(value: float) -> int:
    """How many digits a value has without zeros at its ends."""
    return len(f"{value:.6f}".replace(".", "").strip("0"))


def _units_agree(one: Quantity, other: Quantity, case: Case) -> bool:
    if one.unit == other.unit or {one.unit, other.unit} == _SHARES:
        return True
    if one.unit and other.unit:
        return False
    bare = other if one.unit else one
    return not bare.following and not (other.unit and one.following)


def _measures_same(each: Quantity, reading: Reading, other: Quantity, case: Case) -> bool:
    """Whether what the sentence counts stands beside the number in the passages too."""
    if not each.following:
        return True
    if other.following[:1] and other.following[0] in _LASTING and not set(each.following) & _LASTING:
        return False  # "30 cranes" for "30 years"
    near = _nearby(reading, other)
    heads = [case.links.get(head, head) for head in each.following]
    if any(_is_anyone(head, case) for head in each.following[:1]) and other.following:
        return True
    if other.following and _is_anyone(other.following[0], case) and heads[0] not in case.ground.roots:
        return True
    if other.following and _counted_elsewhere(each, heads[0], case):
        return False
    if any(head in near for head in heads[:2]):
        kinds = case.ground.lexicon.kinds
        clash = other.following and any(
            kinds.get(heads[0], frozenset()) & kinds.get(theirs, frozenset()) and heads[0] != theirs
            for theirs in other.following[:1]
        )
        return not (clash and heads[0] not in other.following)
    if each.unit or not other.following:
        return True
    return (
        heads[0] not in case.ground.roots
        and case.ground.lexicon.kinds.get(heads[0]) is None
        and bool(set(heads[1:]) & near)
    )


def _is_anyone(root: str, case: Case) -> bool:
    return "anyone" in case.ground.lexicon.labels.get(root, ()) or "anyone" in case.ground.lexicon.by_root.get(root, ())


def _counted_elsewhere(each: Quantity, head: str, case: Case) -> bool:
    """Whether another number stands right before what the sentence counts, and this one never does."""
    beside = [other for _, other in case.ground.quantities if other.following[:1] == (head,) and not other.unit]
    alone = [other for _, other in case.ground.quantities if not other.following and not other.unit]
    if any(_equal(each, other) for other in alone):
        return False  # "45 of them"
    return bool(beside) and not each.unit and not any(_equal(each, other) or _rounds(each, other) for other in beside)


def _nearby(reading: Reading, other: Quantity) -> set[str]:
    found = set()
    rank = reading.tokens[other.last].rank
    for token in reading.content[max(0, rank - 10) : rank + 9]:
        if token.sentence == reading.tokens[other.last].sentence:
            found.add(token.root)
    return found


def _as_exact(one: Quantity, other: Quantity) -> bool:
    """Whether the sentence keeps the bound of a number: no exact one out of "at least"."""
    mine, theirs = one.bound, other.bound
    if mine == theirs or (mine == "" and theirs in ("about", "only")):
        return True
    if mine == "about":
        return theirs in ("", "nearly", "only")
    return (mine, theirs) in (("atleast", "over"), ("upto", "under"), ("under", "nearly"), ("only", "about"))


def _check_pairs(case: Case) -> Fault | None:
    mine = pairs(case.sentence.text)
    if not mine:
        return None
    theirs = set().union(*(pairs(reading.text) for reading in case.ground.readings))
    for one, other in mine:
        if theirs and (one, other) not in theirs and (other, one) not in theirs:
            return Fault(Failure.NUMBER, f"“{one}-{other}” is not in the sources.")
        if one != other and (other, one) in theirs and (one, other) not in theirs:
            return Fault(Failure.NUMBER, f"“{one}-{other}” stands the other way round in the sources.")
    return None


def _check_order(mine: list[Quantity], theirs: list[tuple[Reading, Quantity]], case: Case) -> Fault | None:
    """ "From" and "to", and "nine to four": each value in its place."""
    there = set().union(*(ordered(reading) for reading in case.ground.readings))
    for one, other in ordered(case.sentence):
        if one != other and (other, one) in there and (one, other) not in there and not _turned_round(case):
            return Fault(Failure.NUMBER, f"{one:g} and {other:g} stand the other way round in the sources.")
    for each in mine:
        way = _way(each, case.sentence)
        ways = {_way(other, reading) for reading, other in theirs if _equal(each, other)}
        if way and ways and ways <= {"from", "to"} - {way}:
            return Fault(Failure.NUMBER, f"“{each.written}” is the other end of a change in the sources.")
    return None


def _turned_round(case: Case) -> bool:
    """Whether the sentence says it from the other side: "lost by 290 to 312"."""
    return any(case.ground.link(token).how == "opposite" for token in case.sentence.content)


def _way(each: Quantity, reading: Reading) -> str:
    before = reading.tokens[each.first - 1] if each.first else None
    if before is None or before.clause != reading.tokens[each.first].clause:
        return ""
    return "from" if before.has("from") else "to" if before.has("to") else ""


def _without(around: dict[str, float], reading: Reading, each: Quantity) -> dict[str, float]:
    """The surroundings of a number without itself."""
    own = {token.root for token in reading.tokens[each.first : each.last + 1]}
    return {root: nearness for root, nearness in around.items() if root not in own}


def _check_places(mine: list[Quantity], theirs: list[tuple[Reading, Quantity]], case: Case) -> Fault | None:
    found = find_swap(
        [(_without(case.around(each.last), case.sentence, each), each) for each in mine],
        [(_without(reading.around(other.last), reading, other), other) for reading, other in theirs],
        lambda one, other: _equal(one, other) or _rounds(one, other),
        alone=all(other.following or other.unit for _, other in theirs),
        clauses=(
            [case.clause(each.first, each.last) for each in mine],
            [reading.clause_roots(other.first, other.last) for reading, other in theirs],
        ),
    )
    return Fault(Failure.NUMBER, f"“{found.written}” belongs to other words in the sources.") if found else None
