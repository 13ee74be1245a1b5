"""What else to read after an article, each with a reason that a reader can check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from octavo.engine.text.tokens import words

_HOURS_APART = 6.0  # a report of another story this much later is a follow-up, this much earlier a "before"
_AFFAIR_DAYS = 45.0  # further apart, two events that share names are only that
_ENOUGH_NAMES = 1.5  # a full name is 1, a lone word 0.6: so two names, or three lone words with a shared topic
_ENOUGH_TERMS = 2  # rare terms and topics both have, besides the names; one more where few names are shared
_MANY_NAMES = 2.0
_SAME_PUBLISHER = 0.8  # a candidate's score for each item of its publisher already in the list
_OTHER_LANGUAGE = 0.5
_MOST_NAMES = 4


class Reason(StrEnum):
    """Why an article is related."""

    SAME_EVENT = "same_event"  # another report of the same story
    FOLLOW_UP = "follow_up"  # what happened since
    BEFORE = "before"  # what came before
    SAME_NAMES = "same_names"  # the same people, places or bodies, at another time or an unknown one


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedView:
    """An article as this room sees it. Names as `engine.entities` gives them, terms as `clustering.rare_terms` does."""

    id: int
    title: str
    publisher: str | None = None
    language: str | None = None
    published: datetime | None = None
    story: int | None = None
    copies: int | None = None  # equal for articles that carry one text
    names: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()  # slugs of hashtags
    vector: npt.NDArray[np.float32] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """One item of the list. `names` are those that both articles hold; `hours` how much later this one is (negative:
    earlier; None: unknown)."""

    id: int
    score: float
    kind: Reason
    names: tuple[str, ...]
    hours: float | None


def find_related(article: RelatedView, candidates: Sequence[RelatedView], limit: int = 6) -> list[Related]:
    """At most `limit` related articles, best first; an empty list rather than one that holds something unrelated.

    The same event first, then follow-ups and what came before by likeness, then the same names. No two items carry one
    text or one headline, none carries the article's own; publishers change; the article's language comes first.
    """
    judged = [(related, each) for each in candidates if (related := _judge(article, each)) is not None]
    judged.sort(key=lambda pair: (-pair[0].score, pair[0].id))
    taken_texts = {article.copies} - {None}
    taken_titles = {_folded(article.title)}
    taken_ids = {article.id}
    publishers: Counter[str | None] = Counter()
    chosen: list[Related] = []
    while judged and len(chosen) < limit:
        related, each = max(
            judged, key=lambda pair: (pair[0].score * _SAME_PUBLISHER ** publishers[pair[1].publisher], -pair[0].id)
        )
        judged.remove((related, each))
        if each.id in taken_ids or each.copies in taken_texts or _folded(each.title) in taken_titles:
            continue
        taken_ids.add(each.id)
        taken_titles.add(_folded(each.title))
        if each.copies is not None:
            taken_texts.add(each.copies)
        if each.publisher is not None:
            publishers[each.publisher] += 1
        chosen.append(related)
    return chosen


def _judge(article: RelatedView, other: RelatedView) -> Related | None:
    """How another article is related, or None."""
    shared = _shared_names(article, other)
    hours = None
    if article.published is not None and other.published is not None:
        hours = (other.published - article.published).total_seconds() / 3_600
    likeness = _likeness(article, other)
    language = 1.0 if article.language == other.language else _OTHER_LANGUAGE
    if article.story is not None and article.story == other.story:
        return Related(
            id=other.id,
            score=(2 + likeness) * language,
            kind=Reason.SAME_EVENT,
            names=shared[:_MOST_NAMES],
            hours=hours,
        )
    said = sum(1.0 if " " in _folded(name) else 0.6 for name in shared)
    terms = len(set(article.terms) & set(other.terms) - {word for name in shared for word in _folded(name).split()})
    topics = len(set(article.tags) & set(other.tags))
    if (
        len(shared) < 2
        or said < _ENOUGH_NAMES - 0.3 * min(topics, 2)
        or terms + topics < _ENOUGH_TERMS + (said < _MANY_NAMES)
    ):
        return None
    days = abs(hours) / 24 if hours is not None else None
    score = min(said, 4.0) / 4 + min(terms, 5) / 10 + 0.1 * min(topics, 3) + likeness / 2
    if hours is None or days is None or days > _AFFAIR_DAYS or abs(hours) < _HOURS_APART:
        kind, score = Reason.SAME_NAMES, score * 0.6
    else:
        kind = Reason.FOLLOW_UP if hours > 0 else Reason.BEFORE
        score *= 1 / (1 + days / _AFFAIR_DAYS)
    return Related(id=other.id, score=score * language, kind=kind, names=shared[:_MOST_NAMES], hours=hours)


def _shared_names(article: RelatedView, other: RelatedView) -> tuple[str, ...]:
    """The article's names that the other has too, whatever their case; in the article's order."""
    theirs = {_folded(name) for name in other.names}
    return tuple(name for name in article.names if _folded(name) in theirs)


def _likeness(article: RelatedView, other: RelatedView) -> float:
    if article.vector is None or other.vector is None:
        return 0.0
    return max(0.0, float(article.vector @ other.vector))


@lru_cache(maxsize=1 << 14)
def _folded(text: str) -> str:
    return " ".join(words(text))
