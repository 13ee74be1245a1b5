"""Whether a sentence holds what a question asks for: a person, a number of the right unit, a date, a reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from octavo.engine.assist.asking.passages import Passage
from octavo.engine.assist.asking.question import Kind, Question, is_number
from octavo.engine.assist.asking.wording import Wording, dating_words, wording_of
from octavo.engine.entities.lists import listed
from octavo.engine.entities.names import without_furniture
from octavo.engine.text.countries import countries_named
from octavo.engine.text.tokens import stopwords, words

_AROUND = 6  # words on either side of an answer that tell of what it is said
_NEAR = 4  # words between a number and what it counts
CASED = frozenset(["en", "fr", "es", "pt", "ru", "it", "nl", "pl", "tr", "sv", "da", "ro", "uk", "id", "cs"])


def holds_answer(question: Question, passage: Passage, language: str | None) -> float:
    """How surely a sentence has what would answer the question and the question does not have itself: 0 to 1."""
    return _CHECKS.get(question.kind, _anything)(question, passage, language)


def fresh_names(question: Question, passage: Passage, language: str | None) -> list[str]:
    """The folded words of names that the question does not have, in order. Empty in scripts without capitals."""
    common, dating = stopwords(language), dating_words(language)
    found: list[str] = []
    for match in _CAPITALS.finditer(passage.text):
        spoken = words(match.group())
        if match.start() <= 1 and spoken and spoken[0] in common:
            spoken = spoken[1:]
        found += [word for word in spoken if word not in question.tokens and word not in dating and word not in common]
    return found


def fresh_numbers(question: Question, passage: Passage, language: str | None) -> list[int]:
    """Where numbers stand that the question does not have."""
    return [
        at for at, token in enumerate(passage.tokens)
        if is_number(token, language) and token not in question.tokens
    ]  # fmt: skip


def close(question: Question, passage: Passage, language: str | None) -> float:
    """How much of the question stands within a few words of what may answer it: the weights of those words, of the
    best place. 0 for kinds that have no place of their own."""
    if question.kind in NUMERIC:
        places = fresh_numbers(question, passage, language)
    elif question.kind in NAMING and (language or "")[:2] in CASED:
        fresh = set(fresh_names(question, passage, language))
        places = [at for at, token in enumerate(passage.tokens) if token in fresh]
    else:
        return 0.0
    best = 0.0
    for at in places:
        around = set(passage.places[max(0, at - _AROUND) : at + _AROUND + 1]) - {-1}
        best = max(best, sum(question.focus[place].weight for place in around))
    return best


def _person(question: Question, passage: Passage, language: str | None) -> float:
    """A name of two words and more is a person's more often than not; so is one that does something."""
    if (language or "")[:2] not in CASED:
        return _anything(question, passage, language)
    fresh = set(fresh_names(question, passage, language))
    if not fresh:
        return 0.0
    bodies, things, best = listed("bodies"), wording_of(language).single("bodies"), 0.0
    for match in _FULL_NAME.finditer(without_furniture(passage.text) if passage.paragraph == 0 else passage.text):
        spoken = words(match.group())
        if (
            spoken[-1] in bodies
            or spoken[-1] in things
            or spoken[-1] in question.tokens
            or not fresh.issuperset(spoken[-1:])
        ):
            continue
        best = max(best, 1.0 if len(fresh.intersection(spoken)) >= 2 else 0.55)
    return best


def _name(question: Question, passage: Passage, language: str | None) -> float:
    """A name; one that says what it is ("Harrow Sound Bank" for a bank) is surer."""
    if (language or "")[:2] not in CASED:
        return _anything(question, passage, language)
    if not fresh_names(question, passage, language):
        return 0.2
    if question.counted and any(
        words(match.group())[-1] == question.counted for match in _FULL_NAME.finditer(passage.text)
    ):
        return 1.0
    return 0.85


def _place(question: Question, passage: Passage, language: str | None) -> float:
    if question.counted in ("country", "countries", "nation", "país", "pays", "land"):
        named = countries_named(language)
        fresh = [word for word in passage.tokens if word not in question.tokens]
        pairs = [" ".join(pair) for pair in pairwise(fresh)]
        return 1.0 if any(word in named for word in (*fresh, *pairs)) else 0.3
    if (language or "")[:2] not in CASED:
        return _anything(question, passage, language)
    if fresh_names(question, passage, language):
        return 1.0
    return 0.7 if _PLACED.search(passage.text) else 0.1


def _time(question: Question, passage: Passage, language: str | None) -> float:
    dating, wording = dating_words(language), wording_of(language)
    if _CLOCK.search(passage.text) or _YEAR.search(passage.text):
        return 1.0
    fresh = [token for token in passage.tokens if token not in question.tokens]
    numbers = fresh_numbers(question, passage, language)
    if any(_unit_near(passage.tokens, at, wording, "span") for at in numbers):
        return 1.0
    return 0.8 if any(token in dating for token in fresh) else 0.0


