"""Days that a text names: "3 March", "3 mars", "3月3日", "٣ مارس" are all "03-03"."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from babel import Locale, UnknownLocaleError

from octavo.engine.text.tokens import words

_MOST = 12


def dates_of(text: str, language: str | None) -> tuple[str, ...]:
    """The days of a month that a text names, as month and day ("03-31"), in order, each once, at most 12."""
    found: dict[str, None] = {}
    months, pattern = _months((language or "")[:2])
    plain = unicodedata.normalize("NFKC", text)
    if months:
        for match in pattern.finditer(plain):
            _add(found, months[(match["month"] or match["before"]).lower()], match["day"] or match["after"])
    for match in _EASTERN.finditer(plain):
        _add(found, int(match["month"]), match["day"])
    return tuple(found)[:_MOST]


def without_dates(text: str, language: str | None) -> str:
    """A text without the days it names, so that their numbers are not taken for figures."""
    months, pattern = _months((language or "")[:2])
    plain = unicodedata.normalize("NFKC", text)
    return _DAY.sub(" ", pattern.sub(" ", plain) if months else plain)


@cache
def calendar_words(language: str | None) -> frozenset[str]:
    """Names of months and weekdays in a language, folded as `words` folds them: capitalised, but no names."""
    locale = _locale((language or "")[:2])
    if locale is None:
        return frozenset()
    said = [name for form in locale.months.values() for width in form.values() for name in width.values()]
    said += [name for form in locale.days.values() for width in form.values() for name in width.values()]
    return frozenset(word for name in said for word in words(str(name)))


def _add(found: dict[str, None], month: int, day: str) -> None:
    if 1 <= int(day) <= 31 and 1 <= month <= 12:
        found[f"{month:02}-{int(day):02}"] = None


@cache
def _months(language: str) -> tuple[dict[str, int], re.Pattern[str]]:
    locale = _locale(language)
    known: dict[str, int] = {}
    for form in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in locale.months[form][width].items() if locale else ():
                plain = str(name).strip(".").lower()
                if len(plain) > _SHORTEST[plain.isascii()] and not plain.isdigit():
                    known.setdefault(plain, int(number))
    for spelled, number in _LEVANTINE.items() if language == "ar" else ():
        known[spelled] = number
    listed = "|".join(sorted(map(re.escape, known), key=lambda name: (-len(name), name))) or "(?!)"
    pattern = (
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:\.|º|er|th|st|nd|rd)?\s(?:de |of )?(?P<month>{listed})(?![^\W\d_])"
        rf"|(?<![^\W\d_])(?P<before>{listed})\.?\s(?P<after>\d{{1,2}})(?!\d|[.,:]\d)"
    )
    return known, re.compile(pattern, re.IGNORECASE)


def _locale(language: str) -> Locale | None:
    try:
        return Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return None


_SHORTEST = {True: 2, False: 1}  # letters of a month's name, in ASCII ("may") and elsewhere ("मई")
_EASTERN = re.compile(r"(?<!\d)(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일号號]")
_DAY = re.compile(r"(?:\d{2,4}\s?[年년]\s?)?(?:\d{1,2}\s?[月월]\s?)?(?<!\d)\d{1,2}\s?[日일号號](?!本)|\d{4}年")
_LEVANTINE = {
    "كانون الثاني": 1, "شباط": 2, "آذار": 3, "نيسان": 4, "أيار": 5, "حزيران": 6, "تموز": 7, "آب": 8, "أيلول": 9,
    "تشرين الأول": 10, "تشرين الثاني": 11, "كانون الأول": 12,
}  # fmt: skip
