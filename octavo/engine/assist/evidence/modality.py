"""What may or will be is not told as done, what is done not as what may be, and a charge not as a fact."""

from __future__ import annotations

from octavo.engine.assist.evidence.case import Case
from octavo.engine.assist.evidence.reading import Reading, Token
from octavo.engine.assist.evidence.speeches import speeches
from octavo.engine.assist.evidence.verdict import Failure, Fault

_LEVELS = ("will", "may", "alleged")


def check_modality(case: Case) -> Fault | None:
    """What may or will be is not told as done, nor what is done as what may be; nor a charge as a fact."""
    mine = _levels(case.sentence)
    must = any(token.has("must") for token in case.sentence.tokens)
    theirs = set().union(*(_levels(reading) for reading in case.ground.readings))
    told = _only_told(case)
    fault = _check_words(theirs, case)
    if fault:
        return fault
    for token in case.sentence.content:
        if case.to(token) in told and _is_perfect(token, case.sentence):
            return Fault(Failure.MODALITY, f"“{token.text}” is not told as done in the sources.")
    if mine or must:
        if "may" in theirs and "may" not in mine and "will" in mine and "will" not in theirs and "alleged" not in mine:
            return Fault(Failure.MODALITY, "The sources say that it may be, not that it will.")
        return None
    for token in case.sentence.content:
        if case.to(token) in told and not token.spoken:
            return Fault(Failure.MODALITY, f"“{token.text}” is not told as a fact in the sources.")
    return None


def _only_told(case: Case) -> set[str]:
    """The verbs that stand under a modal or a charge in the passages, and nowhere without."""
    told_by = bool(speeches(case.sentence))
    heads = {
        head.root
        for reading in case.ground.readings
        for token in reading.tokens
        if token.has(*_LEVELS)
        and not (told_by and token.has("alleged"))
        and (head := _first_after(token, reading)) is not None
    }
    return {root for root in heads if not any(_plain_there(root, reading) for reading in case.ground.readings)}


def _check_words(theirs: set[str], case: Case) -> Fault | None:
    """A modal or a word for a charge where the passages have none of its kind."""
    for token in case.sentence.tokens:
        if token.content or token.spoken or not token.has(*_LEVELS) or theirs & set(token.labels) & set(_LEVELS):
            continue
        if token.has("may") and "can" in case.ground.folds:
            continue
        if not theirs or token.has("alleged"):
            return Fault(Failure.MODALITY, f"The sources do not say “{token.text}”.")
    return None


def _is_perfect(token: Token, reading: Reading) -> bool:
    """Whether a verb stands behind "has" or "have": it is done."""
    before = reading.tokens[token.at - 1] if token.at else None
    return before is not None and before.fold in ("has", "have") and not token.spoken


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
    verb = token.content and reading.lexicon.language == "en" and not token.has("alleged", "will")
    if verb and not any(other.has("to") or other.fold == "that" for other in reading.tokens[start : start + 4]):
        return None  # "demanded compensation"
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
