"""Which open story an article belongs to."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from octavo.engine.clustering.compare import compare
from octavo.engine.clustering.model import Model, read_model
from octavo.engine.clustering.views import ArticleView, Choice, StoryView

_WORTH_A_LOOK = -1.5  # log-odds from which on a story not chosen may still turn out to be the same
_NEAR = 4


def choose_story(article: ArticleView, candidates: Sequence[StoryView], model: Model | None = None) -> Choice:
    """The candidate that the article reports on, or `story_id` None when it is about none of them.

    Deterministic: ties go to the older story (the lower id). Stories of another language are never chosen.
    """
    model = model or read_model()
    judged: list[tuple[float, int, StoryView, dict[str, float]]] = []
    for story in candidates:
        if (story.language or "") != (article.language or ""):
            continue
        features = compare(article, story)
        if features is not None:
            log_odds = model.bias + sum(model.weights[name] * value for name, value in features.items())
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
