"""Names of months and weekdays in every language that CLDR knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from babel import Locale, UnknownLocaleError

from octavo.engine.text.tokens import words

_SHORTEST = {True: 2, False: 1}  # letters of a month's name, in ASCII ("may") and elsewhere ("मई")
_LEVANTINE = {
    "كانون الثاني": 1, "شباط": 2, "آذار": 3, "نيسان": 4, "أيار": 5, "حزيران": 6, "تموز": 7, "آب": 8, "أيلول": 9,
    "تشرين الأول": 10, "تشرين الثاني": 11, "كانون الأول": 12,
}  # fmt: skip


@cache
def month_names(language: str) -> Mapping[str, int]:
    """Names of months in lower case, wide and short, as they stand in dates and alone -> 1 to 12.

    `language`: ISO 639-1. Empty for one that CLDR lacks, and for those that number their months.
    """
    locale = _locale(language)
    known: dict[str, int] = {}
    for width in ("wide", "abbreviated"):
        for name, number in _named(locale.months, width) if locale else ():
            plain = name.strip(".").lower()
            if len(plain) > _SHORTEST[plain.isascii()] and not plain.isdigit():
                known.setdefault(plain, number)
    for spelled, number in _LEVANTINE.items() if language == "ar" else ():
        known[spelled] = number
    return known


@cache
def weekday_names(language: str) -> Mapping[str, int]:
    """Whole names of weekdays in lower case -> 0 for Monday to 6 for Sunday."""
    locale = _locale(language)
    return {name.lower(): number for name, number in _named(locale.days, "wide")} if locale else {}


@cache
def calendar_words(language: str | None) -> frozenset[str]:
    """Names of months and weekdays in a language, folded as `words` folds them: capitalised, but no names."""
    locale = _locale((language or "")[:2])
    if locale is None:
        return frozenset()
    said = [name for form in locale.months.values() for width in form.values() for name in width.values()]
    said += [name for form in locale.days.values() for width in form.values() for name in width.values()]
    return frozenset(word for name in said for word in words(str(name)))


def _named(forms: Mapping[str, Mapping[str, Mapping[int, str]]], width: str) -> Iterator[tuple[str, int]]:
    for form in ("format", "stand-alone"):
        for number, name in forms[form][width].items():
            yield str(name), int(number)


def _locale(language: str) -> Locale | None:
    try:
        return Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return None
