"""What a report and a story have in common, and what each lacks of the other."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime

import numpy as np

from octavo.engine.clustering.model import (
    EVENT_DAYS,
    FIGURES_COUNTED,
    NOTHING_SHARED,
    REACH_DAYS,
    YEAR_HELD,
    guessed_closeness,
    vectors_speak,
)
from octavo.engine.clustering.views import ArticleView, StoryView


def compare(article: ArticleView, story: StoryView) -> dict[str, float] | None:
    """The features of a pair by their names in `weights.txt`; None when they share next to no word or lie too far off.

    Cosines and the three `lacks_` run from 0 to 1, times count days.
    """
    days = _days_apart(article.published, story.first, story.last)
    if days is not None and days > REACH_DAYS:
        return None
    terms = _cosine(article.terms, story.terms, story.terms_length)
    if terms < NOTHING_SHARED:
        return None
    names = _cosine(article.names, story.names, story.names_length) if article.names and story.names else terms
    shared = sum(figure in story.figures for figure in article.figures)
    known = 1 - 1 / story.count  # of a single report nobody knows what is at its core
    return {
        "terms": terms,
        "vector": _closeness(article, story, terms),
        "names": names,
        "headline": _cosine(article.title_terms, story.terms, story.terms_length),
        "figures": float(min(FIGURES_COUNTED, shared)),
        "lacks_names": known * _lacking(article, story.core_names),
        "lacks_terms": known * _lacking(article, story.core_terms),
        "lacks_focus": 1 - _overlap_share(article.focus, story.terms),
        "years_agree": float(any(story.years.get(year, 0) >= YEAR_HELD * story.count for year in article.years)),
        "years_differ": float(bool(article.years and story.years) and not set(article.years) & story.years.keys()),
        "silence": 0.0 if days is None else math.log1p(days),
        "length": math.log1p(_overtime(article.published, story.first, story.last)) if days else 0.0,
        "undated": 1.0 if days is None else 0.0,
    }


def _closeness(article: ArticleView, story: StoryView, terms: float) -> float:
    """Cosine of the vectors, where these say something."""
    if article.vector is None or story.vector is None or not vectors_speak(article.language):
        return guessed_closeness(terms)
    length = float(np.linalg.norm(story.vector))
    return float(article.vector @ story.vector) / length if length else 0.0


def _lacking(article: ArticleView, core: Mapping[str, float]) -> float:
    """The share, by weight, of what most reports of a story say that the article does not say."""
    whole = sum(core.values())
    return sum(weight for word, weight in core.items() if word not in article.words) / whole if whole else 0.0


def _overlap_share(weights: Mapping[str, float], known: Mapping[str, float]) -> float:
    whole = sum(weights.values())
    return sum(weight for word, weight in weights.items() if word in known) / whole if whole else 1.0


def _days_apart(time: datetime | None, first: datetime | None, last: datetime | None) -> float | None:
    """Days between a time and a stretch of time, 0 inside it."""
    if time is None or first is None or last is None:
        return None
    outside = max((first - time).total_seconds(), (time - last).total_seconds(), 0.0)
    return outside / 86_400


def _overtime(time: datetime | None, first: datetime | None, last: datetime | None) -> float:
    """Days beyond an event's usual length that a story would last with a report of that time."""
    if time is None or first is None or last is None:
        return 0.0
    return max((max(last, time) - min(first, time)).total_seconds() / 86_400 - EVENT_DAYS, 0.0)


def _overlap(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Dot product of sparse vectors."""
    if len(a) > len(b):
        a, b = b, a
    return sum(weight * b[key] for key, weight in a.items() if key in b)


def _cosine(unit: Mapping[str, float], summed: Mapping[str, float], length: float) -> float:
    return _overlap(unit, summed) / length if length else 0.0
