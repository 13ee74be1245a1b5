"""How much of what: words of quantity with the nouns that they count, and each in its own clause."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from octavo.engine.assist.evidence.binding import find_swap
from octavo.engine.assist.evidence.case import Case
from octavo.engine.assist.evidence.quantity import ENTAILED
from octavo.engine.assist.evidence.reading import Reading, Token
from octavo.engine.assist.evidence.verdict import Failure, Fault

_AHEAD = 6  # tokens behind a word of quantity in which its noun stands
_KINDS = ("all", "most", "many", "few", "some")
_LESS = {  # what a word of the sentence may stand for in the passages, besides itself
    "some": {"n", "several", "dozens", "hundreds", "thousands", "a few", "handful", "half", "nearly all", "all"},
    "several": {"n", "some", "a few", "many", "handful"}, "many": {"n", "dozens", "hundreds", "thousands", "scores"},
    "a few": {"n", "several", "few", "handful"}, "few": {"n", "a few", "handful"}, "dozens": {"n", "scores"},
    "most": {"n", "nearly all", "over half"}, "over half": {"n", "most"}, "all": {"n"}, "half": {"n"},
    "nearly all": {"n"}, "hundreds": {"n"}, "thousands": {"n"}, "handful": {"n", "a few"},
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Share:
    """A word of quantity. `head`: the root of what it counts ("": it stands alone); `at`: its token."""

    kind: str
    head: str
    at: int
    written: str


def check_attached(case: Case) -> Fault | None:
    """A word of quantity before a noun that has another one in the passages, and two that changed places."""
    mine = [each for each in shares(case.sentence) if each.kind != "n"]
    if not mine:
        return None
    theirs = [(reading, each) for reading in case.ground.readings for each in shares(reading)]
    counted: dict[str, set[str]] = {}
    for _, each in theirs:
        if each.head:
            counted.setdefault(each.head, set()).add(each.kind)
    kinds = {each.kind for _, each in theirs}
    for one in mine:
        known = None if one.kind in ("the most", "the fewest") else counted.get(case.to_root(one.head))
        loose = _loose(one, theirs, case, most=1)  # "all of them", of the same happening
        if not one.head and (beside := _loose(one, theirs, case, most=2)) and not _fits(one.kind, beside):
            return Fault(Failure.QUANTITY, f"The sources do not say “{one.written}” there.")
        if known and known - {"n"} and not _fits(one.kind, loose | known - {"n"}):
            return Fault(Failure.QUANTITY, f"The sources do not say “{one.written}” of it.")
        if one.kind == "all" and "nearly all" in kinds and "all" not in kinds:
            return Fault(Failure.QUANTITY, f"The sources do not quite say “{one.written}”.")
    found = find_swap(
        [(case.around(each.at), each) for each in mine],
        [(reading.around(each.at), each) for reading, each in theirs if each.kind != "n"],
        lambda one, other: one.kind == other.kind,
        alone=False,
        clauses=(
            [case.clause(each.at, each.at) for each in mine],
            [reading.clause_roots(each.at, each.at) for reading, each in theirs if each.kind != "n"],
        ),
    )
    return Fault(Failure.QUANTITY, f"“{found.written}” is said of something else in the sources.") if found else None


def _loose(one: Share, theirs: list[tuple[Reading, Share]], case: Case, most: int) -> set[str]:
    """What words of quantity without a noun say in clauses that share some words with that of one of the sentence."""
    words = {case.to_root(root) for root in _tail(one, case.sentence)}
    return {
        each.kind for reading, each in theirs
        if not each.head and each.kind != "n" and len(words & _tail(each, reading)) >= most
    }  # fmt: skip


def _tail(share: Share, reading: Reading) -> set[str]:
    """The content words behind a word of quantity in its clause."""
    clause = reading.tokens[share.at].clause
    row = reading.tokens[share.at + 1 : share.at + 2 * _AHEAD]
    return {token.root for token in row if token.content and token.clause == clause and not token.number}


def _fits(kind: str, known: set[str]) -> bool:
    return kind in known or bool(_LESS.get(kind, set()) & known) or any((kind, other) in ENTAILED for other in known)


@lru_cache(maxsize=8192)
def shares(reading: Reading) -> tuple[Share, ...]:
    """The words of quantity of a text, numbers as "n"."""
    if reading.lexicon.language != "en":
        return ()
    found = []
    for token in reading.tokens:
        kind = "" if token.inner or token.spoken else _kind(token, reading)
        if kind:
            found.append(Share(kind, _head(token, reading), token.at, token.text))
    return tuple(found)


def _kind(token: Token, reading: Reading) -> str:
    before = reading.tokens[token.at - 1] if token.at else None
    back = before
    while back is not None and back.inner:
        back = reading.tokens[back.at - 1]
    if token.number or token.has("number"):
        return "n"
    if token.fold in ("fewest", "least", "most") and before is not None and before.fold == "the":
        return "the most" if token.fold == "most" else "the fewest"
    if token.has("vague") and token.fold != "tens":
        return token.fold
    if token.fold == "half" and not (before is not None and before.has("ordinal")):
        return "over half" if back is not None and back.has("over") else "half"
    if token.has("upto", "over", "atleast", "unnot") or (token.has("about") and not token.has("some")):
        return ""
    if token.phrase == 2 and token.fold == "a" and token.has("some"):
        return "a few" if reading.tokens[token.at + 1].fold == "few" else ""
    for kind in _KINDS:
        if token.has(kind):
            if kind == "all" and token.fold not in ("all", "every", "each", "everyone", "everybody", "both"):
                return ""
            if kind == "most" and token.fold not in ("most", "majority"):
                return ""
            nearly = back is not None and (back.has("nearly") or back.fold in ("virtually", "practically", "not"))
            return f"nearly {kind}" if nearly else kind
    return ""


def _head(token: Token, reading: Reading) -> str:
    """The first noun behind, over "of the 23" and adjectives; "" before another preposition or pronoun."""
    row = reading.tokens[token.at + max(1, token.phrase) : token.at + _AHEAD]
    last = ""
    for other in row:
        if other.clause != token.clause or (other.has("prep", "passive", "than", "not") and not other.has("of")):
            break
        if last and (other.has("the", "of", "by") or other.fold in reading.lexicon.stopwords):
            break
        if other.has("pronoun") and not other.has("the"):
            break
        if other.content and not other.number and not other.has("number", "magnitude") and not other.name:
            return other.root
    return last
