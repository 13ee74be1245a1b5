"""Which open story an article belongs to."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import numpy as np

from octavo.engine.clustering.background import has_table
from octavo.engine.clustering.views import ArticleView, Choice, StoryView

# Log-odds per unit of each feature, one setting for every source of news: found by small steps on allsides, ecbplus and
# the sample edition together. The best headline of a story, tried too, told affairs apart and not events.
_WEIGHTS = {
    "terms": 3.0,  # cosine of TF-IDF vectors
    "vector": 2.5,  # cosine of static word vectors
    "names": 2.8,  # cosine over name words
    "headline": 2.0,  # cosine of title terms with the story's terms
    "figures": 0.4,  # numbers in common, at most three
    "silence": -2.8,  # ln(1 + days) between the article and the story's time
    "length": -4.0,  # ln(1 + days beyond an event's usual length): affairs are chains of stories
    "undated": -0.4,  # one of the two has no time
    "unread": 1.2,  # a language without a table of document frequencies: its cosines come out lower
}
_BIAS = -3.1

_EVENT_DAYS = 0.75  # most reports of an event come within so long of the first
_REACH_DAYS = 14.0  # later reports belong to another story of the same affair


def choose_story(article: ArticleView, candidates: Sequence[StoryView]) -> Choice:
    """The candidate that the article reports on, or `story_id` None when it is about none of them.

    Deterministic: ties go to the older story (the lower id). Stories of another language are never chosen.
    """
    best: tuple[float, int, StoryView, dict[str, float]] | None = None
    for story in candidates:
        if (story.language or "") != (article.language or ""):
            continue
        features = _compare(article, story)
        if features is None:
            continue
        score = _BIAS + sum(_WEIGHTS[name] * value for name, value in features.items())
        identity = -1 if story.id is None else story.id
        if best is None or (-score, identity) < (-best[0], best[1]):
            best = (score, identity, story, features)
    if best is None:
        return Choice(story_id=None, score=0.0)
    log_odds, _, story, features = best
    score = 1 / (1 + math.exp(-max(min(log_odds, 30.0), -30.0)))
    return Choice(
        story_id=story.id if log_odds >= 0 else None,
        score=score,
        reasons=tuple(_reasons(article, story, features)),
    )


def _compare(article: ArticleView, story: StoryView) -> dict[str, float] | None:
    """The features of a pair; None when they share no word or lie too far apart in time."""
    days = _days_apart(article.published, story.first, story.last)
    if days is not None and days > _REACH_DAYS:
        return None
    terms = _cosine(article.terms, story.terms)
    if terms == 0.0:
        return None
    names = _cosine(article.names, story.names) if article.names and story.names else terms
    return {
        "terms": terms,
        "vector": _closeness(article, story, terms),
        "names": names,
        "headline": _cosine(article.title_terms, story.terms),
        "figures": float(min(3, sum(figure in story.figures for figure in article.figures))),
        "silence": 0.0 if days is None else math.log1p(days),
        "length": math.log1p(_overtime(article.published, story.first, story.last)) if days else 0.0,
        "undated": 1.0 if days is None else 0.0,
        "unread": 0.0 if has_table(article.language) else 1.0,
    }


def _closeness(article: ArticleView, story: StoryView, terms: float) -> float:
    """Cosine of the vectors; where these say little, what English news shows on average at that likeness of terms.

    The built-in model was trained on English: any two texts of another language are near to each other in it.
    """
    if article.vector is None or story.vector is None or (article.language or "en")[:2] != "en":
        return min(1.0, 0.4 + terms)
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
    return max((max(last, time) - min(first, time)).total_seconds() / 86_400 - _EVENT_DAYS, 0.0)


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
