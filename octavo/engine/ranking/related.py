"""What else to read after an article, each with a reason that a reader can check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from octavo.engine.ranking.related_odds import TELLING, chance_related, name_reason, shared_names
from octavo.engine.ranking.related_reasons import (
    AFFAIR_HOURS,
    SAME_TIME,
    are_actors,
    differences,
    hours_between,
    is_same_event,
    is_same_thread,
    shared_figures,
    told_names,
)
from octavo.engine.ranking.related_views import Reason, Related, RelatedView
from octavo.engine.text.tokens import content_words

EVENTS_AT_MOST = 4  # reports of the same event, where there is something else to show
_VIEWS_AT_MOST = 2
_SAME_EVENT, _UNNAMED = 0.4, 0.77  # the least chance with which a report of the story is taken; without a telling name
_SAME_THREAD = 0.7  # ... one of the same thread
_TWO_NAMES, _ONE_NAME = 0.9, 0.92  # ... any other that shares so many telling names
_GUESSED, _FAR = 0.03, 0.05  # more, where no table says how rare a word is; where the other is of another season
_SAME_PUBLISHER = 0.8  # a candidate's score for each item of its publisher already in the list
_SAME_HEADLINE = 0.75  # share of words that two headlines have in common
_SAME_TEXT = 0.3  # share of the shorter text's runs of words that another one holds
_RUN = 5  # words
_OPENING = 500  # words of a text that are compared
_ABROAD = 0.4  # the score of a report in another language: after those of the article's own
_SHORTLIST_EVENTS, _SHORTLIST_OTHERS = 6, 8


def shortlist(article: RelatedView, candidates: Iterable[RelatedView]) -> list[int]:
    """The ids of the candidates worth reading for the list, the likeliest first, by what is known without their text.

    Copies of the article and those that carry its paragraphs are left out, and all but the first of each text.
    """
    texts, ids = {article.copies} - {None}, {article.id}
    events: list[int] = []
    others: list[int] = []
    ranked = sorted(candidates, key=lambda each: (-_promise(article, each), each.id))
    for each in ranked:
        if each.id in ids or each.copies in texts or article.id in each.carried or each.id in article.carried:
            continue
        same = is_same_event(article, each)
        kept, most = (events, _SHORTLIST_EVENTS) if same else (others, _SHORTLIST_OTHERS)
        if len(kept) == most or not (same or each.language == article.language):
            continue
        ids.add(each.id)
        texts |= {each.copies} - {None}
        kept.append(each.id)
    return events + others


def _promise(article: RelatedView, other: RelatedView) -> float:
    theirs = {name.casefold() for name in other.names}
    shared = sum(weight for name, weight in article.rareness.items() if name.casefold() in theirs)
    terms = len(article.terms & other.terms) / (len(article.terms | other.terms) or 1)
    titles = _likeness_of_sets(_headline(article), _headline(other))
    hours = hours_between(article, other)
    return (
        (0.5 if other.likeness is None else other.likeness)
        + 2 * terms
        + titles
        + min(shared, 20.0) / 20
        + is_same_thread(article, other) / 2
        - (0.0 if hours is None else min(abs(hours) / AFFAIR_HOURS, 4.0) / 4)
    )


def find_related(article: RelatedView, candidates: Sequence[RelatedView], limit: int = 6) -> list[Related]:
    """At most `limit` related articles, best first; an empty list rather than one that holds something unrelated.

    Reports of the same event first, then follow-ups, what came before and background by how sure it is. No two items
    carry one text or one headline, none carries the article's own; publishers change; another language comes last,
    and only where its story is a counterpart of the article's.
    """
    judged = {each.id: (related, each) for each in candidates if (related := _judge(article, each)) is not None}
    events_at_most = max(EVENTS_AT_MOST, limit - sum(not _is_event(related) for related, _ in judged.values()))
    taken = [article]
    publishers: Counter[str | None] = Counter()
    chosen: list[Related] = []
    while judged and len(chosen) < limit:
        related, each = max(
            judged.values(),
            key=lambda pair: (pair[0].score * _SAME_PUBLISHER ** publishers[pair[1].publisher], -pair[1].id),
        )
        del judged[related.id]
        if _is_event(related) and sum(map(_is_event, chosen)) >= events_at_most:
            continue
        if any(_is_same_text(each, other) for other in taken):
            continue
        taken.append(each)
        if each.publisher is not None:
            publishers[each.publisher] += 1
        chosen.append(_with_kind(article, each, related, chosen))
    return chosen


def _judge(article: RelatedView, other: RelatedView) -> Related | None:
    """How another article is related, the kind of event left open; None: it is not."""
    shared = shared_names(article, other)
    found = Related(
        id=other.id, score=chance_related(article, other, shared), kind=Reason.BACKGROUND,
        names=told_names(article, other, shared), hours=hours_between(article, other),
        is_thread=is_same_thread(article, other),
    )  # fmt: skip
    if is_same_event(article, other):
        figures = shared_figures(article, other)
        if other.language != article.language:
            return replace(found, score=_ABROAD, kind=Reason.SAME_EVENT, figures=figures)
        if found.score < (_SAME_EVENT if name_reason({name: shared[name] for name in found.names}) else _UNNAMED):
            return None
        return replace(found, score=2 + found.score, kind=Reason.SAME_EVENT, figures=figures)
    if other.language != article.language or found.score < _least_chance(article, found, shared):
        return None
    return replace(found, kind=_kind_in_time(article, other, found))


def _least_chance(article: RelatedView, found: Related, shared: Mapping[str, float]) -> float:
    """From which chance on an article of another story is taken; above 1: never."""
    told = {name: shared[name] for name in found.names}
    if not name_reason(told):
        return _SAME_THREAD if found.is_thread else 2.0
    least = _TWO_NAMES if sum(weight >= TELLING for weight in told.values()) > 1 else _ONE_NAME
    if found.is_thread:
        least = _SAME_THREAD
    elif found.hours is not None and abs(found.hours) > AFFAIR_HOURS:
        least += _FAR
    return least + (_GUESSED if article.guessed else 0.0)


def _kind_in_time(article: RelatedView, other: RelatedView, found: Related) -> Reason:
    """What another event is to the article's."""
    hours = found.hours
    near = hours is not None and (found.is_thread or abs(hours) <= AFFAIR_HOURS)
    if hours is not None and near and abs(hours) >= SAME_TIME:
        return Reason.FOLLOW_UP if hours > 0 else Reason.BEFORE
    if len(found.names) > 1 and are_actors(found.names, article, other):
        return Reason.SAME_ACTORS
    return Reason.FOLLOW_UP if hours is not None and hours >= SAME_TIME else Reason.BACKGROUND


