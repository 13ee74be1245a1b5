"""A sentence that is all but a copy of one in the passages: what differs is what was changed, and is looked at hard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from octavo.engine.assist.evidence.case import Case
from octavo.engine.assist.evidence.reading import Reading, Token
from octavo.engine.assist.evidence.verdict import Failure, Fault

_COPIED = 0.8  # share of the content words that stand in one sentence of the passages
_SURE = 0.62  # cosine from which a word of a copy may be another's synonym
_SHORTEST = 5  # content words: below, a paraphrase looks like a copy


def check_copies(case: Case) -> Fault | None:
    """Names, numbers or days that changed places in a copy, and words that took the place of others in one."""
    mine = case.sentence.content
    if len(mine) < _SHORTEST or any(token.sentence for token in mine):
        return None
    for reading in case.ground.readings:
        for theirs in _sentences(reading):
            fault = _check_copy(mine, theirs, case)
            if fault:
                return fault
    return None


def _sentences(reading: Reading) -> list[list[Token]]:
    found: dict[int, list[Token]] = {}
    for token in reading.content:
        found.setdefault(token.sentence, []).append(token)
    return list(found.values())


def _check_copy(mine: list[Token], theirs: list[Token], case: Case) -> Fault | None:
    left = Counter(token.root for token in theirs)
    new = []
    for token in mine:
        if left[token.root] > 0:
            left[token.root] -= 1
        else:
            new.append(token)
    if len(new) > (1 - _COPIED) * len(mine) or len(mine) < 0.6 * len(theirs):
        return None
    if not new and len(mine) == len(theirs):
        fault = _check_places(mine, theirs)
        german = case.sentence.lexicon.language == "de"  # whose nouns have capitals too
        turned = german and any(token.has("by") for token in case.sentence.tokens)
        return None if fault and fault.failure is Failure.ROLE and turned else fault
    return _check_words(new, mine, theirs, case)


def _check_places(mine: list[Token], theirs: list[Token]) -> Fault | None:
    """The same words: where one sort of them is in another order and the rest is not, that sort was moved."""
    for sort, failure in _SORTS:
        if not any(map(sort, mine)):
            continue
        rest = [token.root for token in mine if not sort(token)] == [token.root for token in theirs if not sort(token)]
        moved = [token.root for token in mine if sort(token)] != [token.root for token in theirs if sort(token)]
        if rest and moved:
            return Fault(failure, "The same words stand in another order in the sources.")
    return None


def _check_words(new: list[Token], mine: list[Token], theirs: list[Token], case: Case) -> Fault | None:
    """A word that is new in an else unchanged row must be a synonym that we know."""
    kept = [token.root for token in mine if token not in new]
    there = iter(token.root for token in theirs)
    if not all(any(root == other for other in there) for root in kept):
        return None  # in another order: no copy
    for token in new:
        if token.spoken or (len(token.fold) == 1 and token.text.isascii()):
            continue
        link = case.ground.link(token)
        sure = link.how in ("same", "synonym", "form", "opposite") or (link.how == "near" and link.weight >= _SURE)
        if (
            not sure
            and not token.has("say", "will", "may", "must", "light", "number", "magnitude", "unit")
            and not token.number
            and not token.name
        ):
            return Fault(Failure.WORDING, f"The sources do not say “{token.text}”.")
    return None


def _is_day(token: Token) -> bool:
    return token.has("weekday", "month")


_SORTS: tuple[tuple[Callable[[Token], bool], Failure], ...] = (
    (lambda token: token.name or token.capital, Failure.ROLE),
    (lambda token: token.number or token.has("number"), Failure.NUMBER),
    (_is_day, Failure.DATE),
)
