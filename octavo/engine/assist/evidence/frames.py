"""The verbs of a text with who does them and to whom, told by order and small words: English only."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from octavo.engine.assist.evidence.actors import is_passive
from octavo.engine.assist.evidence.reading import Reading, Token
from octavo.engine.assist.evidence.sides import is_verbal

_FARTHEST = 16  # tokens between a verb and who does it
_RELATIVE = frozenset(["who", "which", "that", "whom"])
_TIMES = ("weekday", "month", "unit", "magnitude", "number", "today", "yesterday", "tomorrow", "ordinal")
_NOT_VERBS = (*_TIMES, "prep", "the", "pronoun", "by")
_HANGING = frozenset(["of", "in", "at", "from", "for", "with", "on", "near", "by", "between"])  # behind a noun


@dataclass(frozen=True, slots=True)
class Doer:
    """Who stands for the doer of a verb. `head`: the words for it; `beside`: those of its appositions and what hangs on
    it; `vague`: it is a pronoun, and `beside` are those whom it may mean."""

    head: tuple[Token, ...]
    beside: tuple[Token, ...]
    vague: bool = False


def doer(verb: Token, reading: Reading) -> Doer | None:
    """Who does it: who stands before a verb, or behind "by" in the passive. None: not said."""
    return _agent(verb, reading) if in_passive(verb, reading) else _before(verb, reading)


def patient(verb: Token, reading: Reading) -> Doer | None:
    """To whom it is done: who stands right behind a verb, or before it in the passive."""
    if in_passive(verb, reading):
        return _before(verb, reading) if is_passive(verb, reading) else None
    at = verb.at + 1
    return _ahead(at, verb, reading)


def _agent(verb: Token, reading: Reading) -> Doer | None:
    ahead = reading.tokens[verb.at + 1 : verb.at + 8]
    by = next((token for token in ahead if token.has("by") and token.clause == verb.clause), None)
    return None if by is None else _ahead(by.at + 1, verb, reading)


def _ahead(at: int, verb: Token, reading: Reading) -> Doer | None:
    """The words for one that begin at a token."""
    tokens = reading.tokens
    while at < len(tokens) and _is_article(tokens[at]) and tokens[at].sentence == verb.sentence:
        at += 1
    head: list[Token] = []
    while (
        at < len(tokens) and tokens[at].clause == verb.clause and tokens[at].content and _is_noun(tokens[at], reading)
    ):
        head.append(tokens[at])
        at += 1
    if not head or (at < len(tokens) and tokens[at].has("of")):
        return None
    beside = [token for token in tokens[at : at + 8] if token.content and token.sentence == verb.sentence]
    return Doer(tuple(head), tuple(beside))


@lru_cache(maxsize=8192)
def _before(verb: Token, reading: Reading) -> Doer | None:
    """Who stands before a verb: over helping verbs, adverbs, appositions, relative clauses and "in Peln"."""
    tokens = reading.tokens
    at = verb.at - 1
    while at >= 0 and tokens[at].sentence == verb.sentence and _helps(tokens[at]):
        at -= 1
    if at < 0 or tokens[at].sentence != verb.sentence or verb.at - at > _FARTHEST:
        return None
    token = tokens[at]
    if token.has("to") or token.has("break"):
        return _governed(token, verb, reading)
    if token.has("pronoun"):
        return _meant(token, reading)
    if not token.content or token.number or token.has(*_TIMES) or token.spoken != verb.spoken:
        return None
    if token.clause != verb.clause:
        return _apposed(token, verb, reading)
    return _phrase(token, reading)


def _governed(token: Token, verb: Token, reading: Reading) -> Doer | None:
    """Of "who won", "agreed to pay", "sang and danced": the antecedent, or the doer of the verb before."""
    tokens = reading.tokens
    before = tokens[token.at - 1] if token.at else None
    if before is None or before.sentence != verb.sentence:
        return None
    if token.fold in _RELATIVE:
        if is_verb(before, reading) or not before.content:
            return None
        return _phrase(before, reading)
    if token.has("to"):
        return _before(before, reading) if is_verb(before, reading) and not is_passive(before, reading) else None
    if token.fold in ("and", "but"):
        earlier = [each for each in tokens[: token.at] if each.sentence == verb.sentence and is_verb(each, reading)]
        return _before(earlier[0], reading) if len(earlier) == 1 and not is_passive(earlier[0], reading) else None
    return None


def _apposed(token: Token, verb: Token, reading: Reading) -> Doer | None:
    """Behind a comma: "Berg, the mayor, said", "Berg, who won, said"."""
    tokens = reading.tokens
    first = token
    while first.at and tokens[first.at - 1].clause == token.clause:
        first = tokens[first.at - 1]
    before = tokens[first.at - 1] if first.at else None
    if before is None or before.sentence != verb.sentence or not before.content or before.number:
        return None
    found = _phrase(before, reading)
    if found is None:
        return None
    between = tuple(each for each in tokens[first.at : token.at + 1] if each.content)
    if first.fold in _RELATIVE:
        return found
    return Doer((*found.head, *between), found.beside)


def _phrase(last: Token, reading: Reading) -> Doer | None:
    """The words for one that end in a token, and what they hang on: "fishermen" of "fishermen in Peln"."""
    tokens = reading.tokens
    beside: list[Token] = []
    at, clause = last.at, last.clause
    while True:
        head: list[Token] = []
        while at >= 0 and tokens[at].clause == clause and _is_noun(tokens[at], reading):
            head.insert(0, tokens[at])
            at -= 1
        while at >= 0 and tokens[at].clause == clause and _is_article(tokens[at]):
            at -= 1
        if not head:
            return None
        here = tokens[at] if at >= 0 and tokens[at].clause == clause else None
        pair = here is not None and here.fold == "and" and at > 1 and tokens[at - 2].fold == "between"
        if here is None or not (here.fold in _HANGING or here.has("than") or pair):
            break
        if at == 0 or (tokens[at - 1].clause != clause and not pair):
            break
        beside = [*head, *beside]
        at -= 1
        clause = tokens[at].clause
        if tokens[at].fold.endswith("ed") and here.has("by"):
            at -= 1
    return _led(here, head, beside, reading)


def _led(here: Token | None, head: list[Token], beside: list[Token], reading: Reading) -> Doer | None:
    """The words for one with what stands before them: another one and "and", or a clause that begins with "who"."""
    tokens = reading.tokens
    at = here.at if here is not None else 0
    if here is not None and here.fold in ("and", "or", "nor"):
        while at and tokens[at - 1].content and _is_noun(tokens[at - 1], reading):
            at -= 1
            beside = [tokens[at], *beside]
    if here is not None and here.fold in _RELATIVE:
        return None  # "which fishermen fear could"
    if here is not None and is_verb(here, reading):  # "climbers who spent a night have"
        who = next((each for each in tokens[max(1, at - 2) : at] if each.fold in ("who", "which")), None)
        if who is not None:
            return _phrase(tokens[who.at - 1], reading)
    return Doer(tuple(head), tuple(beside))


def _meant(token: Token, reading: Reading) -> Doer | None:
    """Whom a pronoun may mean: whoever stands before it in its sentence or in the last one with names."""
    row = [each for each in reading.tokens[: token.at] if each.content and not each.number]
    near = tuple(each for each in row if each.sentence == token.sentence)
    person = token.fold in ("he", "she")
    if near and not person:
        return Doer((), near, vague=True)
    for sentence in range(token.sentence - 1, -1, -1):
        earlier = [each for each in row if each.sentence == sentence]
        if any(each.name or each.capital for each in earlier):
            return Doer((), (*near, *earlier), vague=True)
    return Doer((), near, vague=True) if near else None


@lru_cache(maxsize=8192)
def is_verb(token: Token, reading: Reading) -> bool:
    """Whether a word is the verb of a clause: by its form, or behind a helping verb."""
    if not token.content or token.name or token.number or token.inner or token.has(*_NOT_VERBS):
        return False
    before = reading.tokens[token.at - 1] if token.at else None
    if before is None or before.has("the", "of") or (before.has("prep") and before.fold != "to"):
        return False
    if before.fold in ("will", "would", "could", "may", "might", "must", "should", "can", "to", "not", "n't"):
        return True
    if token.fold.endswith("ing") and not is_passive(token, reading):
        return False
    behind = reading.tokens[token.at + 1] if token.at + 1 < len(reading.tokens) else None
    if token.fold.endswith("s"):
        alone = (
            (before.content and not before.number)
            or before.fold in _HELPING
            or before.fold in ("he", "she", "it", "who", "which")
        )
        object_ = behind is not None and (behind.has("the") or behind.name or behind.fold in ("to", "that"))
        return alone and object_ and not before.fold.endswith("s") and not token.fold.endswith("ss")
    noun = before.number or before.has("number") or token.fold.endswith(("er", "th", "ght", "ren", "men", "nce"))
    return is_verbal(token, reading) and not noun


def in_passive(verb: Token, reading: Reading) -> bool:
    behind = reading.tokens[verb.at + 1] if verb.at + 1 < len(reading.tokens) else None
    if verb.fold.endswith("ing"):
        return False
    return is_passive(verb, reading) or (behind is not None and behind.has("by") and behind.clause == verb.clause)


def _is_article(token: Token) -> bool:
    return token.number or token.has("number", "magnitude") or (token.has("the") and not token.has("prep"))


def _helps(token: Token) -> bool:
    return not token.name and not token.has("the", "pronoun", "prep", "break", "to", "of") and (
        (token.has("not", "will", "may", "must", "passive", "only", "most", "nearly") and not token.content)
        or token.fold in _HELPING or (token.fold.endswith("ly") and len(token.fold) > 4)
    )  # fmt: skip


def _is_noun(token: Token, reading: Reading) -> bool:
    if token.name or not token.content:
        return token.name
    verbal = token.has(*_TIMES, "passive", "not", "prep", "rel") or is_verb(token, reading)
    return not verbal and not token.number and not (token.fold.endswith("ly") and len(token.fold) > 5)


_PERSONS = frozenset(["he", "she", "it", "who", "which"])
_HELPING = frozenset(["has", "have", "had", "does", "do", "did", "not", "n't"])
_HELPING |= {"also", "still", "never", "again", "already", "yet", "even", "just", "then", "ever", "so", "far", "now"}
