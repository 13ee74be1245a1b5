"""What grouping looks at: an article and the running state of a story."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """An article as grouping sees it. Weights are TF-IDF; each mapping of weights has length 1 (or is empty)."""

    id: int | None
    title: str
    language: str | None
    published: datetime | None  # None: unknown
    publisher: str | None
    vector: Vector | None
    terms: Mapping[str, float]  # heaviest first
    title_terms: Mapping[str, float]
    names: Mapping[str, float]
    figures: tuple[str, ...]
    guessed: float = 0.0  # 1 where no table tells how rare the language's words are


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryView:
    """The running state of a story: sums over its articles, bounded, and the same after a round trip to plain values.

    `terms`, `names` and `vector` are sums of unit vectors, so that they weigh every report alike.
    """

    id: int | None  # given by whoever stores it
    language: str | None
    count: int
    first: datetime | None  # time of the earliest dated report
    last: datetime | None
    vector: Vector | None
    terms: Mapping[str, float]
    names: Mapping[str, float]
    figures: Mapping[str, int]  # in how many reports
    publishers: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which story an article joins. `story_id` None: it opens its own; then `score` is that of the best refused."""

    story_id: int | None
    score: float  # probability-like, 0 to 1; the story is joined from 0.5 on
    reasons: tuple[str, ...] = ()  # readable, strongest first; empty when nothing was near
    near: tuple[tuple[int, float], ...] = ()  # ids and log-odds of stories worth a second look, best first
