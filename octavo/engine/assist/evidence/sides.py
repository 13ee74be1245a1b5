"""Names with each other's neighbours, comparisons turned round, verbs with another subject."""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations

from octavo.engine.assist.evidence.actors import is_passive, mark_of, may_act
from octavo.engine.assist.evidence.case import Case
from octavo.engine.assist.evidence.reading import Reading, Token
from octavo.engine.assist.evidence.verdict import Failure, Fault

_NAMING = frozenset(["en", "fr", "es", "pt", "it"])


def check_exchange(case: Case) -> Fault | None:
    """Two that have each other's neighbours: between the same words stands the one where the other stood."""
    mine = _beside(case.sentence)
    if len(mine) < 2:
        return None
    for reading in case.ground.readings:
        theirs = {root: places for root, places in _beside(reading).items() if len(places) == 1}
        for (one, beside_one), (other, beside_other) in combinations(mine.items(), 2):
            there, elsewhere = theirs.get(one), theirs.get(other)
            if there and elsewhere and there != elsewhere and beside_one == elsewhere and beside_other == there:
                return Fault(Failure.ROLE, f"“{one}” and “{other}” have each other's place in the sources.")
    return None


@lru_cache(maxsize=8192)
def _beside(reading: Reading) -> dict[str, list[tuple[str, str]]]:
    """Names, runs of them as one -> the words before and behind each."""
    found: dict[str, list[tuple[str, str]]] = {}
    tokens = reading.tokens
    at = 0
    while at < len(tokens):
        end = at
        while (
            end < len(tokens)
            and (tokens[end].name or (end == 0 and tokens[end].capital))
            and tokens[end].clause == tokens[at].clause
        ):
            end += 1
        if end > at:
            name = " ".join(token.root for token in tokens[at:end])
            found.setdefault(name, []).append(
                (tokens[at - 1].fold if at else "", tokens[end].fold if end < len(tokens) else "")
            )
        at = max(end, at + 1)
    return found


def check_comparison(case: Case) -> Fault | None:
    """ "More copper than silver": in the passages the first is the one that is more."""
    lexicon = case.ground.lexicon
    for than in (token for token in case.sentence.tokens if token.has("than") and not token.inner):
        first = next(
            (
                token
                for token in reversed(case.sentence.content[: than.rank])
                if not token.number and token.root not in lexicon.opposite and mark_of(token, case.sentence) == ""
            ),
            None,
        )
        second = next((token for token in case.sentence.content[than.rank :] if token.at > than.at), None)
        degree = next(
            (
                token
                for token in reversed(case.sentence.tokens[max(0, than.at - 4) : than.at])
                if token.root in lexicon.opposite
            ),
            None,
        )
        if first is None or second is None or degree is None:
            continue
        for reading in case.ground.readings:
            one, other = reading.roots.get(case.to(first)), reading.roots.get(case.to(second))
            if not one or not other or len(one) > 1 or len(other) > 1:
                continue
            same = _same_degree(degree, reading, case)
            if same is not None and (one[0].at < other[0].at) != same:
                return Fault(
                    Failure.COMPARISON,
                    f"“{first.text}” and “{second.text}” are compared the other way round in the sources.",
                )
    return None


def _same_degree(degree: Token, reading: Reading, case: Case) -> bool | None:
    """Whether a passage compares in the same direction (True), in the other (False), or not at all (None)."""
    groups = case.ground.lexicon.opposite[degree.root]
    for token in reading.tokens:
        theirs = case.ground.lexicon.opposite.get(token.root, {})
        for group, side in groups.items():
            if group in theirs:
                return theirs[group] == side
    return None


def check_subjects(case: Case) -> Fault | None:
    """The name before a verb is the one before it in the passages, where neither is in the passive."""
    for token in case.sentence.content:
        if (
            token.name
            or token.number
            or token.has("say", "weekday", "month", "unit", "magnitude", "number")
            or token.root in case.ground.lexicon.kinds
        ):
            continue
        places = case.ground.roots.get(case.to(token), ())
        mine = _subject(token, case.sentence)
        if mine is None or len(places) != 1:
            continue
        reading = case.ground.readings[places[0][0]]
        if case.to(token) != token.root and not is_verbal(places[0][1], reading):
            continue  # "leads" for "president"
        theirs = _subject(places[0][1], reading)
        if theirs is None or case.to(mine) == theirs.root:
            continue
        if not any(other.capital for _, other in case.ground.roots.get(case.to(mine), ())):
            continue
        run = {other.root for other in reading.tokens[max(0, theirs.at - 3) : theirs.at + 2]}
        if case.to(mine) not in run and theirs.root in {case.to(each) for each in case.sentence.tokens} | {theirs.root}:
            return Fault(
                Failure.ROLE, f"“{token.text}” belongs to “{theirs.text}” in the sources, not to “{mine.text}”."
            )
    return None


def is_verbal(token: Token, reading: Reading) -> bool:
    """Whether a word has the form of a verb in the past, or one ending in -ing."""
    return token.fold.endswith(("ed", "ing")) or reading.lexicon.irregular.get(token.fold, token.fold) != token.fold


def _subject(verb: Token, reading: Reading) -> Token | None:
    """The bare name nearest before a verb in its sentence, or behind "by"; None: a noun, or without one."""
    before = reading.tokens[verb.at - 1] if verb.at else None
    if before is not None and is_passive(verb, reading):
        return _agent(verb, reading)
    if before is None or before.fold == "to" or before.has("the", "prep", "of", "by"):
        return None
    if reading.lexicon.language not in _NAMING or any(
        other.has("by") for other in reading.tokens[verb.at + 1 : verb.at + 4]
    ):
        return None
    for other in reversed(reading.tokens[max(0, verb.at - 9) : verb.at]):
        if other.sentence != verb.sentence or other.spoken != verb.spoken:
            return None
        if other.name and not other.has("month", "weekday"):
            if _describes(other, verb, reading):
                return None  # "the Carrow hospital"
            if mark_of(other, reading) == "":
                return other
        elif other.has("pronoun") and not other.has("break", "the"):
            return None
    return None


def _agent(verb: Token, reading: Reading) -> Token | None:
    ahead = reading.tokens[verb.at + 1 : verb.at + 7]
    by = next((other.at for other in ahead if other.has("by") and other.clause == verb.clause), None)
    return None if by is None else next((other for other in reading.tokens[by + 1 : by + 5] if other.name), None)


def _describes(name: Token, verb: Token, reading: Reading) -> bool:
    behind = reading.tokens[name.at + 1]
    return (
        behind.content and behind is not verb and not behind.name and behind.clause == name.clause
        and may_act(behind, reading)
    )  # fmt: skip
