"""Who did what to whom: the two sides of a verb are not changed round."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from octavo.engine.assist.evidence.actors import Actor, actors, is_passive
from octavo.engine.assist.evidence.case import Case
from octavo.engine.assist.evidence.reading import Reading, Token
from octavo.engine.assist.evidence.sides import check_comparison, check_exchange, check_subjects
from octavo.engine.assist.evidence.verdict import Failure, Fault

_CASES = frozenset(["ru", "uk", "pl"])  # names show by their endings what they are
_FREE = frozenset(["ar", "de", "nl", "hi", "tr", "ja", "ko"])  # the verb may stand before or behind both
_Met = tuple[Actor, Actor]
_REACH = 14  # tokens between two that act on each other
_OPPOSED = frozenset(["<with", "<against", "<for", "<from", "<to", "<over", "<under"])
_AGAINST = frozenset(["to", "against", "over", "from", "contre", "contra", "gegen", "against", "a", "à", "contra"])


def check_roles(case: Case) -> Fault | None:
    """Two that have each other's part: round a verb, round a comparison, or one as the subject of another's verb."""
    return check_exchange(case) or _check_sides(case) or check_comparison(case) or check_subjects(case)


def _check_sides(case: Case) -> Fault | None:
    language = case.ground.lexicon.language
    if any(case.ground.link(token).how == "opposite" for token in case.sentence.content):
        return None  # "fewer than" for "more than": the check of opposites has weighed it
    mine = actors(case.sentence)
    for reading in case.ground.readings:
        for (one, one_there), (other, other_there) in _pairs(mine, reading, case):
            if (
                one_there.token is other_there.token
                or not _comparable(one, other)
                or not _comparable(one_there, other_there)
            ):
                continue
            if language in _FREE and abs(one.token.at - other.token.at) > 5:
                continue
            prepared = {one.mark, other.mark} <= _OPPOSED and one.mark != other.mark
            turned = prepared and (one.mark, other.mark) == (other_there.mark, one_there.mark)
            if turned or (
                _crossed(one, other, one_there, other_there, language)
                and _verb_between(one, other, one_there, other_there, case, reading)
            ):
                return Fault(
                    Failure.ROLE, f"“{one.token.text}” and “{other.token.text}” have each other's part in the sources."
                )
    return None


def _pairs(mine: tuple[Actor, ...], reading: Reading, case: Case) -> Iterator[tuple[_Met, _Met]]:
    """Two of the sentence that a sentence of a passage has once each."""
    theirs: dict[tuple[int, str], list[Actor]] = {}
    for each in actors(reading):
        theirs.setdefault((each.token.sentence, each.token.root), []).append(each)
    for number in sorted({sentence for sentence, _ in theirs}):
        met = [(each, theirs.get((number, case.to(each.token)), ())) for each in mine]
        yield from combinations([(each, there[0]) for each, there in met if len(there) == 1], 2)


def _comparable(one: Actor, other: Actor) -> bool:
    """Names with names, nouns with nouns or names, in one sentence, not side by side."""
    apart = abs(one.token.at - other.token.at)
    return one.token.sentence == other.token.sentence and 1 < apart <= _REACH


def _crossed(one: Actor, other: Actor, one_there: Actor, other_there: Actor, language: str) -> bool:
    marks, there = (one.mark, other.mark), (one_there.mark, other_there.mark)
    if marks[0] != marks[1] and marks == (there[1], there[0]):
        return True
    agent = {"", "by", "<than", "art"}
    if one.token.name and other.token.name and set(there) == {""}:
        first, second = sorted((one, other), key=lambda each: each.token.at)
        marks = (first.mark, "" if second.mark[:1] == "<" and second.mark[1:] in _AGAINST else second.mark)
    if not set(marks) | set(there) <= agent:
        return False
    if language in _CASES:
        changed = one.token.fold != one_there.token.fold and other.token.fold != other_there.token.fold
        return changed and not any(
            each.token.fold.endswith(("ом", "ым", "ем", "ой", "ами")) for each in (one, other, one_there, other_there)
        )
    if language in ("hi", "mr", "bn", "ur"):
        return False
    return _before(one, other) != _before(one_there, other_there)


def _before(one: Actor, other: Actor) -> bool:
    """Whether the first acts: it stands first, or behind "by"."""
    if one.mark == "by" or other.mark == "by":
        return one.mark == "by"
    if (one.mark == "art") != (other.mark == "art"):
        return other.mark == "art"
    return one.token.at < other.token.at


def _verb_between(one: Actor, other: Actor, one_there: Actor, other_there: Actor, case: Case, reading: Reading) -> bool:
    """Whether a word that is neither name nor number stands between them in both texts, in the same voice."""
    by = "by" in (one.mark, other.mark, one_there.mark, other_there.mark)
    mine = _between(one, other, case.sentence)
    theirs = {token.root: token for token in _between(one_there, other_there, reading)}
    for token in mine:
        there = theirs.get(case.to(token))
        if there is None or token in (one.token, other.token):
            continue
        if by or is_passive(token, case.sentence) == is_passive(there, reading):
            return True
    return False


def _between(one: Actor, other: Actor, reading: Reading) -> list[Token]:
    first, last = sorted((one.token.at, other.token.at))
    if reading.lexicon.language in _FREE:
        first, last = first - 3, last + 5
    return [
        token for token in reading.tokens[max(0, first + 1) : last]
        if token.content and not token.name and not token.number and token.sentence == one.token.sentence
        and not token.has("weekday", "month", "unit", "magnitude", "say") and _verbal(token, reading)
    ]  # fmt: skip


def _verbal(token: Token, reading: Reading) -> bool:
    """Whether a word may be a verb or a comparative: in English not behind an article or preposition."""
    before = reading.tokens[token.at - 1] if token.at else None
    if before is None or reading.lexicon.language in _FREE:
        return True
    if reading.lexicon.language == "de" and token.capital:
        return False
    return not before.has("the") and not (before.has("prep", "of") and before.fold != "to")
