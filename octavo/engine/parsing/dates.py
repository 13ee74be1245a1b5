"""Dates as feeds write them."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone

_LONGEST = 80  # characters; no date is longer, and it bounds the patterns below

_YEARS = range(1971, 2101)  # outside: "0001-01-01" and the Unix epoch, which feeds print for "unknown"

# First letters without accents, in English, French, Spanish, Portuguese, Italian, German, Dutch and Russian.
_MONTHS = {
    prefix: number
    for number, prefixes in enumerate(
        (
            "jan ene gen янв",
            "feb fev фев",
            "mar maa mrt mae мар",
            "apr avr abr апр",
            "may mai mag mei маи мая",
            "jun juin giu июн",
            "jul juil lug июл",
            "aug aou ago авг",
            "sep set сен",
            "oct okt out ott окт",
            "nov ноя",
            "dec dez dic дек",
        ),
        start=1,
    )
    for prefix in prefixes.split()
}

# Hours east of Greenwich. Where two zones share a name, the one more feeds use (IST is India's).
_ZONES = {
    **dict.fromkeys(("ut", "utc", "gmt", "z", "wet"), 0.0),
    **dict.fromkeys(("bst", "cet", "met", "mez", "west", "wat"), 1.0),
    **dict.fromkeys(("cest", "mest", "mesz", "eet", "sast", "cat"), 2.0),
    **dict.fromkeys(("eest", "idt", "msk", "eat", "ast3", "trt"), 3.0),
    **dict.fromkeys(("gst", "msd"), 4.0),
    **dict.fromkeys(("irst",), 3.5),
    **dict.fromkeys(("pkt",), 5.0),
    **dict.fromkeys(("ist",), 5.5),
    **dict.fromkeys(("npt",), 5.75),
    **dict.fromkeys(("ict", "wib"), 7.0),
    **dict.fromkeys(("hkt", "sgt", "myt", "pht", "wita", "awst"), 8.0),
    **dict.fromkeys(("jst", "kst", "wit"), 9.0),
    **dict.fromkeys(("acst",), 9.5),
    **dict.fromkeys(("aest",), 10.0),
    **dict.fromkeys(("aedt",), 11.0),
    **dict.fromkeys(("nzst",), 12.0),
    **dict.fromkeys(("nzdt",), 13.0),
    **dict.fromkeys(("brt", "art", "clst", "adt"), -3.0),
    **dict.fromkeys(("ast", "edt", "clt"), -4.0),
    **dict.fromkeys(("est", "cdt", "cot", "pet"), -5.0),
    **dict.fromkeys(("cst", "mdt"), -6.0),
    **dict.fromkeys(("mst", "pdt"), -7.0),
    **dict.fromkeys(("pst", "akdt"), -8.0),
    **dict.fromkeys(("akst",), -9.0),
    **dict.fromkeys(("hst",), -10.0),
}

_CLOCK = r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d+)?)?"
_TAIL = rf"(?:[\s,T–-]*(?:at\s+|um\s+|à\s+)?{_CLOCK}\s*(?P<half>[ap]\.?m\b\.?)?\s*(?P<zone>.*))?$"
_WEEKDAY = r"^(?:[^\W\d]+\.?,?\s+)?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?[\s-]*(?:de\s+)?(?P<month>[^\W\d]{{3,}})\.?"
        rf",?[\s-]*(?:de\s+)?(?P<year>\d{{2,4}})\b{_TAIL}",
        rf"^(?P<year>\d{{4}})[-/.](?P<digits>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?!\d){_TAIL}",
        rf"{_WEEKDAY}(?P<month>[^\W\d]{{3,}})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\b{_TAIL}",
        rf"{_WEEKDAY}(?P<month>[^\W\d]{{3,}})\s+(?P<day>\d{{1,2}})\s+{_CLOCK}\s+(?P<zone>[^\W\d]+\s+)?(?P<year>\d{{4}})$",
        rf"^(?P<day>\d{{1,2}})\.(?P<digits>\d{{1,2}})\.(?P<year>\d{{4}})\b{_TAIL}",
    )
)
_NAMED_OFFSET = re.compile(r"^\(?(?:[a-z]{1,5})?\s*([+-])(\d{1,2}):?(\d{2})?\b", re.IGNORECASE)
_STAMP = re.compile(r"^\d{10}(?:\d{3})?$")


def parse_date(text: str | None) -> datetime | None:
    """The moment a feed's date names, in UTC; None for nothing, nonsense or less than a whole day.

    Understands RFC 822 and its mistakes, ISO 8601, asctime, Unix stamps and month names of eight languages.
    A date without a zone, or with one nobody knows, counts as UTC; one without a time as midnight.
    03/04/2024 is not decided: half the world reads it the other way round.
    """
    if not text:
        return None
    text = text.strip()[:_LONGEST]
    moment = _from_iso(text) or _from_forms(text) or _from_stamp(text)
    if moment is None or moment.year not in _YEARS:
        return None
    return moment


def _from_iso(text: str) -> datetime | None:
    # Python reads "20240205" and "2024-W06" as well; only a written-out date is sure to be meant as one.
    if len(text) < 10 or not text[:4].isdigit() or text[4] != "-":
        return None
    try:
        moment = datetime.fromisoformat(text)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _from_forms(text: str) -> datetime | None:
    for form in _FORMS:
        if match := form.match(text):
            parts = match.groupdict()
            month = int(parts["digits"]) if parts.get("digits") else _month(parts["month"])
            return _build(parts, month) if month else None
    return None


def _from_stamp(text: str) -> datetime | None:
    if not _STAMP.match(text):
        return None
    return datetime.fromtimestamp(int(text[:10]), UTC)


def _month(name: str) -> int | None:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
    return _MONTHS.get(plain[:4]) or _MONTHS.get(plain[:3])


def _build(parts: dict[str, str | None], month: int) -> datetime | None:
    hour = int(parts["hour"] or 0)
    half = (parts.get("half") or "")[:1].lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        midnight = datetime(
            _year(parts["year"] or "0"), month, int(parts["day"] or 0), tzinfo=_zone(parts["zone"] or "")
        )
        if hour > 24:
            return None
        second = min(int(parts["second"] or 0), 59)  # a leap second
        pause = timedelta(hours=hour, minutes=int(parts["minute"] or 0), seconds=second)
        return (midnight + pause).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (2000 if year < 50 else 1900)  # RFC 5322, 4.3


def _zone(text: str) -> timezone:
    text = text.strip()
    if offset := _NAMED_OFFSET.match(text):
        sign, hours, minutes = offset.groups()
        ahead = timedelta(hours=int(hours), minutes=int(minutes or 0))
        if ahead < timedelta(hours=24):
            return timezone(ahead if sign == "+" else -ahead)
    name = text.strip("()").partition(" ")[0].lower()
    return timezone(timedelta(hours=_ZONES.get(name, 0.0)))
