"""Small words that tie two others: whose thing it is, before or after what, the first or the last of its kind."""

from __future__ import annotations

from functools import lru_cache

from octavo.engine.assist.evidence.case import Case
from octavo.engine.assist.evidence.quantity import TIMES
from octavo.engine.assist.evidence.reading import Reading, Token
from octavo.engine.assist.evidence.verdict import Failure, Fault

_WAYS = {
    "before": frozenset(["before", "until", "till"]), "after": frozenset(["after", "since", "following"]),
    "since": frozenset(["since", "after", "following"]), "until": frozenset(["until", "till", "before"]),
}  # fmt: skip
_Ties = dict[str, set[str]]


def check_joined(case: Case) -> Fault | None:
    """A noun with another owner, another "before" or another place in a row than in the passages. English only."""
    if case.ground.lexicon.language != "en":
        return None
    theirs = [_ties(reading) for reading in case.ground.readings]
    for sort, (mine, failure) in enumerate(zip(_ties(case.sentence), _FAILURES, strict=True)):
        for root, ties in mine.items():
            known = set().union(*(each[sort].get(case.to_root(root), set()) for each in theirs))
            for tie in sorted(ties):
                if known and not known & _WAYS.get(tie, {case.to_root(tie), tie}) and _apart(root, tie, sort, case):
                    return Fault(failure, f"The sources have “{min(known)}”, not “{tie}”, with “{root}”.")
    return None


def _apart(root: str, tie: str, sort: int, case: Case) -> bool:
    """Whether an owner stands in the passages, so that it was exchanged and is not the same one by another name."""
    return sort != 0 or tie in case.ground.roots


@lru_cache(maxsize=8192)
def _ties(reading: Reading) -> tuple[_Ties, _Ties, _Ties]:
    """Root of a noun -> names of its owners; -> "before" and the like in front of it; -> its place in a row."""
    owners: _Ties = {}
    ways: _Ties = {}
    ranks: _Ties = {}
    for token in reading.tokens:
        ahead = [each for each in reading.tokens[token.at + 1 : token.at + 4] if not each.has("the")]
        following = ahead[0] if ahead and ahead[0].clause == token.clause else None
        if following is None or token.spoken:
            continue
        if token.name and reading.text[token.end : token.end + 2] in ("'s", "’s") and _is_noun(following):
            owners.setdefault(following.root, set()).update(_name(token, reading))
        if following.fold == "of" and len(ahead) > 1 and ahead[1].name and _is_noun(token):
            owners.setdefault(token.root, set()).update(_name(ahead[1], reading))
        if token.fold in _WAYS and _is_noun(following):
            ways.setdefault(following.root, set()).add(token.fold)
        if (token.has("ordinal") or token.fold in ("last", "first")) and _is_noun(following):
            ranks.setdefault(following.root, set()).add(token.root)
    return owners, ways, ranks


def _is_noun(token: Token) -> bool:
    return token.content and not (token.name or token.number or token.has("number", "unit")) and token.fold not in TIMES


def _name(token: Token, reading: Reading) -> set[str]:
    """All words of a name that one of its words stands in."""
    found = {token.root}
    for step in (-1, 1):
        at = token.at + step
        while 0 <= at < len(reading.tokens) and reading.tokens[at].name and reading.tokens[at].clause == token.clause:
            found.add(reading.tokens[at].root)
            at += step
    return found


_FAILURES = (Failure.ROLE, Failure.DATE, Failure.COMPARISON)
