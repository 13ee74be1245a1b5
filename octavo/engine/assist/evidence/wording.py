"""The words of a sentence are those of the passages, their forms or synonyms, but for a few."""

from __future__ import annotations

from itertools import pairwise

from octavo.engine.assist.evidence.case import Case
from octavo.engine.assist.evidence.names import runs
from octavo.engine.assist.evidence.reading import Reading, Token
from octavo.engine.assist.evidence.verdict import Failure, Fault

_NEW = 0.25  # share of a sentence's content words that the passages may lack
_MOST_NEW = 4
_AGED = frozenset(["old", "aged", "jährige", "jährig", "decade", "decades", "century", "centuries"])
_UNCASED = frozenset(["hi", "ar", "bn", "ur", "mr", "zh", "ja", "ko", "th", "fa"])


def check_wording(case: Case) -> Fault | None:
    """Too many content words that the passages do not have, or one of a kind in another's place."""
    ground = case.ground
    named = {token.at for run in runs(case.sentence) for token in run}
    counted = [
        token for token in case.sentence.content if _counts(token) and token.at not in named and not token.spoken
    ]
    new: list[Token] = []
    weight = 0.0
    for token in counted:
        link = ground.link(token)
        if link.how == "kind" and not (token.has("say") or _both(token, case)):
            return Fault(Failure.WORDING, f"The sources say “{link.to}”, not “{token.text}”.")
        if link.how in ("none", "kind", "near") and _in_pair(token, case):
            continue
        if link.how in ("none", "kind"):
            new.append(token)
            weight += 0.5 if token.fold in ground.lexicon.stopwords else 1.0
        elif link.how == "near":
            weight += 0.3
    if not new:
        return None
    replaced = [token for token in new if _may_replace(token, case) and _replaces(token, case)]
    if replaced:
        return _new(replaced)
    limit = min(_MOST_NEW, max(1.0, _NEW * len(counted)))
    if ground.lexicon.language in _UNCASED:
        strange = [token for token in new if token.root not in ground.lexicon.known]
        if strange:
            return _new(strange)
    return _new(new) if weight > limit or len(counted) <= 2 else None


def _in_pair(token: Token, case: Case) -> bool:
    """Whether a word and its neighbour together mean what the passages say: "turned down" for "rejected"."""
    lexicon, tokens = case.ground.lexicon, case.sentence.tokens
    pairs = [f"{one.root} {other.root}" for one, other in pairwise(tokens[max(0, token.at - 1) : token.at + 2])]
    return any(group in case.ground.same for pair in pairs for group in lexicon.same.get(pair, ()))


def _may_replace(token: Token, case: Case) -> bool:
    lexicon = case.ground.lexicon
    if token.fold in lexicon.stopwords or case.ground.link(token).how == "opposite":
        return False
    return not (lexicon.language == "en" and token.fold.endswith("ly"))


def _replaces(token: Token, case: Case) -> bool:
    """Whether a word stands where the passages have another that the sentence lacks: its neighbour is theirs, and
    between the two stands the same."""
    content = case.sentence.content
    place = token.rank
    met = 0
    for step in (-1, 1):
        if not 0 <= place + step < len(content) or content[place + step].sentence != token.sentence:
            continue
        beside = content[place + step]
        between = _small(beside, token, case.sentence)
        for number, there in case.ground.roots.get(case.to(beside), ()):
            reading = case.ground.readings[number]
            if not there.content or not 0 <= there.rank - step < len(reading.content):
                continue
            other = reading.content[there.rank - step]
            if other.number or other.sentence != there.sentence or _small(there, other, reading) != between:
                continue
            if other.root not in case.met:
                met += 2 if between else 1
                break
    return met > 1


def _small(one: Token, other: Token, reading: Reading) -> tuple[str, ...]:
    """The function words between two content words, without articles."""
    first, last = sorted((one.at, other.at))
    return tuple(token.fold for token in reading.tokens[first + 1 : last] if not token.has("the"))


def _new(tokens: list[Token]) -> Fault:
    return Fault(
        Failure.WORDING, "The sources do not say " + ", ".join(f"“{token.text}”" for token in tokens[:4]) + "."
    )


def _counts(token: Token) -> bool:
    if len(token.fold) == 1 and token.text.isascii():
        return False  # the "m" of "5m"
    if token.fold in _AGED:
        return False  # "42-year-old" for "42", "two decades" for "20 years": numbers are checked by value
    if token.has("fraction") and token.has("ordinal"):
        return True
    if token.number or token.has(
        "light", "month", "weekday", "number", "magnitude", "unit", "fraction", "say", "today", "yesterday", "tomorrow"
    ):
        return False
    return not token.has(
        "not", "may", "will", "by", "passive", "the", "about", "over", "under", "atleast", "upto", "only", "nearly"
    )


def _both(token: Token, case: Case) -> bool:
    """Whether what stands in the passages stands in the sentence too, so that it was not replaced."""
    return case.ground.link(token).to in case.sentence.roots
