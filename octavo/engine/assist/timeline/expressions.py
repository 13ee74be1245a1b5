"""How a language says days, compiled: `expressions.txt` and the names of months and weekdays of CLDR."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from octavo.engine.text.calendar import month_names, weekday_names

# Scripts whose words cannot be told apart by a look at letters: what is found there may begin anywhere.
_ANYWHERE = frozenset({"zh", "ja", "th", "ko", "hi", "mr", "bn"})
_STOP = r"[,;:.!?()\"“”«»–—\n،؛。、]"
_UNITS = ("day", "month", "year")
WORD = re.compile(r"\d+|[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Form:
    """One way to say a time. `kind` and `value` (of relative days) are what `dates` resolves."""

    kind: str
    value: int = 0


@dataclass(frozen=True, slots=True)
class Language:
    """The expressions of one language.

    `patterns` are tried where one of their first words stands ("#" for digits); where words are not parted, `anywhere`
    is searched for instead. Groups of a pattern: f<number> names its form; y, m, d, n, w <number> its parts.
    """

    forms: Sequence[Form]
    patterns: Mapping[str, re.Pattern[str]]
    anywhere: re.Pattern[str] | None
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    numbers: Mapping[str, int]
    before_bare: frozenset[str]  # "in", "since": what a bare month or year stands behind
    future: re.Pattern[str] | None
    stops: re.Pattern[str]
    lookalikes: re.Pattern[str] | None
    verb_last: bool
    capital: bool


@dataclass(slots=True)
class _Builder:
    """Gathers patterns with the first word of each."""

    forms: list[Form] = field(default_factory=list)
    by_word: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    all: list[str] = field(default_factory=list)

    def add(self, form: Form, pattern: str, firsts: Sequence[str]) -> None:
        """`{i}` in the pattern becomes the number of the form, so that names of groups differ."""
        number = len(self.forms)
        self.forms.append(form)
        whole = f"(?P<f{number}>{pattern.replace('{i}', str(number))})"
        self.all.append(whole)
        for first in dict.fromkeys(firsts):
            self.by_word[first].append(whole)


@cache
def expressions(code: str) -> Language:
    """The expressions of a language (ISO 639-1); of one without a list, numeric dates and the names of CLDR."""
    said = _said().get(code, {})
    months = {**month_names(code), **_numbered(said.get("months", ()))}
    weekdays = {**weekday_names(code), **_numbered(said.get("weekdays", ()))}
    numbers = _numbered(said.get("numbers", ()))
    builder = _Builder()
    boundary = "" if code in _ANYWHERE else r"(?![^\W_])"
    _add_dates(builder, months, said.get("joins", ()), boundary, code)
    _add_relative(builder, said, weekdays, numbers, boundary)
    firsts = {word: re.compile("|".join(patterns)) for word, patterns in builder.by_word.items()}
    return Language(
        forms=builder.forms,
        patterns=firsts,
        anywhere=re.compile("|".join(builder.all)) if code in _ANYWHERE else None,
        months=months, weekdays=weekdays, numbers=numbers,
        before_bare=frozenset(said.get("in", ())),
        future=_future(said.get("future", ()), code),
        stops=re.compile("|".join([_STOP, *(rf"\b{stop}\b" for stop in said.get("stops", ()))])),
        lookalikes=re.compile("|".join(map(_spelled, said["none"]))) if "none" in said else None,
        verb_last="clause" in said, capital="capital" in said,
    )  # fmt: skip


def _add_dates(builder: _Builder, months: Mapping[str, int], joins: Sequence[str], boundary: str, code: str) -> None:
    builder.add(Form("date"), r"(?P<y{i}>[12]\d{3})\s?-\s?(?P<m{i}>\d\d)\s?-\s?(?P<d{i}>\d\d)(?!\d)", "#")
    eastern = r"(?P<m{i}>\d{1,2})\s?[月월]\s?(?P<d{i}>\d{1,2})\s?[日일号號]"
    builder.add(Form("date"), rf"(?:(?P<y{{i}}>\d{{4}})\s?[年년]\s?)?{eastern}", "#")
    builder.add(Form("month"), r"(?P<y{i}>\d{4})\s?[年년]\s?(?P<m{i}>\d{1,2})\s?[月월](?!間)", "#")
    builder.add(
        Form("day alone"),
        r"(?P<d{i}>\d{1,2})\s?[日일號](?![間间内內本目中以간째만차]|\s?(?:동안|만에|전|前|后|後))",
        "#",
    )
    day_first = r"(?P<d{i}>\d{1,2})/(?P<m{i}>\d{1,2})/(?P<y{i}>[12]\d{3})(?!\d)"
    builder.add(Form("either" if code == "en" else "date"), day_first, "#")
    builder.add(Form("date"), r"(?P<d{i}>\d{1,2})\.\s?(?P<m{i}>\d{1,2})\.\s?(?P<y{i}>[12]\d{3})(?!\d)", "#")
    if months:
        listed = "|".join(sorted(map(_spelled, months), key=lambda name: (-len(name), name)))
        join = rf"(?:(?:{'|'.join(joins) or '(?!)'})\s)?"
        year = rf"(?:\s?,)?\s(?:{join})?(?P<y{{i}}>\d{{4}})(?![\d:])"
        day = r"(?<!\d[.,])(?P<d{i}>\d{1,2})(?!\d)\s?(?:\.|º|°|er|st|nd|rd|th)?"
        firsts = [_first(month) for month in months]
        builder.add(Form("date"), rf"{day}\s(?:{join}){{0,2}}(?P<m{{i}}>{listed}){boundary}(?:\.?{year})?", "#")
        after = r"(?P<d{i}>\d{1,2})(?:st|nd|rd|th)?(?![\d:%]|[.,]\d|\s(?:million|billion|per cent|percent|%))"
        builder.add(Form("date"), rf"(?P<m{{i}}>{listed})\s?\.?\s(?:the\s)?{after}(?:{year})?", firsts)
        builder.add(Form("month"), rf"(?P<m{{i}}>{listed}){boundary}\.?{year}", firsts)
        builder.add(Form("bare month"), rf"(?P<m{{i}}>{listed}){boundary}", firsts)
    builder.add(Form("year"), r"(?P<y{i}>(?:19|20)\d\d)(?:\s?[年년])?(?![\d.,]\d|\d|\s?[-–/]\s?\d)", "#")


def _add_relative(
    builder: _Builder, said: Mapping[str, Sequence[str]], weekdays: Mapping[str, int], numbers: Mapping[str, int],
    boundary: str,
) -> None:  # fmt: skip
    day = "|".join(sorted(map(_spelled, weekdays), key=lambda name: (-len(name), name))) or "(?!)"
    count = "|".join([r"\d{1,3}", *sorted(map(_spelled, numbers), key=lambda word: (-len(word), word))])
    counted = ["#", *map(_first, numbers)]
    for key, spellings in said.items():
        kind, _, number = key.rpartition(" ") if key[-1].isdigit() else (key, "", "0")
        if kind not in (*_UNITS, "last", "next", *(f"ago {unit}" for unit in _UNITS)):
            continue
        for spelling in sorted(spellings, key=lambda each: -len(each)):
            firsts = list(map(_first, weekdays)) if spelling.startswith("{w}") else [_first(spelling)]
            pattern = _spelled(spelling).replace(r"\{w\}", rf"(?P<w{{i}}>{day})")
            pattern = pattern.replace(r"\{n\}", rf"(?P<n{{i}}>{count})")
            firsts = counted if spelling.startswith("{n}") else firsts
            builder.add(Form(kind, int(number)), pattern + boundary, firsts)
    builder.add(Form("weekday"), rf"(?P<w{{i}}>{day}){boundary}", [_first(name) for name in weekdays])


def _first(spelling: str) -> str:
    """The first word of a spelling, where its pattern is tried; a digit's is "#"."""
    found = WORD.search(spelling)
    return found.group() if found else "#"


def _spelled(spelling: str) -> str:
    """A spelling as a pattern: spaces of any kind, apostrophes of any kind, "?" behind what may be left out."""
    pattern = re.escape(spelling).replace(r"\?", "?").replace("\\ ", r"\s+")
    return re.sub(r"['’ʼ]", "['’ʼ]", pattern)


def _future(words: Sequence[str], code: str) -> re.Pattern[str] | None:
    if not words:
        return None
    edge, end = ("", "") if code in _ANYWHERE else (r"(?<![^\W_])", r"(?![^\W_])")
    ending = r"(?![^\W_])"
    parts = [rf"\S{one[1:]}{ending}" if one[0] == "-" else f"{edge}{_spelled(one)}{end}" for one in words]
    return re.compile("|".join(parts))


def _numbered(parts: Sequence[str]) -> dict[str, int]:
    return {word: int(number) for number, _, word in (part.partition("=") for part in parts)}


@cache
def _said() -> dict[str, dict[str, tuple[str, ...]]]:
    """Language -> key -> spellings."""
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for line in resources.files(__package__).joinpath("expressions.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            head, _, listed = line.partition(":")
            code, _, key = head.partition(" ")
            found[code][key] = tuple(part.strip() for part in listed.split("|"))
    return found
