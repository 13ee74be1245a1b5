"""What a story is looked up by: keys that hold a stretch of time, so that a look-up costs what the news of those days
costs, however much is stored."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta
from itertools import combinations

from octavo.engine.linking.agree import information, is_common
from octavo.engine.linking.counterparts import REACH_DAYS
from octavo.engine.linking.figures import split_figure
from octavo.engine.linking.outline import Outline
from octavo.engine.linking.sounds import keys_of
from octavo.engine.linking.threads import REACH_DAYS as AFFAIR_DAYS
from octavo.engine.linking.threads import is_central, told_words

_NAMES, _FIGURES, _PLACES, _HAPPENINGS, _PAIRED = 24, 8, 2, 2, 8
_LEAST_CONSONANTS = 3
_LEAST_SAID = 0.85  # of a figure that is looked up by itself
_MOST_STRETCHES = 6
_MONTH_DAYS = 30
_LONGEST = 40  # characters of a word


def counterpart_keys(outline: Outline, *, around: bool, common: AbstractSet[str] = frozenset()) -> list[str]:
    """Keys of a story's names, figures, and of figures and happenings together with a country, in the stretches of 4
    days it covers; with `around` also in those where its counterparts may lie. Not the `common` ones: they find
    thousands."""
    told = dict.fromkeys(
        key for key in (*name_keys(outline), *_figure_keys(outline), *_place_keys(outline)) if key not in common
    )
    reach = timedelta(days=REACH_DAYS if around else 0)
    return [f"{days}.{key}" for days in _stretches(outline, reach, REACH_DAYS) for key in told]


def affair_keys(outline: Outline, *, around: bool, common: AbstractSet[str] = frozenset()) -> list[str]:
    """Keys of pairs of a story's names, by month; with `around` also in the months its affair may reach. Not those of
    two `common` words."""
    told = sorted(told_words(outline).items(), key=lambda pair: (-pair[1] - is_central(pair[0], outline), pair[0]))
    names = sorted(word[:_LONGEST] for word, _ in told[:_PAIRED])
    reach = timedelta(days=AFFAIR_DAYS if around else 0)
    return [
        f"{outline.language}{month}~{one}+{other}"
        for month in _stretches(outline, reach, _MONTH_DAYS, most=2 * AFFAIR_DAYS // _MONTH_DAYS + 2)
        for one, other in combinations(names, 2)
        if not (f"~{one}" in common and f"~{other}" in common)
    ]


def marks_of(outline: Outline) -> list[str]:
    """What the news of these days is counted by: keys of names, and (behind "~") words of its own language."""
    words = (*told_words(outline), *outline.terms)
    return [*name_keys(outline), *_place_keys(outline), *dict.fromkeys(f"~{word[:_LONGEST]}" for word in words)]


def name_keys(outline: Outline) -> list[str]:
    """How a story's names sound, heaviest first: keys of three consonants and more."""
    found: dict[str, None] = {}
    for word in (*outline.names, *outline.words):
        if not is_common(word):
            found.update(dict.fromkeys(key for key in keys_of(word) if len(key) >= _LEAST_CONSONANTS))
    return list(found)[: _NAMES if outline.names and not outline.words else 3 * _NAMES]


def _figure_keys(outline: Outline) -> Iterable[str]:
    telling = [figure for figure in outline.figures if information(*split_figure(figure)) >= _LEAST_SAID]
    return [f"={split_figure(figure)[0]:g}" for figure in telling[:_FIGURES]]


def _place_keys(outline: Outline) -> Iterable[str]:
    for place in list(outline.places)[:_PLACES]:
        for happening in list(outline.happenings)[:_HAPPENINGS]:
            yield f"{place}!{happening}"
        for figure in list(outline.figures)[:_FIGURES]:
            yield f"{place}={split_figure(figure)[0]:g}"


def _stretches(outline: Outline, reach: timedelta, days: int, most: int = _MOST_STRETCHES) -> list[int]:
    """The stretches of so many days that a story covers, the newest where there are too many."""
    first, last = _day(outline.first - reach) // days, _day(outline.last + reach) // days
    return list(range(first, last + 1))[-most:]


def _day(moment: datetime) -> int:
    return int(moment.timestamp() // 86_400)
