"""Who may act in a sentence, and what marks the part that each has."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from octavo.engine.assist.evidence.case import Case
from octavo.engine.assist.evidence.reading import Reading, Token

_OBJECT = frozenset(["den", "dem", "einen", "einem"])
_ARTICLED = frozenset(["en", "fr", "es", "pt", "it", "de", "nl"])
_PERSONAL = {"es": ("a", "al"), "pt": ("ao", "à", "a"), "hi": ()}
_PEOPLE = frozenset(
    [
        "teacher",
        "student",
        "doctor",
        "patient",
        "employer",
        "employee",
        "buyer",
        "seller",
        "lender",
        "borrower",
        "plaintiff",
        "defendant",
        "landlord",
        "tenant",
    ]
)


@dataclass(frozen=True, slots=True, eq=False)
class Actor:
    """A name or noun with what marks its part: "" (bare), "by", "<to" (a preposition), ">ने" (a particle behind)."""

    token: Token
    mark: str


@lru_cache(maxsize=8192)
def actors(reading: Reading) -> tuple[Actor, ...]:
    """The names and nouns of a text with their marks."""
    return tuple(Actor(token, mark_of(token, reading)) for token in reading.content if may_act(token, reading))


def may_act(token: Token, reading: Reading) -> bool:
    """Whether a content word may be one who acts: no number, day, verb or comparative."""
    if token.number or token.has(
        "say",
        "deny",
        "may",
        "will",
        "alleged",
        "weekday",
        "month",
        "unit",
        "magnitude",
        "number",
        "ordinal",
        "today",
        "yesterday",
    ):
        return False
    lexicon = reading.lexicon
    if lexicon.language == "de" and not token.capital:
        return False
    if token.name:
        return True
    if (
        lexicon.language in ("es", "pt", "fr", "it")
        and token.fold.endswith(("ar", "er", "ir"))
        and token.at
        and reading.tokens[token.at - 1].has("prep", "by", "not")
    ):
        return False
    if lexicon.language in _ARTICLED and token.at:
        before = reading.tokens[max(0, token.at - 2) : token.at]
        if (
            not any(other.has("the", "prep", "by", "than") for other in before)
            and before[-1].sentence == token.sentence
        ):
            return False
    if token.root in lexicon.opposite and token.fold not in _PEOPLE:
        return False
    return not (
        lexicon.language == "en"
        and (
            (
                token.fold.endswith(("ed", "ing", "ly", "er", "est"))
                and not token.fold.endswith(("minister", "maker", "ller", "nner", "cker"))
            )
            or (lexicon.irregular.get(token.fold, token.fold) != token.fold and not token.fold.endswith("s"))
        )
    )


def are_reversed(case: Case, token: Token, theirs: list[tuple[int, Token]]) -> bool:
    """Whether two names or nouns stand round a word the other way than in the passages round its opposite: "lost to"
    turns "beat"."""
    mine = [each.token for each in actors(case.sentence)]
    left = [each for each in mine if each.at < token.at and each.sentence == token.sentence]
    right = [each for each in mine if each.at > token.at and each.sentence == token.sentence]
    for number, there in theirs:
        reading = case.ground.readings[number]
        if token.at and case.sentence.tokens[token.at - 1].has("the"):
            return False
        if is_passive(token, case.sentence) != is_passive(there, reading):
            continue
        places: dict[str, int] = {
            each.token.root: each.token.at for each in actors(reading) if each.token.sentence == there.sentence
        }
        before = [each for each in left[-2:] if places.get(case.to(each), -1) > there.at]
        after = [each for each in right[:2] if -1 < places.get(case.to(each), -1) < there.at]
        if before and after:
            return True
    return False


def mark_of(token: Token, reading: Reading) -> str:
    tokens = reading.tokens
    if reading.lexicon.language in ("hi", "mr", "bn", "ur"):
        behind = tokens[token.at + 1] if token.at + 1 < len(tokens) else None
        if (
            behind is not None
            and behind.name is False
            and not behind.has("post")
            and behind.content
            and behind.clause == token.clause
        ):
            after = tokens[token.at + 2] if token.at + 2 < len(tokens) else None
            behind = after if after is not None and after.has("post") else behind
        return f">{behind.fold}" if behind is not None and behind.has("post") else ""
    if reading.text[token.end : token.end + 2] in ("'s", "’s"):
        return "<of"
    at = token.at - 1
    while (
        at >= 0
        and tokens[at].clause == token.clause
        and (tokens[at].number or (tokens[at].content and may_act(tokens[at], reading)))
    ):
        at -= 1
    if at >= 0 and tokens[at].content and not tokens[at].number:
        return ""
    article = ""
    while at >= 0 and tokens[at].has("the") and not tokens[at].has("prep"):
        article = tokens[at].fold
        at -= 1
    if at >= 0 and tokens[at].clause == token.clause:
        if tokens[at].has("by") and not (
            reading.lexicon.language in ("es", "pt", "it", "de", "fr") and not _passive_near(at, reading)
        ):
            return "by"
        if tokens[at].fold in _PERSONAL.get(reading.lexicon.language, ()):
            return "art"
        if tokens[at].inner or tokens[at].phrase:
            return "<…"
        if tokens[at].has("than"):
            return "<than"
        if tokens[at].has("prep"):
            return f"<{tokens[at].fold}"
    return "art" if article in _OBJECT and reading.lexicon.language == "de" else ""


def _passive_near(at: int, reading: Reading) -> bool:
    return any(other.has("passive") for other in reading.tokens[max(0, at - 6) : at])


def is_passive(token: Token, reading: Reading) -> bool:
    return any(
        (other.has("passive") and other.fold not in ("been",)) or other.fold == "been"
        for other in reading.tokens[max(0, token.at - 3) : token.at]
        if other.clause == token.clause
    )
