"""What a story is recognised by in another language, or as part of an affair: its outline."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from octavo.engine.linking.dates import dates_of, without_dates
from octavo.engine.linking.figures import figures_of
from octavo.engine.linking.happenings import happenings_of
from octavo.engine.linking.names import name_words, names_in
from octavo.engine.linking.places import countries_in, names_place

MOST_REPORTS = 8  # of a story, the first ones; more change nothing
_LEAD = 1_600  # characters of each report: names and figures further down are background
_OPENING = 450  # where a report says what kind of thing happened
_IN_TITLE = 1.5
_MOST = {"names": 40, "words": 180, "figures": 30, "places": 10, "dates": 10, "happenings": 12}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A report as an outline is made from."""

    title: str
    text: str
    at: datetime
    picture: str | None = None  # its address
    credits: tuple[str, ...] = ()  # its publisher, the agency it credits: names of who tells, not of what is told


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A story's names, figures, places, days and happenings, each with its weight: how many of its reports say so, 0 to
    1.3.

    `names` say by their writing that they are names; `words` may be (scripts without capitals). Heaviest first.
    """

    id: int
    language: str
    title: str
    first: datetime
    last: datetime
    names: Mapping[str, float] = field(default_factory=dict)  # single words
    words: Mapping[str, float] = field(default_factory=dict)
    places: Mapping[str, float] = field(default_factory=dict)  # ISO 3166
    figures: Mapping[str, float] = field(default_factory=dict)
    dates: Mapping[str, float] = field(default_factory=dict)  # month and day
    happenings: Mapping[str, float] = field(default_factory=dict)
    pictures: tuple[str, ...] = ()
    whole: tuple[tuple[str, ...], ...] = ()  # names of several words, so that a person is not taken for two
    terms: tuple[str, ...] = ()  # the words that tell the story from others, as whoever stores it knows them


def make_outline(
    id: int,  # noqa: A002
    language: str | None,
    reports: Sequence[Told],
    terms: Sequence[str] = (),
) -> Outline:
    """The outline of a story from its reports (at least one), of which the first are read."""
    told = sorted(reports, key=lambda one: (one.at, one.title))
    tellers = frozenset(name.casefold() for one in told for name in one.credits if name)
    marks = [_marks_of(one.title, one.text[:_LEAD], language, tellers) for one in told[:MOST_REPORTS]]
    return Outline(
        id=id, language=language or "", title=told[0].title, first=told[0].at, last=told[-1].at, terms=tuple(terms),
        pictures=tuple(dict.fromkeys(picture_key(one.picture) for one in told[:MOST_REPORTS] if one.picture)),
        whole=tuple(dict.fromkeys(name for one in marks for name in one.whole))[: _MOST["names"]],
        **{part: _shares([one.weights[part] for one in marks], most) for part, most in _MOST.items()},
    )  # fmt: skip


def picture_key(address: str) -> str:
    """What a picture's address keeps in other sizes and on other hosts: its file name, where that is long enough."""
    name = re.sub(r"[?#].*", "", address).rsplit("/", 1)[-1].lower()
    return re.sub(r"[-_.]?(?:\d{2,4}x\d{2,4}|\d{2,4}w)", "", name) if len(name) > _SHORT_NAME else address


class _Marks(NamedTuple):
    """What one report is recognised by."""

    weights: Mapping[str, Mapping[str, float]]
    whole: tuple[tuple[str, ...], ...]


@lru_cache(maxsize=2048)  # a story is outlined again with every report that joins it
def _marks_of(title: str, text: str, language: str | None, tellers: frozenset[str]) -> _Marks:
    lead = f"{title}\n{text}"
    names: dict[str, float] = {}
    words: dict[str, float] = {}
    whole: dict[tuple[str, ...], None] = {}
    for name, is_sure in names_in(lead, language)[0].items():
        if name.casefold() in tellers:
            continue
        weight = _IN_TITLE if name.casefold() in title.casefold() else 1.0
        parts = name_words(name, language or "") if is_sure else [name]
        # Countries and great cities agree as codes already.
        parts = [part for part in parts if not names_place(part, language)]
        for part in parts:
            (names if is_sure else words).setdefault(part, weight)
        if is_sure and len(parts) > 1:
            whole[tuple(parts)] = None
    in_title, above = countries_in(title, language), set(figures_of(title, language))
    places = countries_in(lead, language).items()
    figures = figures_of(without_dates(lead, language), language)
    happenings = dict.fromkeys(happenings_of(f"{title}. {text[:_OPENING]}", language), 0.7)
    return _Marks(
        {
            "names": names,
            "words": words,
            "places": {code: _IN_TITLE if code in in_title else min(1.0, 0.4 + 0.3 * count) for code, count in places},
            "figures": {figure: _IN_TITLE if figure in above else 1.0 for figure in figures},
            "dates": dict.fromkeys(dates_of(lead, language), 1.0),
            "happenings": happenings | dict.fromkeys(happenings_of(title, language), 1.7),
        },
        tuple(whole),
    )


def _shares(reports: Sequence[Mapping[str, float]], most: int) -> dict[str, float]:
    """The heaviest, as weights a report (what one of several says weighs less, but not so much less)."""
    counts = Counter[str]()
    for report in reports:
        counts.update(report)
    kept = sorted(counts.items(), key=lambda pair: -pair[1])[:most]  # ties as they appeared
    return {key: round(math.sqrt(min(count / len(reports), _IN_TITLE)), 3) for key, count in kept}


_SHORT_NAME = 12
