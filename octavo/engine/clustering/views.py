"""What grouping looks at: an article and the running state of a story."""

from __future__ import annotations

import math
from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import numpy as np
import numpy.typing as npt

from octavo.engine.clustering.model import CORE

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
    focus: Mapping[str, float]  # rare words of title and first sentences, which say what the article is about
    names: Mapping[str, float]
    figures: tuple[str, ...]
    years: tuple[str, ...]  # that the opening names
    words: Set[str]  # every folded word of what was looked at


@dataclass(frozen=True, kw_only=True)
class StoryView:
    """The running state of a story: sums over its articles, bounded, and the same after a round trip to plain values.

    `terms`, `names` and `vector` are sums of unit vectors, so that they weigh every report alike. What follows from
    them is worked out once.
    """

    id: int | None  # given by whoever stores it
    language: str | None
    count: int
    first: datetime | None  # time of the earliest dated report
    last: datetime | None
    vector: Vector | None
    terms: Mapping[str, float]
    held: Mapping[str, int]  # in how many reports each of the terms is
    names: Mapping[str, float]
    named: Mapping[str, int]  # in how many reports each of the names is
    figures: Mapping[str, int]
    years: Mapping[str, int]
    publishers: Mapping[str, int]

    @cached_property
    def terms_length(self) -> float:
        return _length(self.terms)

    @cached_property
    def names_length(self) -> float:
        return _length(self.names)

    @cached_property
    def core_terms(self) -> Mapping[str, float]:
        """The terms that most reports hold, with their weights."""
        return _core(self.terms, self.held, self.count)

    @cached_property
    def core_names(self) -> Mapping[str, float]:
        return _core(self.names, self.named, self.count)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which story an article joins. `story_id` None: it opens its own; then `score` is that of the best refused."""

    story_id: int | None
    score: float  # probability-like, 0 to 1; the story is joined from 0.5 on
    reasons: tuple[str, ...] = ()  # readable, strongest first; empty when nothing was near
    near: tuple[tuple[int, float], ...] = ()  # ids and log-odds of stories worth a second look, best first


def _length(weights: Mapping[str, float]) -> float:
    return math.sqrt(sum(weight * weight for weight in weights.values()))


def _core(weights: Mapping[str, float], held: Mapping[str, int], count: int) -> dict[str, float]:
    return {word: weights[word] for word, reports in held.items() if reports >= CORE * count}
