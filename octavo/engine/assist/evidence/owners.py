"""Whose a statement is: the sentence of the passages that says it names the one whom the sentence names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import zip_longest

from octavo.engine.assist.evidence.actors import is_passive, mark_of
from octavo.engine.assist.evidence.case import Case
from octavo.engine.assist.evidence.lexicon import lexicon_of
from octavo.engine.assist.evidence.names import runs
from octavo.engine.assist.evidence.reading import Reading, Token
from octavo.engine.assist.evidence.sides import is_verbal
from octavo.engine.assist.evidence.stems import root
from octavo.engine.assist.evidence.verdict import Failure, Fault

_LEAD = 2  # words that another's statement must share more with the sentence than any of the one named
_AHEAD = 5  # tokens behind a verb in which its object stands
_NAMING = frozenset(["en", "fr", "es", "pt", "it"])
_GETTING = frozenset(["win", "receive", "get", "obtain"])
_RECEIVING = frozenset(["to", "from", "against", "by"])
_GIVING = frozenset(["award", "give", "grant", "hand", "offer", "pay", "send", "tell", "show", "teach", "lend", "ask"])
_LEAVING = frozenset(["leave", "depart", "quit"])


def check_owners(case: Case) -> Fault | None:
    """A name with another one's statement, as what a verb is done to, behind its preposition, or at the wrong end."""
    return _check_statements(case) or _check_objects(case) or _check_sides(case) or _check_ends(case)


@lru_cache(maxsize=8192)
def _named(reading: Reading) -> tuple[tuple[Token, ...], ...]:
    return tuple(tuple(run) for run in runs(reading))


def _check_statements(case: Case) -> Fault | None:
    """A clause that repeats what the passages say of another name, in a sentence without its own one or a pronoun."""
    places = [(reading, number) for reading in case.ground.readings for number in _sentences(reading)]
    if len(places) < 2:
        return None
    everyone = {case.to(token) for run in _named(case.sentence) for token in run}
    told = [_told(reading, number) for reading, number in places]
    for run in _named(case.sentence):
        own = {case.to(token) for token in run}
        alone = len(_named(case.sentence)) == 1
        row = case.sentence.content if alone else _clause(run[0], case.sentence)
        clause = {case.to(token) for token in row} - everyone
        shared = [(len(clause & words), own & words, place) for words, place in zip(told, places, strict=True)]
        home = max((count for count, named, _ in shared if named), default=None)
        most, _, (reading, number) = max(shared, key=lambda one: one[0])
        if home is None or most < home + _LEAD or _stands_for_one(reading, number):
            continue
        others = [each for each in _named(reading) if each[0].sentence == number]
        if others and not everyone & {token.root for each in others for token in each}:
            return _fault(run[0].text, others[0][0].text)
    return None


def _clause(token: Token, reading: Reading) -> list[Token]:
    """The content of a name's clause; where it has nothing but names, that of the next one too."""
    found = [other for other in reading.content if other.clause == token.clause]
    if all(other.name or other.has("light") or other.rank < 3 for other in found):
        found = [other for other in reading.content if 0 <= other.clause - token.clause <= 1]
    return found


@lru_cache(maxsize=8192)
def _sentences(reading: Reading) -> list[int]:
    return sorted({token.sentence for token in reading.tokens})


@lru_cache(maxsize=8192)
def _told(reading: Reading, number: int) -> set[str]:
    return {token.root for token in reading.content if token.sentence == number}


@lru_cache(maxsize=8192)
def _stands_for_one(reading: Reading, number: int) -> bool:
    return any(
        token.has("pronoun") and token.sentence == number and not (token.spoken or token.has("the", "break"))
        for token in reading.tokens
    )


def _check_objects(case: Case) -> Fault | None:
    """To whom a thing was done: the name behind a verb, or before it in the passive."""
    for token, (_, there), reading in _shared_verbs(case):
        mine, theirs = _patient(token, case.sentence), _patient(there, reading)
        if _is(token, _GIVING) or _is(there, _GIVING):
            if not is_passive(token, case.sentence) or is_passive(there, reading) or not _is(there, _GETTING):
                continue
            theirs = next((run for run in reversed(_named(reading)) if 0 < there.at - run[-1].at <= _AHEAD), ())
        if not mine or not theirs or is_passive(token, case.sentence) == is_passive(there, reading):
            continue
        roots = {case.to(each) for each in mine}
        if not roots & {each.root for each in theirs} and roots <= case.ground.roots.keys():
            return _fault(mine[0].text, theirs[0].text)
    return None


