"""Numbers with what they count, written one way."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from typing import NamedTuple

_MOST = 40
_LARGEST = 1e18  # beyond it stand digits of a serial number or of pi, no figure; a float of them may be infinite


def find_figures(text: str, *, language: str | None = None) -> tuple[str, ...]:
    """The figures of a text in order, each once: "5200000000 usd", "12.5 %", "350 km", "1500".

    A number is given out whole, in ASCII digits, its magnitude (million, lakh, crore, مليار) multiplied in, then its
    unit or currency if it has one. Years, clock times, ordinals, bare numbers under 10 and whatever is over 10^18 are
    not figures. `language` decides what "1.250" is: 1250 where a point groups thousands (German, Spanish ...), else
    1.25.
    """
    found: dict[str, None] = {}
    for each in locate_figures(text, language=language):
        found[each.figure] = None
        if len(found) == _MOST:
            break
    return tuple(found)


class Located(NamedTuple):
    """A figure as `find_figures` writes it, and where it stands with its magnitude and unit."""

    figure: str
    start: int
    end: int


def locate_figures(text: str, *, language: str | None = None) -> Iterator[Located]:
    """Every figure of a text in order, with its place."""
    for match in _pattern().finditer(text.translate(_DIGITS)):
        figure = _normal(match, (language or "")[:2])
        if figure:
            yield Located(figure, match.start(), match.end())


def _normal(match: re.Match[str], language: str) -> str | None:
    number = read_number(match["number"], language)
    known = spelled()
    magnitude = match["magnitude"]
    unit = match["unit"] or match["lead"]
    if number is None or (magnitude is None and unit is None and not _worth_keeping(match["number"], number)):
        return None
    if magnitude:
        number *= _magnitude(magnitude, language)
    if number > _LARGEST:
        return None
    whole = f"{number:.6f}".rstrip("0").rstrip(".") if number != int(number) else str(int(number))
    return f"{whole} {known.units[unit.casefold()]}" if unit else whole


def _magnitude(word: str, language: str) -> float:
    if language in ("de", "es") and word.casefold() in ("billion", "billón", "billones"):
        return 1e12
    return spelled().magnitudes[word.casefold()]


def read_number(written: str, language: str) -> float | None:
    """The value of ASCII digits with their points, commas and spaces as a language sets them; None: no number."""
    digits = re.sub(r"[ \u00a0\u202f'’]", "", written)
    comma, point = digits.rfind(","), digits.rfind(".")
    if comma >= 0 and point >= 0:
        decimal = "," if comma > point else "."
    elif comma >= 0:
        grouped = re.fullmatch(r"\d{1,3}(?:,\d{2,3})*,\d{3}", digits)
        decimal = "" if grouped else ","
    elif point >= 0:
        grouped = re.fullmatch(r"\d{1,3}(?:\.\d{3})+", digits)
        decimal = "" if grouped and (language in _POINT_GROUPS or digits.count(".") > 1) else "."
    else:
        decimal = ""
    whole, _, fraction = digits.partition(decimal) if decimal else (digits, "", "")
    try:
        return float(f"{re.sub('[.,]', '', whole)}.{fraction or 0}")
    except ValueError:  # "1,2,3": a list, not a number
        return None


def _worth_keeping(written: str, number: float) -> bool:
    return number >= 10 and not (len(written) == 4 and written.isdigit() and 1900 <= number < 2100)


class _Spelled(NamedTuple):
    magnitudes: dict[str, float]
    units: dict[str, str]
    leads: tuple[str, ...]  # may stand before the number


@cache
def spelled() -> _Spelled:
    magnitudes: dict[str, float] = {}
    units: dict[str, str] = {}
    leads: list[str] = []
    lines = resources.files("octavo.engine.entities").joinpath("units.txt").read_text("utf-8").splitlines()
    for line in lines:
        if not line or line.startswith("#"):
            continue
        key, kind, listed = (part.strip() for part in line.split(":", 2))
        for spelling in (spelling.strip() for spelling in listed.split("|")):
            if kind == "magnitude":
                magnitudes.setdefault(spelling.casefold(), float(key))
            else:
                units[spelling.casefold()] = key
            if kind == "currency":
                leads.append(spelling)
    return _Spelled(magnitudes, units, tuple(leads))


@cache
def _pattern() -> re.Pattern[str]:
    known = spelled()
    end = r"(?![^\W\d_])"
    return re.compile(
        rf"(?:(?<!\w)(?P<lead>{_any_of(known.leads)})\s?)?"
        rf"(?<![\w.,:/-])(?P<number>{_NUMBER})(?![:/]\d|(?:st|nd|rd|th)\b|-(?:year|day)s?\b)"
        rf"(?:[\s-]?(?P<magnitude>{_any_of(known.magnitudes)}){end}\.?)?"
        rf"(?:(?:\s?|\s(?:de|of)\s|\sd['’]|-)(?P<unit>{_any_of(known.units)}){end})?",
        re.IGNORECASE,
    )


def _any_of(spellings: Iterable[str]) -> str:
    """An alternation, the longest first, so that "lakh crore" is not read as "lakh"."""
    return "|".join(map(re.escape, sorted(spellings, key=lambda spelling: (-len(spelling), spelling))))


# Groups of three parted by spaces ("1 250 000,5"), or digits with points, commas and apostrophes inside.
_NUMBER = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?(?!\d)|\d+(?:[.,'’]\d+)*"
_POINT_GROUPS = frozenset(["de", "es", "it", "pt", "nl", "da", "id", "tr", "el", "hr", "sr", "sl", "ro"])
_DIGITS = {
    code: str(unicodedata.digit(chr(code)))
    for code in range(0x0660, 0xAA5A)  # the digits of living scripts
    if unicodedata.category(chr(code)) == "Nd"
} | {ord("٫"): ".", ord("٬"): ","}
