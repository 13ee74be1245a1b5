"""All, most, many, some, few, only: as much as the passages say."""

from __future__ import annotations

from collections import Counter

from octavo.engine.assist.evidence.case import Case
from octavo.engine.assist.evidence.degrees import is_turned
from octavo.engine.assist.evidence.reading import Reading, Token
from octavo.engine.assist.evidence.verdict import Failure, Fault

_WORDS = ("all", "most", "many", "few", "only", "some")
TIMES = {
    "hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month", "annual": "year", "annually": "year",
    "yearly": "year", "hour": "hour", "day": "day", "week": "week", "month": "month", "year": "year", "hours": "hour",
    "days": "day", "weeks": "week", "months": "month", "years": "year", "minute": "minute", "second": "second",
}  # fmt: skip
ENTAILED = {("some", "most"), ("some", "many"), ("many", "most"), ("some", "few")}


def check_quantity(case: Case) -> Fault | None:
    """The first word of quantity that the passages do not have, or that they have and the sentence drops."""
    theirs = Counter(kind for reading in case.ground.readings for kind, _ in said(reading))
    mine = said(case.sentence)
    often = Counter(kind for kind, _ in mine)
    for kind, token in mine:
        if (
            often[kind] > theirs[kind]
            and not any((kind, other) in ENTAILED for other in theirs)
            and not _vague(token, case)
        ):
            return Fault(Failure.QUANTITY, f"The sources do not say “{token.text}”.")
    here = _loose_bounds(case.sentence)
    there = set().union(*(_loose_bounds(reading) for reading in case.ground.readings))
    bounds = {each.bound for _, each in case.ground.quantities}
    for one, other in (("over", "under"), ("under", "over")):
        told = there or bounds
        if one in here and other in told and one not in told and not is_turned(case):
            return Fault(
                Failure.QUANTITY, "The sources say less where the sentence says more, or more where it says less."
            )
    if not mine:
        for reading in case.ground.readings:
            for kind, token in said(reading):
                following = _counted(token, reading)
                if kind in ("few", "most", "only") and following and following.root in _subjects(case):
                    return Fault(Failure.QUANTITY, f"The sources say “{token.text} {following.text}”.")
    return None


def said(reading: Reading) -> list[tuple[str, Token]]:
    """The words of quantity outside quotations: kind and token."""
    return [
        (kind, token) for token in reading.tokens for kind in _WORDS
        if kind in token.labels and not token.inner and not token.spoken
        and not token.has("unnot", "nearly", "upto", "over")
        and not (token.has("all") and _says_when(token, reading))
        and not (token.has("about") and _before_number(token, reading))
    ]  # fmt: skip


def _says_when(token: Token, reading: Reading) -> bool:
    """Whether "every" tells a rate, which is looked at elsewhere: "every day"."""
    return token.at + 1 < len(reading.tokens) and reading.tokens[token.at + 1].fold in TIMES


def _loose_bounds(reading: Reading) -> set[str]:
    """ "More than" and "less than" before something that is no number."""
    found: set[str] = set()
    for token in reading.tokens:
        if not token.phrase:
            continue
        following = reading.tokens[token.at + token.phrase : token.at + token.phrase + 1 + (token.at == 0)]
        if not any(
            other.number or other.has("number", "magnitude", "fraction") or _is_sign(other) for other in following
        ):
            found |= {bound for bound in ("over", "under") if bound in token.labels}
    return found


def _before_number(token: Token, reading: Reading) -> bool:
    following = _counted(token, reading)
    return following is not None and (following.number or following.has("number", "magnitude"))


def _is_sign(token: Token) -> bool:
    return not token.fold.isalnum()


def _vague(token: Token, case: Case) -> bool:
    """Words that count little when they stand alone ("as well as", "every year", "some 300")."""
    following = _counted(token, case.sentence)
    if following is not None and following.number:
        return "about" in token.labels
    return token.has("some", "many") and any(
        other.has("vague") for reading in case.ground.readings for other in reading.tokens
    )


def _counted(token: Token, reading: Reading) -> Token | None:
    for other in reading.tokens[token.at + max(1, token.phrase) : token.at + 4]:
        if other.content:
            return other
    return None


def _subjects(case: Case) -> set[str]:
    tokens = case.sentence.tokens
    return {
        case.to(token) for token in case.sentence.content
        if not token.number and not (token.at and (tokens[token.at - 1].number or tokens[token.at - 1].has("number")))
    }  # fmt: skip
