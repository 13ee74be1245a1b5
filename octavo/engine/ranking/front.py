"""The order of the front page."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

_HALF_LIFE = 14.0  # hours: yesterday's story needs some three times the reports of this morning's
_COUNTRY = 0.15  # what each doubling of countries adds
_PACE = 0.1  # what each doubling of reports in the last hours adds
_SAME_DESK = 0.86  # a story's score for each story of its desk above it,
_SAME_LANGUAGE = 0.97  # and of its language
_REMEMBERED = 6  # stories above that count for diversity


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryCard:
    """What ranking knows of a story."""

    id: int
    latest: datetime  # of its newest report
    independent: int  # reports that are not copies of each other
    outlets: int = 1
    countries: int = 1
    recent: int = 0  # independent reports of the last six hours
    desk: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedStory:
    """A place on the front page. `reasons` can be shown and checked."""

    id: int
    score: float
    reasons: tuple[str, ...]


def rank_front(cards: Sequence[StoryCard], now: datetime, limit: int | None = None) -> list[RankedStory]:
    """The cards in the order of the front page, at most `limit` of them.

    A story's worth is log2(1 + independent reports), raised by breadth of countries and by pace, halved every 14 hours
    since its newest report (a time in the future counts as now). Then the best is taken again and again, where each
    desk and language loses for its stories among the six before. Neither length nor clicks count. Deterministic.
    """
    waiting: defaultdict[tuple[str, str], list[tuple[float, StoryCard]]] = defaultdict(list)
    for card in cards:
        waiting[_group(card)].append((_worth(card, now), card))
    for queue in waiting.values():
        queue.sort(key=lambda pair: (pair[0], -pair[1].id))  # the best at the end, where it is cheap to take
    ranked: list[RankedStory] = []
    above: list[tuple[str, str]] = []
    while len(ranked) < (len(cards) if limit is None else min(limit, len(cards))):
        penalties = _penalties(above[-_REMEMBERED:])
        heads = [
            (queue[-1][0] * penalties[0][desk] * penalties[1][language], -queue[-1][1].id, queue[-1][1])
            for (desk, language), queue in waiting.items()
            if queue
        ]
        score, _, card = max(heads, key=lambda head: head[:2])
        waiting[_group(card)].pop()
        above.append(_group(card))
        ranked.append(RankedStory(id=card.id, score=score, reasons=_reasons(card, now)))
    return ranked


def _group(card: StoryCard) -> tuple[str, str]:
    return card.desk or "", card.language or ""


def _penalties(above: Sequence[tuple[str, str]]) -> tuple[defaultdict[str, float], defaultdict[str, float]]:
    """What a story's worth is multiplied by, per desk and per language; an unknown one ('') loses nothing."""
    desks: defaultdict[str, float] = defaultdict(lambda: 1.0)
    languages: defaultdict[str, float] = defaultdict(lambda: 1.0)
    for desk, language in above:
        desks[desk] *= _SAME_DESK if desk else 1.0
        languages[language] *= _SAME_LANGUAGE if language else 1.0
    return desks, languages


def _worth(card: StoryCard, now: datetime) -> float:
    hours = max((now - card.latest).total_seconds() / 3_600, 0.0)
    breadth = 1 + _COUNTRY * math.log2(max(card.countries, 1))
    pace = 1 + _PACE * math.log2(1 + max(card.recent, 0))
    freshness = math.exp2(-hours / _HALF_LIFE)
    return math.log2(1 + max(card.independent, 0)) * breadth * pace * freshness


def _reasons(card: StoryCard, now: datetime) -> tuple[str, ...]:
    hours = max((now - card.latest).total_seconds() / 3_600, 0.0)
    reasons = [f"{card.independent} independent report{'s' * (card.independent != 1)}"]
    if card.countries > 1:
        reasons.append(f"{card.countries} countries")
    reasons.append(
        "within the hour" if hours < 1 else f"{hours:.0f} hours ago" if hours < 48 else f"{hours / 24:.0f} days ago"
    )
    if card.recent > 1:
        reasons.append(f"{card.recent} of them in the last six hours")
    return tuple(reasons)
