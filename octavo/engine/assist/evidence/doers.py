"""Who does what each verb says, and to whom, in the sentence as in the passages. Only in English."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from octavo.engine.assist.evidence.case import Case
from octavo.engine.assist.evidence.frames import Doer, doer, in_passive, is_verb, patient
from octavo.engine.assist.evidence.reading import Reading, Token
from octavo.engine.assist.evidence.verdict import Failure, Fault

_PLACES = 4  # of a verb in the passages


def check_doers(case: Case) -> Fault | None:
    """The first verb with another doer than in the passages, where the passages have that one in another part."""
    if case.ground.lexicon.language != "en":
        return None
    for verb in case.sentence.content:
        other = case.to(verb) != verb.root
        if not is_verb(verb, case.sentence) or (other and verb.root in case.ground.lexicon.opposite):
            continue
        places = [
            (case.ground.readings[number], there)
            for number, there in case.ground.roots.get(case.to(verb), ())
            if is_verb(there, case.ground.readings[number])
        ]
        for role in ("doer",) if other else ("doer", "patient"):  # "won" is "was awarded"
            faults = [_judge(verb, *place, role, case) for place in places[:_PLACES]]
            if faults and all(faults):
                return faults[0]
    return _check_owned(case) or _check_deeds(case)


def _judge(verb: Token, reading: Reading, there: Token, role: str, case: Case) -> Fault | None:
    part = doer if role == "doer" else patient
    mine, theirs = part(verb, case.sentence), part(there, reading)
    if mine is None or mine.vague or theirs is None:
        return None
    if _is_known(mine, theirs, reading, case) or (role == "doer" and _is_turned(mine, verb, there, reading, case)):
        return None
    one, other = mine.head[0].text, (theirs.head or theirs.beside)[0].text
    return Fault(Failure.ROLE, f"“{verb.text}” is said of “{other}” in the sources, not of “{one}”.")


def _is_known(mine: Doer, theirs: Doer, reading: Reading, case: Case) -> bool:
    """Whether the two may be the same, or the sentence's one is nobody of the passages."""
    there = {token.root for token in (*theirs.head, *theirs.beside)}
    head = _unowned(mine.head, case.sentence)
    names = [token for token in head if token.name]
    words = names or list(head[-1:])
    roots = {case.to(token) for token in words} | {token.root for token in words}
    if roots & there or not roots & case.ground.roots.keys():
        return True
    if any(other.root in there for other in mine.beside) and not names:
        return True
    known = _aliases(reading)
    if any(each in known.get(root, ()) for root in roots for each in there):
        return True
    if not names and not any(roots & _acting(each) for each in case.ground.readings):
        return True  # a noun that nowhere does anything
    if theirs.vague or theirs.head[-1].root in case.met - roots:
        return False  # whom the passages name stands in the sentence too, beside the other
    first = theirs.head[0]
    unnamed = not names or not any(token.name for token in theirs.head)
    if unnamed and _resumes(first, reading) and any(token.root in roots for token in reading.tokens[: first.at]):
        return True
    return not names and any(
        _resumes(token, reading) and first.at < token.at for token in reading.tokens if token.root in roots
    )


@lru_cache(maxsize=8192)
def _acting(reading: Reading) -> frozenset[str]:
    """The words for those who do something somewhere in a text."""
    verbs = (token for token in reading.content if token.has("say") or is_verb(token, reading))
    found = (doer(verb, reading) for verb in verbs)
    return frozenset(token.root for each in found if each is not None for token in each.head)


def _resumes(token: Token, reading: Reading) -> bool:
    """Whether "the company" stands for one who was named before: a noun with an article, for the first time there."""
    return (
        token.at > 1
        and not token.name
        and reading.tokens[token.at - 1].fold == "the"
        and reading.roots[token.root][0] is token
    )


def _check_deeds(case: Case) -> Fault | None:
    """A new verb between the two between whom the passages have another one, which the sentence lacks."""
    for verb in case.sentence.content:
        if not is_verb(verb, case.sentence) or case.ground.link(verb).how not in ("none", "near"):
            continue
        ends = doer(verb, case.sentence), patient(verb, case.sentence)
        if ends[0] is None or ends[1] is None or not (ends[0].head and ends[1].head):
            continue
        mine = [{case.to(token) for token in (end.head if end else ())} for end in ends]
        for reading in case.ground.readings:
            for there in reading.content:
                if there.root in case.met or there.fold == "called" or not is_verb(there, reading):
                    continue
                theirs = doer(there, reading), patient(there, reading)
                if all(end and one & {token.root for token in end.head} for one, end in zip(mine, theirs, strict=True)):
                    return Fault(Failure.ROLE, f"The sources have “{there.text}” where it has “{verb.text}”.")
    return None


def _unowned(head: tuple[Token, ...], reading: Reading) -> tuple[Token, ...]:
    """What stands behind the last "'s": "concert" of "Berg's concert"."""
    owners = [place for place, token in enumerate(head[:-1]) if _owns(token, reading)]
    return head[owners[-1] + 1 :] if owners else head


def _owns(token: Token, reading: Reading) -> bool:
    return reading.text[token.end : token.end + 1] in ("'", "’")


def _check_owned(case: Case) -> Fault | None:
    """ "Berg's lawyer" where the passages have only another one's lawyer."""
    for name, noun in _owned(case.sentence):
        theirs = [pair for reading in case.ground.readings for pair in _owned(reading) if pair[1].root == case.to(noun)]
        alone = len(theirs) == len(case.ground.roots.get(case.to(noun), ()))
        own = case.to(name)
        if theirs and alone and own in case.ground.roots and all(own != other.root for other, _ in theirs):
            near = {token.root for other, _ in theirs for reading in case.ground.readings for token in reading.tokens
                    if 0 <= other.at - token.at < 4 and other in reading.tokens}  # fmt: skip
            if own not in near:
                return Fault(Failure.ROLE, f"The “{noun.text}” is of “{theirs[0][0].text}” in the sources.")
    return None


@lru_cache(maxsize=8192)
def _owned(reading: Reading) -> tuple[tuple[Token, Token], ...]:
    """Names and the nouns that are theirs: "Berg's lawyer"."""
    return tuple(
        (name, noun)
        for name, noun in pairwise(reading.tokens)
        if name.capital and name.content and _owns(name, reading) and noun.content and not noun.name
    )


def _is_turned(mine: Doer, verb: Token, there: Token, reading: Reading, case: Case) -> bool:
    """Whether "the branches close" stands for "it closes the branches"."""
    if in_passive(verb, case.sentence) or patient(verb, case.sentence) is not None:
        return False
    ahead = reading.tokens[there.at + 1 : there.at + 8]
    return case.to(mine.head[-1]) in {token.root for token in ahead if token.sentence == there.sentence}


@lru_cache(maxsize=8192)
def _aliases(reading: Reading) -> dict[str, frozenset[str]]:
    """Names with the nouns beside them or in apposition, and those with the names."""
    found: dict[str, set[str]] = {}
    tokens = reading.content
    for token in tokens:
        if not token.name:
            continue
        row = [each for each in tokens[max(0, token.rank - 5) : token.rank + 7] if each.sentence == token.sentence]
        for each in row:
            gap = reading.tokens[min(each.at, token.at) + 1 : max(each.at, token.at)]
            if any(other.has("prep", "by", "of", "break") or is_verb(other, reading) for other in gap):
                continue
            found.setdefault(token.root, set()).add(each.root)
            found.setdefault(each.root, set()).add(token.root)
    return {root: frozenset(others) for root, others in found.items()}
