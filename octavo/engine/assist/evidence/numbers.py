"""Numbers with their magnitude and unit, and what they measure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from octavo.engine.assist.evidence.classify import BOUNDS
from octavo.engine.assist.evidence.reading import Reading, Token
from octavo.engine.assist.evidence.values import is_currency, value_of

SCORE = re.compile(r"(?<![\d.,])(\d{1,3})[-–:](\d{1,3})(?![\d.,])")
_YEARS = {"decade": 10.0, "decades": 10.0, "century": 100.0, "centuries": 100.0}
_COMPARING = frozenset(
    [
        "more",
        "less",
        "fewer",
        "higher",
        "lower",
        "plus",
        "moins",
        "mehr",
        "weniger",
        "más",
        "menos",
        "mais",
        "больше",
        "меньше",
        "অধিক",
        "कम",
        "अधिक",
        "ज्यादा",
    ]
)


@dataclass(frozen=True, slots=True, eq=False)
class Quantity:
    """A number as the text gives it. `first` and `last`: its tokens; `bound`: what is said of its exactness."""

    value: float
    unit: str
    first: int
    last: int
    bound: str
    written: str
    following: tuple[str, ...]  # roots of the content words behind it, in its clause
    clock: bool = False

    @property
    def year(self) -> bool:
        return not self.unit and len(self.written) == 4 and self.written.isdigit() and 1900 <= self.value < 2100


@lru_cache(maxsize=8192)
def quantities(reading: Reading) -> tuple[Quantity, ...]:
    """The quantities of a text in order. "One" is no number: it is an article as often as not."""
    found: list[Quantity] = []
    at, tokens = 0, reading.tokens
    while at < len(tokens):
        taken = _take(reading, at)
        if taken is None:
            at += 1
            continue
        found.append(taken)
        at = taken.last + 1
    return tuple(_shared_units(found, reading))


def _shared_units(found: list[Quantity], reading: Reading) -> list[Quantity]:
    """ "5 to 7 per cent", "5 and 7 km": the first has the unit of the second."""
    mended = []
    for at, one in enumerate(found):
        each = one
        after = found[at + 1] if at + 1 < len(found) else None
        if (
            after
            and after.unit
            and not each.unit
            and not each.following
            and not each.year
            and _joined(each, after, reading)
        ):
            each = Quantity(each.value, after.unit, each.first, each.last, each.bound, each.written, each.following)
        mended.append(each)
    return mended


def _joined(one: Quantity, other: Quantity, reading: Reading) -> bool:
    between = reading.text[reading.tokens[one.last].end : reading.tokens[other.first].start]
    return other.first - one.last <= 2 and not re.search(r"[,;()]", between)


def _take(reading: Reading, at: int) -> Quantity | None:
    tokens = reading.tokens
    token = tokens[at]
    if token.inner and not token.number:
        return None
    if token.fold == "twice" and reading.lexicon.language == "en":
        return Quantity(2.0, "times", at, at, "", token.text, ())
    value, last, unit = value_of(reading, at)
    if value is None:
        return None
    lead = tokens[at - 1] if at else None
    first = at
    if lead is not None and lead.labels.get("unit") and is_currency(lead):
        unit, first = lead.labels["unit"], at - 1
    if not unit:
        unit, last = _unit(tokens, last, value, reading)
    many = _YEARS.get(tokens[last + 1].fold) if last + 1 < len(tokens) and not unit else None
    if many:  # two decades are 20 years
        written = reading.text[tokens[first].start : tokens[last + 1].end]
        return Quantity(value * many, "", first, last, _bound(reading, first, last), written, ("year",))
    written = reading.text[tokens[first].start : tokens[last].end]
    return Quantity(
        value, unit, first, last, _bound(reading, first, last), written, _following(tokens, last), ":" in token.text
    )


def _unit(tokens: list[Token], last: int, value: float, reading: Reading) -> tuple[str, int]:
    """The unit behind a number ("" where there is none) and the last token of both."""
    for ahead in (1, 2):
        at = last + ahead
        if at >= len(tokens) or tokens[at].clause > tokens[last].clause + (tokens[at].text in "%٪"):
            break
        token = tokens[at]
        if "unit" in token.labels and not (token.fold in ("m", "t") and token.capital):
            return token.labels["unit"], at + max(0, token.phrase - 1)
        if not token.has("of", "prep", "the") or token.phrase:
            break
    return "", last


@lru_cache(maxsize=8192)
def parted(reading: Reading) -> tuple[tuple[Quantity, Quantity], ...]:
    """Part and whole: "85 of its 240", "three of the nine"."""
    found = []
    listed = quantities(reading)
    for one, other in pairwise(listed):
        between = reading.tokens[one.last + 1 : other.first]
        if 0 < len(between) <= 3 and any(token.has("of") for token in between) and one.unit == other.unit:
            found.append((one, other))
    return tuple(found)


def ordered(reading: Reading) -> set[tuple[float, float]]:
    """Two values whose order tells who: "nine votes to four"."""
    found = set()
    listed = quantities(reading)
    for one, other in pairwise(listed):
        between = reading.tokens[one.last + 1 : other.first]
        if (
            len(between) <= 2
            and between
            and between[-1].has("to")
            and one.unit == other.unit
            and not (one.first and reading.tokens[one.first - 1].has("from"))
        ):
            found.add((one.value, other.value))
    return found


def pairs(text: str) -> set[tuple[str, str]]:
    """Scores and the like: "3-1" is ("3", "1")."""
    return {(match[1], match[2]) for match in SCORE.finditer(text)}


def _bound(reading: Reading, first: int, last: int) -> str:
    tokens = reading.tokens
    for back in range(first - 1, max(-1, first - 5), -1):
        token = tokens[back]
        if token.inner:
            continue
        for bound in BOUNDS:
            if bound in token.labels and back + max(1, token.phrase) == first:
                return bound
        if token.content or token.phrase:
            break
    for ahead in range(last + 1, min(len(tokens), last + 4)):
        token = tokens[ahead]
        if token.clause != tokens[last].clause or (token.has("break") and not token.phrase):
            break
        behind = tokens[ahead + token.phrase] if token.phrase and ahead + token.phrase < len(tokens) else None
        if (
            token.phrase
            and token.has("atleast", "upto", "under", "over")
            and (behind is None or not (behind.number or behind.has("number")))
        ) and (token.has("atleast", "upto") or _stands_behind(token, reading)):
            return next(bound for bound in BOUNDS if bound in token.labels)
    return ""


def _stands_behind(token: Token, reading: Reading) -> bool:
    return reading.lexicon.language in ("hi", "tr", "ja", "ko", "mr", "bn", "ur") or token.fold in ("or",)


def _following(tokens: list[Token], last: int) -> tuple[str, ...]:
    found: list[str] = []
    if any(token.has("pronoun") for token in tokens[last + 1 : last + 3] if token.clause == tokens[last].clause):
        return ()  # "45 of them"
    whole = last + 1 < len(tokens) and tokens[last + 1].has("of")  # "three of its nine pools": pools
    for token in tokens[last + 1 : last + 7]:
        if whole and (token.number or token.has("number")):
            continue
        if (
            token.clause != tokens[last].clause
            or len(found) == 3
            or token.number
            or token.has("by")
            or (found and token.has("prep", "break"))
        ):
            break
        if not found and (token.has("passive", "aux") or token.fold in ("remain", "who")):
            break  # "eight are still held": of what was counted before
        if token.has("than") or (token.has("prep") and not token.has("of")):
            break
        if token.content and not token.has("say") and token.fold not in _COMPARING:
            found.append(token.root)
    return tuple(found)