def _with_kind(article: RelatedView, other: RelatedView, related: Related, chosen: Sequence[Related]) -> Related:
    """A report of the event as another view, where something differs and few such views are there yet."""
    if related.kind is not Reason.SAME_EVENT or sum(one.kind is Reason.OTHER_VIEW for one in chosen) >= _VIEWS_AT_MOST:
        return related
    differs = differences(article, other)
    return replace(related, kind=Reason.OTHER_VIEW, differs=differs) if differs else related


def _is_event(related: Related) -> bool:
    return related.kind in (Reason.SAME_EVENT, Reason.OTHER_VIEW)


def _is_same_text(one: RelatedView, other: RelatedView) -> bool:
    """Whether a reader would take them for one text: copies, carried paragraphs, one headline, one wording."""
    if one.id == other.id or (one.copies is not None and one.copies == other.copies):
        return True
    if one.id in other.carried or other.id in one.carried or one.carried & other.carried:
        return True
    if _likeness_of_sets(_headline(one), _headline(other)) >= _SAME_HEADLINE:
        return True
    ours, theirs = _runs(one.text), _runs(other.text)
    return len(ours & theirs) >= _SAME_TEXT * max(min(len(ours), len(theirs)), 1)


def _headline(view: RelatedView) -> frozenset[str]:
    return frozenset(content_words(view.title, view.language))


def _likeness_of_sets(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / (len(one | other) or 1)


@lru_cache(maxsize=1024)
def _runs(text: str) -> frozenset[int]:
    """The runs of words that a text opens with, each as a number."""
    spoken = text.split(maxsplit=_OPENING)[:_OPENING]
    return frozenset(hash(tuple(spoken[at : at + _RUN])) for at in range(len(spoken) - _RUN + 1))
