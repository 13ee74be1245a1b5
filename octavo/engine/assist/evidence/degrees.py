"""Comparisons: which of two is the more, and what is widest, oldest, second-largest."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from octavo.engine.assist.evidence.case import Case
from octavo.engine.assist.evidence.numbers import quantities
from octavo.engine.assist.evidence.reading import Reading, Token
from octavo.engine.assist.evidence.scales import AGO, ALIKE, CHOOSING, JOINED, MULTIPLES, OTHER, SIGN, base_of, sign_of
from octavo.engine.assist.evidence.verdict import Failure, Fault

_NEAR = 5  # tokens before "than" in which its degree stands


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """Two sides compared. `sign`: 1 where the left one is the more, -1 the less; `scale`: what may be set beside it."""

    scale: str
    sign: int
    left: frozenset[str]
    right: frozenset[str]
    written: str


def check_degrees(case: Case) -> Fault | None:
    """A comparison turned round, a degree that the passages give another word for, or another place in a row."""
    theirs = [each for reading in case.ground.readings for each in comparisons(reading)]
    for mine in comparisons(case.sentence):
        if any(agreement(mine, other, case) == -1 for other in theirs) and not _told(mine, theirs, case):
            return Fault(Failure.COMPARISON, f"“{mine.written}” compares the other way round in the sources.")
    return _check_words(case) or _check_ranks(case) or _check_amounts(case) or _check_since(case)


def is_turned(case: Case, word: str = "") -> bool:
    """Whether a comparison of the passages is told from its other side: "less than A" for "A … more than"."""
    theirs = [each for reading in case.ground.readings for each in comparisons(reading)]
    return any(_told(mine, theirs, case) for mine in comparisons(case.sentence) if word in mine.written)


def _told(mine: Comparison, theirs: list[Comparison], case: Case) -> bool:
    return any(agreement(mine, other, case) == 1 for other in theirs)


def agreement(mine: Comparison, other: Comparison, case: Case) -> int:
    """1: both make the same one the more; -1: each another one; 0: they compare other things."""
    if mine.scale != other.scale:
        return 0
    left, right = ({case.to_root(root) for root in side} for side in (mine.left, mine.right))
    left, right = left - right, right - left
    there, beyond = other.left - other.right, other.right - other.left
    straight, crossed = len(left & there) + len(right & beyond), len(left & beyond) + len(right & there)
    if straight == crossed:  # of each side one: "a week at A" for "a night at A"
        return -1 if left & there and left & beyond and right & there and right & beyond else 0
    return 1 if (mine.sign == other.sign) == (straight > crossed) else -1


@lru_cache(maxsize=8192)
def comparisons(reading: Reading) -> tuple[Comparison, ...]:
    """The comparisons of a text in order: "A is faster than B", "A came before B", "A overtook B"."""
    if reading.lexicon.language != "en":
        return ()
    found = []
    for token in reading.tokens:
        scale, sign, first, last = _degree(token, reading)
        if not sign:
            continue
        left = _side(range(first - 1, -1, -1), token.clause, reading) or _side(
            range(first - 1, -1, -1), token.clause - 1, reading
        )
        right = _side(range(last + 1, len(reading.tokens)), token.clause, reading)
        if left and right:
            written = reading.text[reading.tokens[first].start : reading.tokens[last].end]
            found.append(Comparison(scale, sign, left, right, written))
    return (*found, *_also(found, reading))


def _also(found: list[Comparison], reading: Reading) -> list[Comparison]:
    """ "A is deeper than B but smaller": the second degree compares the same two."""
    if len(found) != 1 or "than" not in found[0].written:
        return []
    signs = [(sign_of(token, reading), token) for token in reading.tokens if token.fold.endswith("er")]
    return [
        Comparison(known[0], known[1], found[0].left, found[0].right, token.text)
        for known, token in signs
        if known and token.text not in found[0].written and base_of(token.fold) and token.sentence == 0
    ]


def _degree(token: Token, reading: Reading) -> tuple[str, int, int, int]:
    """Scale, sign, first and last token of what compares, looked for at the word that joins both sides."""
    tokens, fold = reading.tokens, token.fold
    if fold == "than":
        before = tokens[max(0, token.at - _NEAR) : token.at]
        if before and before[-1].fold in ("rather", "other"):
            return ("choice", int(before[-1].fold == "rather"), token.at - 1, token.at)
        if any(other.fold in AGO for other in tokens[token.at + 1 : token.at + 4]):
            return "", 0, 0, 0  # "more than a year ago": a bound
        for other in reversed(before):
            known = sign_of(other, reading)
            if known and other.sentence == token.sentence:
                return (*known, other.at, token.at)
        return "", 0, 0, 0
    following = tokens[token.at + 1].fold if token.at + 1 < len(tokens) else ""
    if following in ("of", "by", "from", "than"):
        joined = JOINED.get(f"{fold} {following}")
        return (*joined, token.at, token.at + 1) if joined else ("", 0, 0, 0)
    if fold in MULTIPLES and token.sentence == reading.tokens[min(token.at + 1, len(tokens) - 1)].sentence:
        return "much", MULTIPLES[fold], token.at, token.at
    alone = JOINED.get(fold)
    if alone is None or (fold == "over" and not _chosen(token, tokens)):
        return "", 0, 0, 0
    return (*alone, token.at, token.at)


def _chosen(token: Token, tokens: list[Token]) -> bool:
    return any(other.fold in CHOOSING for other in tokens[max(0, token.at - 4) : token.at])


def _side(places: range, clause: int, reading: Reading) -> frozenset[str]:
    """The content on one side of a comparison, as far as its clause goes."""
    found: set[str] = set()
    for at in places:
        token = reading.tokens[at]
        if token.clause != clause:
            if found or abs(token.clause - clause) > 1:
                break
            continue
        if token.content and not token.number and not token.has("light", "say") and not base_of(token.fold):
            found.add(token.root)
    return frozenset(found)


def _check_words(case: Case) -> Fault | None:
    """A degree whose opposite alone stands in the passages, or that has nothing of its kind there."""
    if case.ground.lexicon.language != "en":
        return None
    there = {base_of(token.fold) for reading in case.ground.readings for token in reading.tokens} - {""}
    tops = {base_of(token.fold) for reading in case.ground.readings for token in reading.tokens if _top(token)}
    for token in case.sentence.tokens:
        base = base_of(token.fold)
        if not base or token.spoken or base == token.fold:
            continue
        if _top(token) and base not in tops and OTHER[base] & tops:
            return Fault(Failure.COMPARISON, f"“{token.text}” is “{min(OTHER[base] & tops)}” in the sources.")
        other = OTHER[base] & there if base not in there else set()
        told = any(ALIKE.get(each) == ALIKE[base] and SIGN[each] == SIGN[base] for each in there)
        if other and not told and not is_turned(case, token.text):
            return Fault(Failure.COMPARISON, f"“{token.text}” is “{min(other)}” in the sources.")
    return None


def _check_amounts(case: Case) -> Fault | None:
    """By how much: "24 minutes slower" for "four minutes slower"."""
    theirs = [each for reading in case.ground.readings for each in _amounts(reading)]
    for scale, base, value in _amounts(case.sentence):
        known = {other for there, one, other in theirs if there == scale and (one == base or not {one, base} - {""})}
        if known and value not in known:
            return Fault(Failure.NUMBER, "The sources say another difference.")
    return None


@lru_cache(maxsize=8192)
def _amounts(reading: Reading) -> tuple[tuple[str, str, float], ...]:
    """Scale, adjective and value of differences: "a week later", "four minutes slower"."""
    found = []
    for each in quantities(reading):
        for token in reading.tokens[each.last + 1 : each.last + 3]:
            known = sign_of(token, reading)
            if known and token.clause == reading.tokens[each.last].clause:
                found.append((known[0], base_of(token.fold), each.value))
    return tuple(found)


def _check_since(case: Case) -> Fault | None:
    """ "Than last year" for "than in 2020"."""
    if any(passage.at for passage in case.ground.passages):
        return None
    theirs = {each for reading in case.ground.readings for each in _bases(reading)}
    for each in _bases(case.sentence):
        if theirs and each not in theirs:
            return Fault(Failure.DATE, "The sources compare it with another time.")
    return None


@lru_cache(maxsize=8192)
def _bases(reading: Reading) -> tuple[str, ...]:
    found = []
    for token in reading.tokens:
        if token.has("than") or token.fold == "than":
            for other in reading.tokens[token.at + 1 : token.at + 3]:
                if "rel" in other.labels:
                    found.append(other.labels["rel"])
                elif other.number and len(other.fold) == 4:
                    found.append(other.fold)
    return tuple(found)


def _top(token: Token) -> bool:
    return token.fold.endswith("est") and base_of(token.fold) not in ("", token.fold)


def _check_ranks(case: Case) -> Fault | None:
    """ "The largest" for "the second-largest", and the other way round."""
    theirs: dict[str, set[str]] = {}
    for reading in case.ground.readings:
        for root, rank in _ranks(reading):
            theirs.setdefault(root, set()).add(rank)
    for root, rank in _ranks(case.sentence):
        known = theirs.get(case.to_root(root), theirs.get(root))
        if known and rank not in known:
            return Fault(Failure.COMPARISON, "It has another place in the row in the sources.")
    return None


def _ranks(reading: Reading) -> list[tuple[str, str]]:
    found = []
    for token in reading.tokens:
        if token.fold.endswith("est") and base_of(token.fold):
            before = reading.tokens[token.at - 1] if token.at else None
            rank = before.labels.get("ordinal", "") if before is not None else ""
            found.append((base_of(token.fold), rank))
    return found