def _shared_verbs(case: Case) -> Iterator[tuple[Token, tuple[int, Token], Reading]]:
    """Words that may be verbs and stand once in the passages."""
    if case.ground.lexicon.language not in _NAMING:
        return
    for token in case.sentence.content:
        places = case.ground.roots.get(case.to(token), ())
        if len(places) == 1 and not (token.name or token.number or token.has("say", "weekday", "month", "unit")):
            yield token, places[0], case.ground.readings[places[0][0]]


def _patient(verb: Token, reading: Reading) -> tuple[Token, ...]:
    if not is_passive(verb, reading):
        ahead = reading.tokens[verb.at + 1 : verb.at + _AHEAD]
        first = next((token for token in ahead if not token.has("the")), None)
        return next((run for run in _named(reading) if first is not None and run[0] is first), ())
    for run in reversed(_named(reading)):
        if run[-1].at < verb.at and run[0].sentence == verb.sentence:
            beside = run[-1].clause == verb.clause and verb.at - run[-1].at <= _AHEAD
            return run if beside and mark_of(run[0], reading) == "" else ()
    return ()


def _check_sides(case: Case) -> Fault | None:
    """ "He received it from a builder": "a builder received it" has the sides changed."""
    for token, (_, there), reading in _shared_verbs(case):
        if is_passive(token, case.sentence) or is_passive(there, reading):
            continue
        subject = _subject(token, case.sentence)
        if subject is None or subject.root in case.ground.lexicon.opposite or not is_verbal(token, case.sentence):
            continue
        plain = there.at > 0 and not reading.tokens[there.at - 1].has("the", "prep", "of", "break")
        alone = _RECEIVING if plain and case.ground.lexicon.language == "en" else frozenset()
        mine = {mark for mark, _ in _behind(token, case.sentence)}
        for mark, other in _behind(there, reading):
            if case.to(subject) == other.root and (mark in mine or mark in alone):
                return _fault(subject.text, other.text)
    return None


def _subject(verb: Token, reading: Reading) -> Token | None:
    """The noun or name before a verb, over small words and "in Peln"."""
    at = verb.at - 1
    while at >= max(0, verb.at - 8):
        token = reading.tokens[at]
        if token.sentence != verb.sentence or token.clause != verb.clause or token.has("the", "pronoun", "prep"):
            return None
        if token.content:
            if mark_of(token, reading) == "":
                return token
            while at > 0 and not reading.tokens[at].has("prep"):
                at -= 1
        at -= 1
    return None


def _behind(verb: Token, reading: Reading) -> Iterator[tuple[str, Token]]:
    """Prepositions behind a verb in its clause, each with the last word of what follows it."""
    row = [token for token in reading.tokens[verb.at + 1 : verb.at + 10] if token.sentence == verb.sentence]
    for place, token in enumerate(row):
        if token.has("break") or token.clause != verb.clause:
            return
        if token.has("prep") and not token.has("of"):
            after = [other for other in row[place + 1 :] if not other.has("the")]
            for one, following in zip_longest(after, after[1:]):
                if not one.content or one.number or one.has("number"):
                    break
                if following is None or not following.content or following.clause != one.clause:
                    yield token.fold, one
                    break


def _check_ends(case: Case) -> Fault | None:
    """ "From A to B" where the passages have one who leaves B for A."""
    if case.ground.lexicon.language != "en":
        return None
    mine = _ends(case.sentence)
    if len(mine) < 2:
        return None
    for reading in case.ground.readings:
        theirs = _ends(reading)
        turned = [each for each in mine if case.to_root(each) in theirs and theirs[case.to_root(each)] != mine[each]]
        if len(turned) > 1:
            return _fault(turned[0], turned[1])
    return None


@lru_cache(maxsize=8192)
def _ends(reading: Reading) -> dict[str, str]:
    """Names from or to which somebody moves: "from A to B", "leave A for B", "join B from A"."""
    found: dict[str, str] = {}
    left = False
    for run in _named(reading):
        at = run[0].at - 1
        while at >= 0 and reading.tokens[at].has("the"):
            at -= 1
        before = reading.tokens[at] if at >= 0 else None
        if before is None:
            continue
        way = "from" if before.has("from") or _is(before, _LEAVING) else ""
        if before.has("to") or before.fold in ("into", "join", "joined") or (before.fold == "for" and left):
            way = "to"
        left = left or (way == "from" and not before.has("from"))
        if way:
            found |= {token.root: way for token in run}
    return found


def _is(token: Token, verbs: frozenset[str]) -> bool:
    return token.root in _roots(verbs)


@lru_cache
def _roots(verbs: frozenset[str]) -> frozenset[str]:
    return frozenset(root(verb, lexicon_of("en")) for verb in verbs)


def _fault(one: str, other: str) -> Fault:
    return Fault(Failure.ROLE, f"The sources say it of “{other}”, not of “{one}”.")
