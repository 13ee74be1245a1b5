"""The value of number words, digits, magnitudes and fractions."""

from __future__ import annotations

from octavo.engine.assist.evidence.reading import Reading, Token
from octavo.engine.entities.figures import read_number

_MAJOR = 1000.0
_HALVES = frozenset(
    [
        "first",
        "second",
        "last",
        "final",
        "zweiten",
        "ersten",
        "primera",
        "segunda",
        "primeiro",
        "segundo",
        "seconde",
        "première",
    ]
)
_CURRENCIES = frozenset(["usd", "eur", "gbp", "inr", "jpy", "cny", "rub", "chf"])


def value_of(reading: Reading, at: int) -> tuple[float | None, int, str]:
    """The value of the number words and digits from a token on, its last token, and "share" for fractions."""
    tokens = reading.tokens
    total, current, last = 0.0, None, at - 1
    if (
        at + 1 < len(tokens)
        and "fraction" in tokens[at + 1].labels
        and tokens[at].labels.get("number") in ("1", "2", "3", "4")
    ):
        share = float(tokens[at + 1].labels["fraction"])
        if (
            not tokens[at + 1].has("ordinal")
            or tokens[at].labels["number"] != "1"
            or (tokens[at + 2 : at + 3] and tokens[at + 2].has("of"))
        ):
            return float(tokens[at].labels["number"]) * share, at + 1, "share"
    while last + 1 < len(tokens):
        token = tokens[last + 1]
        if token.clause != tokens[at].clause and token.number is False and not token.has("magnitude"):
            break
        step = _step(token, tokens, last + 1, reading, current)
        if step is None:
            break
        kind, number = step
        if kind == "digits":
            if last >= at:
                break
            current = number
        elif kind == "word":
            if current is not None and not (current >= 20 and current % (10 if number < 10 else 100) == 0):
                break
            current = (current or 0) + number
        else:
            current = (1 if current is None else current) * number
            if number >= _MAJOR and last + 2 < len(tokens) and tokens[last + 2].has("number"):
                total, current = total + current, 0
        last += 1
    if last < at or current is None:
        return _fraction(tokens, at)
    if last == at and not tokens[at].number and (total + current) in (0, 1):
        return _fraction(tokens, at)
    return total + current, last, ""


def _step(
    token: Token, tokens: list[Token], at: int, reading: Reading, current: float | None
) -> tuple[str, float] | None:
    if token.number:
        value = _digits(token.text, reading.lexicon.language)
        return None if value is None else ("digits", value)
    glued = at > 0 and tokens[at - 1].end == token.start and tokens[at - 1].number
    if glued and token.fold in ("m", "k", "b") and current is not None:
        follows = tokens[at + 1] if at + 1 < len(tokens) else None
        money = at > 1 and is_currency(tokens[at - 2])
        if token.fold != "m" or money or (follows is not None and follows.content and follows.clause == token.clause):
            return "times", {"m": 1e6, "k": 1e3, "b": 1e9}[token.fold]
    if "magnitude" in token.labels:
        if current is None and not _counts(tokens, at):
            return None
        return "times", float(token.labels["magnitude"])
    if "number" in token.labels and token.labels["number"] not in ("1",) and not token.inner:
        if (
            token.capital
            and at
            and not tokens[at - 1].inner
            and tokens[at - 1].sentence == token.sentence
            and reading.lexicon.language != "de"
        ):
            return None  # "Channel Four"
        return "word", float(token.labels["number"])
    if "number" in token.labels and current is not None and current >= 20:
        return "word", 1.0
    return None


def _counts(tokens: list[Token], at: int) -> bool:
    """Whether a magnitude alone is a number: "a million", "a dozen", "сто"; not "millions"."""
    token = tokens[at]
    if token.has("vague") or (
        token.fold.endswith("s") and token.fold[:-1] + "s" == token.fold and token.fold in ("lakhs", "crores")
    ):
        return False
    if token.has("unit"):
        return False
    return not token.has("month") and len(token.fold) > 1


def _digits(written: str, language: str) -> float | None:
    if ":" in written:
        hours, _, minutes = written.partition(":")
        return float(hours) * 60 + float(minutes[:2]) if minutes[:2].isdigit() and hours.isdigit() else None
    return read_number(written, language)


def _fraction(tokens: list[Token], at: int) -> tuple[float | None, int, str]:
    token = tokens[at]
    if "fraction" not in token.labels:
        return None, at, ""
    if at and (
        tokens[at - 1].has("ordinal") or tokens[at - 1].labels.get("number") == "2" or tokens[at - 1].fold in _HALVES
    ):
        return None, at, ""  # "the second half"
    value = float(token.labels["fraction"])
    ahead = list(tokens[at + 1 : at + 3])
    for step, other in enumerate(ahead):
        if "magnitude" in other.labels and float(other.labels["magnitude"]) >= _MAJOR:
            return value * float(other.labels["magnitude"]), at + 1 + step, ""
    if token.has("ordinal") and not (ahead and ahead[0].has("of")):
        return None, at, ""
    return value, at, "share"


def is_currency(token: Token) -> bool:
    return token.labels.get("unit", "") in _CURRENCIES
