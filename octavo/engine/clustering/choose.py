"""Which open story an article belongs to."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import numpy as np

from octavo.engine.clustering.model import (
    BIAS,
    EVENT_DAYS,
    FIGURES_COUNTED,
    REACH_DAYS,
    WEIGHTS,
    guessed_closeness,
    vectors_speak,
)
from octavo.engine.clustering.views import ArticleView, Choice, StoryView

_WORTH_A_LOOK = -2.5  # log-odds from which on a story not chosen may still turn out to be the same
_NEAR = 4


def choose_story(article: ArticleView, candidates: Sequence[StoryView]) -> Choice:
    """The candidate that the article reports on, or `story_id` None when it is about none of them.

    Deterministic: ties go to the older story (the lower id). Stories of another language are never chosen.
    """
    judged: list[tuple[float, int, StoryView, dict[str, float]]] = []
    for story in candidates:
        if (story.language or "") != (article.language or ""):
            continue
        features = _compare(article, story)
        if features is not None:
            log_odds = BIAS + sum(WEIGHTS[name] * value for name, value in features.items())
            judged.append((-log_odds, -1 if story.id is None else story.id, story, features))
    if not judged:
        return Choice(story_id=None, score=0.0)
    judged.sort(key=lambda each: each[:2])
    against, _, story, features = judged[0]
    return Choice(
        story_id=story.id if against <= 0 else None,
        score=1 / (1 + math.exp(max(min(against, 30.0), -30.0))),
        reasons=tuple(_reasons(article, story, features)),
        near=tuple((each[1], -each[0]) for each in judged[:_NEAR] if -each[0] >= _WORTH_A_LOOK),
    )


def _compare(article: ArticleView, story: StoryView) -> dict[str, float] | None:
    """The features of a pair; None when they share no word or lie too far apart in time."""
    days = _days_apart(article.published, story.first, story.last)
    if days is not None and days > REACH_DAYS:
        return None
    terms = _cosine(article.terms, story.terms)
    if terms == 0.0:
        return None
    names = _cosine(article.names, story.names) if article.names and story.names else terms
    shared = sum(figure in story.figures for figure in article.figures)
    return {
        "terms": terms,
        "vector": _closeness(article, story, terms),
        "names": names,
        "headline": _cosine(article.title_terms, story.terms),
        "figures": float(min(FIGURES_COUNTED, shared)),
        "silence": 0.0 if days is None else math.log1p(days),
        "length": math.log1p(_overtime(article.published, story.first, story.last)) if days else 0.0,
        "undated": 1.0 if days is None else 0.0,
        "guessed": article.guessed,
    }


def _closeness(article: ArticleView, story: StoryView, terms: float) -> float:
    """Cosine of the vectors, where these say something."""
    if article.vector is None or story.vector is None or not vectors_speak(article.language):
        return guessed_closeness(terms)
    length = float(np.linalg.norm(story.vector))
    return float(article.vector @ story.vector) / length if length else 0.0


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


def _cosine(unit: Mapping[str, float], summed: Mapping[str, float]) -> float:
    shared = _overlap(unit, summed)
    if shared == 0.0:
        return 0.0
    return shared / math.sqrt(sum(weight * weight for weight in summed.values()))


def _reasons(article: ArticleView, story: StoryView, features: Mapping[str, float]) -> Iterable[str]:
    """What a reader can check."""
    names = [name for name in article.names if name in story.names][:4]
    if names:
        yield "both name " + ", ".join(names)
    shared = [term for term in article.terms if term in story.terms and term not in names][:5]
    if shared:
        yield "both speak of " + ", ".join(shared)
    figures = [figure for figure in article.figures if figure in story.figures][:3]
    if figures:
        yield "both give " + ", ".join(figures)
    if not features["undated"]:
        yield f"{math.expm1(features['silence']) * 24:.0f} hours apart"
