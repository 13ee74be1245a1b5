"""Days that a text names: "3 March", "3 mars", "3月3日", "٣ مارس" are all "03-03"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from octavo.engine.text.calendar import month_names

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


def _add(found: dict[str, None], month: int, day: str) -> None:
    if 1 <= int(day) <= 31 and 1 <= month <= 12:
        found[f"{month:02}-{int(day):02}"] = None


@cache
def _months(language: str) -> tuple[Mapping[str, int], re.Pattern[str]]:
    known = month_names(language)
    listed = "|".join(sorted(map(re.escape, known), key=lambda name: (-len(name), name))) or "(?!)"
    pattern = (
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:\.|º|er|th|st|nd|rd)?\s(?:de |of )?(?P<month>{listed})(?![^\W\d_])"
        rf"|(?<![^\W\d_])(?P<before>{listed})\.?\s(?P<after>\d{{1,2}})(?!\d|[.,:]\d)"
    )
    return known, re.compile(pattern, re.IGNORECASE)


_EASTERN = re.compile(r"(?<!\d)(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일号號]")
_DAY = re.compile(r"(?:\d{2,4}\s?[年년]\s?)?(?:\d{1,2}\s?[月월]\s?)?(?<!\d)\d{1,2}\s?[日일号號](?!本)|\d{4}年")
