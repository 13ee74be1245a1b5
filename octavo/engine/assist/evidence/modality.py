"""What may or will be is not told as done, what is done not as what may be, and a charge not as a fact."""

from __future__ import annotations

from octavo.engine.assist.evidence.case import Case
from octavo.engine.assist.evidence.reading import Reading, Token
from octavo.engine.assist.evidence.speakers import speeches
from octavo.engine.assist.evidence.verdict import Failure, Fault

_LEVELS = ("will", "may", "alleged")


def check_modality(case: Case) -> Fault | None:
    """What may or will be is not told as done, nor what is done as what may be; nor a charge as a fact."""
    mine = _levels(case.sentence)
    must = any(token.has("must") for token in case.sentence.tokens)
    told_by = bool(speeches(case.sentence))
    theirs = set().union(*(_levels(reading) for reading in case.ground.readings))
    heads = [
        _first_after(token, reading)
        for reading in case.ground.readings
        for token in reading.tokens
        if token.has(*_LEVELS) and not (told_by and token.has("alleged"))
    ]
    told = {head.root for head in heads if head is not None}
    for token in case.sentence.tokens:
        if (
            token.has("may", "will", "alleged")
            and not token.content
            and not token.spoken
            and not (set(_LEVELS) & theirs & set(token.labels))
        ) and (not theirs or token.has("alleged")):
            return Fault(Failure.MODALITY, f"The sources do not say “{token.text}”.")
    if mine or must:
        if "may" in theirs and "may" not in mine and "will" in mine and "will" not in theirs and "alleged" not in mine:
            return Fault(Failure.MODALITY, "The sources say that it may be, not that it will.")
        return None
    for token in case.sentence.content:
        if token.spoken:
            continue  # word for word
        root = case.to(token)
        if root in told and not any(_plain_there(root, reading) for reading in case.ground.readings):
            return Fault(Failure.MODALITY, f"“{token.text}” is not told as a fact in the sources.")
    return None


def _levels(reading: Reading) -> set[str]:
    return {
        level
        for token in reading.tokens
        if not token.inner
        for level in _LEVELS
        if level in token.labels and not token.spoken
    }


def _first_after(token: Token, reading: Reading) -> Token | None:
    """The verb that a modal rules: the first content word behind it in its clause."""
    start = token.at + max(1, token.phrase)
    if token.has("alleged") and token.content:
        start = next(
            (other.at + 1 for other in reading.tokens[start : start + 5] if other.has("prep", "of")),
            len(reading.tokens),
        )
    for other in reading.tokens[start : start + 6]:
        if other.clause > token.clause + 1 or other.sentence != token.sentence:
            return None
        if other.content and not other.name and not other.number and not other.has("say", *_LEVELS, "weekday", "month"):
            return other
    return None


def _plain_there(root: str, reading: Reading) -> bool:
    """Whether a passage has a word outside the reach of a modal."""
    heads = {
        head.at
        for token in reading.tokens
        if token.has(*_LEVELS) and (head := _first_after(token, reading)) is not None
    }
    return any(token.at not in heads for token in reading.roots.get(root, ()))
