"""Dates as pages write them, in ten languages."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cache

from octavo.engine.extraction.words import lines_of


def parse_stated(text: str | None, language: str | None = None) -> datetime | None:
    """A date from data (ISO 8601 in its varieties, RFC 2822, as written in `language`), aware; else None.

    Without a zone it counts as UTC.
    """
    text = (text or "").strip()
    if not text or not text[-4:].strip() or len(text) > 60:
        return None
    found = _ISO.match(text)
    if found:
        try:
            when = datetime.fromisoformat(_normal(found))
        except ValueError:
            return None
        return when if when.tzinfo else when.replace(tzinfo=UTC)
    try:
        when = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return find_written(text, language)
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def find_written(text: str, language: str | None = None) -> datetime | None:
    """The first date written out in a short text ("4 March 2026, 14:05", "4. März 2026", "٤ مارس ٢٠٢٦"), as UTC."""
    folded = _fold(text)
    for pattern in _written():
        for found in pattern.finditer(folded):
            when = _from_match(found)
            if when is not None:
                return _with_clock(when, folded[found.end() : found.end() + 40])
    return _find_numeric(folded, language)


def find_relative(text: str, now: datetime) -> datetime | None:
    """The moment that "3 hours ago" (in ten languages) means, seen from `now`."""
    folded = _fold(text)
    for pattern, unit in _relative():
        found = pattern.search(folded)
        if found:
            number = next((int(part) for part in found.groups() if part and part.isdigit()), 1)
            if number <= 400:
                return now - unit * number
    return None


def date_in_address(address: str) -> datetime | None:
    """The day in a path such as /2023/05/17/ or /2023-05-17-."""
    found = _IN_ADDRESS.search(address)
    if found is None:
        return None
    year, month, day = (found[1], found[3], found[4]) if found[1] else (found[5], found[6], found[7])
    return _day(int(year), int(month), int(day))


def _fold(text: str) -> str:
    return " ".join(text.casefold().translate(_DIGITS).split())


def _normal(found: re.Match[str]) -> str:
    day, clock, fraction, zone = found["day"], found["clock"], found["fraction"], found["zone"]
    day = day.replace("/", "-") if "-" in day or "/" in day else f"{day[:4]}-{day[4:6]}-{day[6:]}"
    day = "-".join(part.zfill(2) for part in day.split("-"))
    if not clock:
        return day + "T00:00:00+00:00"
    clock = ":".join(part.zfill(2) for part in clock.split(":"))
    zone = (zone or "").strip().replace("Z", "+00:00").replace("z", "+00:00").replace("UTC", "+00:00")
    if zone and ":" not in zone:
        zone = f"{zone[:3]}:{zone[3:5] or '00'}"
    return f"{day}T{clock}{(fraction or '')[:7]}{zone}"


def _from_match(found: re.Match[str]) -> datetime | None:
    month = _months()[found["month"].rstrip(".")]
    return _day(int(found["year"]), month, int(found["date"]))


def _find_numeric(folded: str, language: str | None) -> datetime | None:
    found = _YEAR_FIRST.search(folded)
    if found:
        when = _day(int(found[1]), int(found[2]), int(found[3]))
        return when and _with_clock(when, folded[found.end() : found.end() + 40])
    found = _YEAR_LAST.search(folded)
    if not found:
        short = _SHORT_YEAR.search(folded)
        if short is None:
            return None
        when = _day(2000 + int(short[3]), int(short[2]), int(short[1]))
        return when and _with_clock(when, folded[short.end() : short.end() + 40])
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    tongue = (language or "en").lower().replace("_", "-")
    month_first = second > 12 or (found[2] in "/-" and tongue in _MONTH_FIRST and first <= 12)
    if found[2] in "/-" and first <= 12 and second <= 12 and first != second and tongue == "en":
        return None  # 4/3/2026 is March here and April there
    when = _day(year, first if month_first else second, second if month_first else first)
    return when and _with_clock(when, folded[found.end() : found.end() + 40])


def _day(year: int, month: int, day: int) -> datetime | None:
    try:
        return datetime(year, month, day, tzinfo=UTC) if 1990 <= year <= 2100 else None
    except ValueError:
        return None


def _with_clock(when: datetime, after: str) -> datetime:
    found = _CLOCK.search(after)
    if not found:
        return when
    hour, minute = int(found[1]), int(found[2])
    if found[3]:
        hour = hour % 12 + (12 if found[3][0] == "p" else 0)
    if hour > 23 or minute > 59:
        return when
    offset = _ZONES.get(found[4] or "", timedelta(0))
    return when + timedelta(hours=hour, minutes=minute) - offset


@cache
def _months() -> dict[str, int]:
    return {name: number for number, names in enumerate(lines_of("dates", "months"), 1) for name in names}


@cache
def _written() -> tuple[re.Pattern[str], ...]:
    months = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    month = rf"(?P<month>{months})\.?"
    date = r"(?P<date>\d{1,2})(?:st|nd|rd|th|er|º|\.)?"
    return (
        re.compile(
            rf"(?<!\d){date}\s*(?:de\s+|of\s+|-|/)?{month}(?:\s*(?:de\s+|del\s+|,|-|/)?\s*)(?P<year>\d{{4}})(?!\d)"
        ),
        re.compile(rf"(?<!\w){month}\s+{date},?\s+(?P<year>\d{{4}})(?!\d)"),
        re.compile(r"(?<!\d)(?P<year>\d{4})\s*(?P<month>年)\s*(?P<date>\d{1,2})") if "年" in _months() else _NEVER,
    )


@cache
def _relative() -> tuple[tuple[re.Pattern[str], timedelta], ...]:
    units = (timedelta(minutes=1), timedelta(hours=1), timedelta(days=1), timedelta(weeks=1))
    found = []
    for unit, names in zip(units, lines_of("dates", "ago"), strict=True):
        for shape in names:
            body = re.escape(shape).replace(r"\ ", " ").replace("N", r"(\d{1,3})")
            found.append((re.compile(rf"(?<!\w){body}(?!\w)"), unit))
    return tuple(found)


_NEVER = re.compile(r"(?!)")
_DIGITS = {ord(digit): str(at % 10) for at, digit in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९")}
_ISO = re.compile(
    r"(?P<day>\d{4}-\d{1,2}-\d{1,2}|\d{4}/\d{1,2}/\d{1,2}|(?:19|20)\d{6})"
    r"(?:[T\s,]*(?P<clock>\d{1,2}:\d{2}(?::\d{2})?)(?P<fraction>\.\d+)?\s*(?P<zone>Z|z|UTC|[+-]\d{2}:?(?:\d{2})?)?)?"
)
_YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20)\d\d)[-./年]\s?(\d{1,2})[-./月]\s?(\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<![\d.])(\d{1,2})\s?([-./|])\s?(\d{1,2})\s?\2\s?((?:19|20)\d\d)(?!\d)")
_SHORT_YEAR = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?([0-4]\d)(?![\d.]\d|\d)")  # only ever day first
_MONTH_FIRST = frozenset(["en-us", "en-ph", "es-pr"])
_CLOCK = re.compile(
    r"^[\s,|•·–—-]*(?:at|um|à|a las|às|alle|в|को|الساعة)?\s*(\d{1,2})[:.h](\d{2})(?::\d{2})?\s*(?:([ap])\.?m\b\.?)?\s*"
    r"\(?(utc|gmt|ist|est|edt|pst|pdt|cst|cdt|cet|cest|bst|msk)?(?!\w)"
)
_ZONES = {
    name: timedelta(minutes=minutes)
    for name, minutes in {
        "ist": 330, "est": -300, "edt": -240, "cst": -360, "cdt": -300, "pst": -480, "pdt": -420,
        "cet": 60, "cest": 120, "bst": 60, "msk": 180,
    }.items()
}  # fmt: skip
_IN_ADDRESS = re.compile(
    r"[/_-]((?:19|20)\d\d)([/_-]?)(0[1-9]|1[0-2]|(?<=/)[1-9](?=/))\2(0[1-9]|[12]\d|3[01]|(?<=/)[1-9](?=/))(?=[/_.-]|$)|"
    r"/((?:19|20)\d\d)-?(0[1-9]|1[0-2])[/-](0[1-9]|[12]\d|3[01])(?=/)"
)
