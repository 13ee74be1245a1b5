"""The order of the front page, with what made it."""

from __future__ import annotations

import math
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

HALF_LIFE = 14.0  # hours: yesterday's story needs some three times the reports of this morning's
_COUNTRY = 0.15  # what each doubling of countries adds
_PACE = 0.1  # what each doubling of reports in the last hours adds
_SAME_DESK = 0.86  # a story's score for each story of its desk above it,
_SAME_PLACE = 0.9  # of one of its places,
_SAME_LANGUAGE = 0.97  # and of its language
_REMEMBERED = 6  # stories above that count for diversity


class Why(StrEnum):
    """What moves a story up or down."""

    INDEPENDENT = "independent"  # reports that are not copies of each other, in all the languages that tell the event
    COUNTRIES = "countries"  # that its publishers are from
    PACE = "pace"  # independent reports of the last six hours
    AGE = "age"  # hours since its newest report
    DESK = "desk"  # stories of its desk just above it
    PLACE = "place"  # stories of its place just above it
    LANGUAGE = "language"  # stories of its language just above it


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryCard:
    """What ranking knows of a story. No length and no clicks: they are not to count."""

    id: int
    latest: datetime  # of its newest report
    independent: int  # reports that are not copies of each other
    outlets: int = 1
    countries: int = 1
    recent: int = 0  # independent reports of the last six hours
    desk: str | None = None
    language: str | None = None
    places: tuple[str, ...] = ()  # where it happens
    event: int | None = None  # equal for stories that tell one event in several languages; None: nobody else tells it


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """A reason. A story's score is the product of the `factor`s of its reasons; below 1 it pushes down.

    `count` is what was counted (AGE: whole hours), `name` the desk or place that repeats, `languages` how many tell
    the event (INDEPENDENT).
    """

    why: Why
    factor: float
    count: int
    name: str = ""
    languages: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedStory:
    """A place on the front page."""

    id: int
    score: float
    weights: tuple[Weight, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """An event, told by one card for all."""

    card: StoryCard
    worth: float
    weights: tuple[Weight, ...]


def rank_front(
    cards: Sequence[StoryCard], now: datetime, limit: int | None = None, languages: Sequence[str] = ()
) -> list[RankedStory]:
    """The cards in the order of the front page, at most `limit` of them, one for an event.

    A story's worth is log2(1 + independent reports), raised by breadth of countries and by pace, halved every 14 hours
    since its newest report (a time in the future counts as now). An event told in several languages counts with the
    reports of all, and the first of the reader's `languages` that tells it stands for it. Then the best is taken again
    and again, where a story loses for those among the six above it that share its desk, place or language.
    Deterministic.
    """
    waiting = sorted(_entries(cards, now, languages), key=lambda entry: (-entry.worth, entry.card.id))
    above: deque[StoryCard] = deque(maxlen=_REMEMBERED)
    ranked: list[RankedStory] = []
    while waiting and (limit is None or len(ranked) < limit):
        seen = _seen(above)
        best, best_score = 0, -1.0
        for place, entry in enumerate(waiting):
            if entry.worth <= best_score:  # nothing behind can be better: repeats only take away
                break
            score = entry.worth * _kept(entry.card, seen)
            if score > best_score:
                best, best_score = place, score
        entry = waiting.pop(best)
        weights = (*entry.weights, *_repeats(entry.card, seen))
        ranked.append(RankedStory(id=entry.card.id, score=best_score, weights=weights))
        above.append(entry.card)
    return ranked


def _entries(cards: Iterable[StoryCard], now: datetime, languages: Sequence[str]) -> list[_Entry]:
    events: defaultdict[tuple[str, int], list[StoryCard]] = defaultdict(list)
    for card in sorted(cards, key=lambda card: card.id):
        events[("story", card.id) if card.event is None else ("event", card.event)].append(card)
    return [_entry(told, now, languages) for told in events.values()]


def _entry(told: Sequence[StoryCard], now: datetime, languages: Sequence[str]) -> _Entry:
    """The card that stands for an event, weighed with what all of them hold."""
    wanted = {language: place for place, language in enumerate(languages)}
    first = min(told, key=lambda card: (wanted.get(card.language or "", len(wanted)), -card.independent, card.id))
    whole = first if len(told) == 1 else replace(
        first, latest=max(card.latest for card in told), independent=sum(card.independent for card in told),
        countries=max(card.countries for card in told), recent=sum(card.recent for card in told),
    )  # fmt: skip
    weights = _weights(whole, now, len({card.language for card in told}))
    return _Entry(card=first, worth=math.prod(weight.factor for weight in weights), weights=weights)


def _weights(card: StoryCard, now: datetime, languages: int) -> tuple[Weight, ...]:
    hours = max((now - card.latest).total_seconds() / 3_600, 0.0)
    weights = [
        Weight(why=Why.INDEPENDENT, factor=math.log2(1 + max(card.independent, 0)), count=card.independent,
               languages=languages),
    ]  # fmt: skip
    if card.countries > 1:
        weights.append(Weight(why=Why.COUNTRIES, factor=1 + _COUNTRY * math.log2(card.countries), count=card.countries))
    if card.recent > 0:
        weights.append(Weight(why=Why.PACE, factor=1 + _PACE * math.log2(1 + card.recent), count=card.recent))
    weights.append(Weight(why=Why.AGE, factor=math.exp2(-hours / HALF_LIFE), count=int(hours)))
    return tuple(weights)


_Seen = tuple[Counter[str], Counter[str], Counter[str]]


def _seen(above: Iterable[StoryCard]) -> _Seen:
    """How many of the stories above are of each desk, place and language; an unknown one counts nothing."""
    desks, places, languages = Counter[str](), Counter[str](), Counter[str]()
    for card in above:
        desks.update([card.desk] if card.desk else [])
        places.update({place.casefold() for place in card.places})
        languages.update([card.language] if card.language else [])
    return desks, places, languages


def _repeated(card: StoryCard, seen: _Seen) -> tuple[int, int, int, str]:
    desks, places, languages = seen
    # Of several places the one that repeats most.
    place = max(card.places, key=lambda name: places[name.casefold()], default="")
    return desks[card.desk or ""], places[place.casefold()], languages[card.language or ""], place


def _kept(card: StoryCard, seen: _Seen) -> float:
    """The share of its worth that a story keeps behind those above it."""
    desk, place, language, _ = _repeated(card, seen)
    return float(_SAME_DESK**desk * _SAME_PLACE**place * _SAME_LANGUAGE**language)


def _repeats(card: StoryCard, seen: _Seen) -> list[Weight]:
    desk, place, language, name = _repeated(card, seen)
    weights = [
        Weight(why=Why.DESK, factor=_SAME_DESK**desk, count=desk, name=card.desk or ""),
        Weight(why=Why.PLACE, factor=_SAME_PLACE**place, count=place, name=name),
        Weight(why=Why.LANGUAGE, factor=_SAME_LANGUAGE**language, count=language, name=card.language or ""),
    ]
    return [weight for weight in weights if weight.count]