def _count(question: Question, passage: Passage, language: str | None) -> float:
    """A number beside what is counted; a number at all says less, one of another unit nothing."""
    numbers = fresh_numbers(question, passage, language)
    if not numbers:
        return 0.0
    if not question.counted:
        return 0.8
    target = next((at for at, word in enumerate(question.focus) if word.word == question.counted), -2)
    for at in numbers:
        if target in passage.places[at + 1 : at + 1 + _NEAR] or target in passage.places[max(0, at - 2) : at]:
            return 1.0
    return 0.55


def _number(question: Question, passage: Passage, language: str | None) -> float:
    return 1.0 if fresh_numbers(question, passage, language) else 0.0


def _measured(*units: str) -> Callable[[Question, Passage, str | None], float]:
    """A number with one of these units."""

    def check(question: Question, passage: Passage, language: str | None) -> float:
        wording = wording_of(language)
        numbers = fresh_numbers(question, passage, language)
        if any(_unit_near(passage.tokens, at, wording, unit) for at in numbers for unit in units):
            return 1.0
        return 0.0

    return check


def _money(question: Question, passage: Passage, language: str | None) -> float:
    numbers = fresh_numbers(question, passage, language)
    if not numbers:
        return 0.0
    wording = wording_of(language)
    if _SIGN.search(passage.text) or any(_unit_near(passage.tokens, at, wording, "money") for at in numbers):
        return 1.0
    return 0.5


def _share(question: Question, passage: Passage, language: str | None) -> float:
    if "%" in passage.text or "٪" in passage.text:
        return 1.0
    return 1.0 if wording_of(language).holds("share", passage.tokens) else 0.0


def _age(question: Question, passage: Passage, language: str | None) -> float:
    """ "aged 66", "66-year-old", "63 years ago"; also a number between commas behind a name."""
    wording = wording_of(language)
    numbers = fresh_numbers(question, passage, language)
    if any(_unit_near(passage.tokens, at, wording, "age") for at in numbers):
        return 1.0
    apposed = (set(words(match.group())) for match in _APPOSED.finditer(passage.text))
    return 1.0 if any(named & question.tokens for named in apposed) else 0.0


def _reason(question: Question, passage: Passage, language: str | None) -> float:
    return 1.0 if wording_of(language).holds("reason", passage.tokens) else 0.4


def _anything(question: Question, passage: Passage, language: str | None) -> float:
    """Something new: two words at least that carry meaning and are not the question's."""
    common = stopwords(language)
    fresh = [
        token for token, place in zip(passage.tokens, passage.places, strict=True)
        if place < 0 and token not in common and token not in question.tokens
    ]  # fmt: skip
    return min(len(fresh) / 3, 1.0) * 0.8


def _unit_near(tokens: Sequence[str], at: int, wording: Wording, unit: str) -> bool:
    """Whether a unit stands within two words behind a number, or one before it."""
    known = wording.single(unit)
    return any(token in known for token in (*tokens[at + 1 : at + 3], *tokens[max(0, at - 1) : at]))


NUMERIC = frozenset(
    {Kind.COUNT, Kind.AMOUNT, Kind.MONEY, Kind.AGE, Kind.LENGTH, Kind.WEIGHT, Kind.SHARE, Kind.SPAN, Kind.TIME}
)
NAMING = frozenset({Kind.PERSON, Kind.PLACE, Kind.NAME})
_CHECKS: Mapping[Kind, Callable[[Question, Passage, str | None], float]] = {
    Kind.PERSON: _person, Kind.NAME: _name, Kind.PLACE: _place, Kind.TIME: _time, Kind.COUNT: _count,
    Kind.AMOUNT: _number, Kind.MONEY: _money, Kind.AGE: _age, Kind.SHARE: _share, Kind.REASON: _reason,
    Kind.LENGTH: _measured("length"), Kind.WEIGHT: _measured("weight"), Kind.SPAN: _measured("span", "length"),
}  # fmt: skip
_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶŁŃŇŌŐŘŚŞŠŢŤŪŮŰŹŻŽА-ЯЁЂ-ЏҐІЇЄΑ-Ω"
_CAPITALS = re.compile(rf"(?<![\w'’-])[{_UPPER}][\w'’&.-]*")
_FULL_NAME = re.compile(
    rf"(?<![\w'’])[{_UPPER}][\w'’.-]+(?:\s(?:(?:de|du|del|da|la|al|von|van|der|bin)\s)?[{_UPPER}][\w'’-]+)*"
)
_CLOCK = re.compile(r"(?<!\d)\d{1,2}[:.h]\s?\d\d(?!\d|\s?(?:%|percent|million|billion|per cent|m|km|crore))")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_SIGN = re.compile(r"[$€£¥₹₽]\s?\d|\d\s?[$€£¥₹₽]")
_APPOSED = re.compile(rf"[{_UPPER}][\w'’-]+,? (?=\(?\d{{1,3}}[,.)])|\d{{1,3}}-year-old")
_PLACED = re.compile(r"\b(?:in|at|on|near|off|to|from|à|au|aux|dans|sur|en|a|im|am|bei|nach|em|na|no|в|на|из)\b")
