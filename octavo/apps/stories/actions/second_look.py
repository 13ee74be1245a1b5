"""The second look: neighbouring stories grouped afresh once more is known, so that order of arrival decides little."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from octavo.apps.articles.queries import ArticleText, originals_of, prints_of, stated_time, texts_of
from octavo.apps.stories.actions.state import STATE_COLUMNS, write_state
from octavo.apps.stories.models import Report, Story
from octavo.engine.clustering import ArticleView, absorb, regroup, view_article

MOST_REPORTS = 80  # of a neighbourhood; a larger affair has settled


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """A report of the neighbourhood with what grouping looks at."""

    report: Report
    text: ArticleText
    view: ArticleView
    original_id: int | None


def look_again(neighbours: Sequence[tuple[int, int]], *, now: datetime) -> set[int]:
    """Groups the reports of neighbouring stories afresh, moves those that fit better elsewhere, merges stories.

    `neighbours` are pairs of ids of stories of one language, whose lock the caller holds. A story that loses all its
    reports stays as a redirect. Returns the stories that changed.
    """
    changed: set[int] = set()
    for neighbourhood in _connected(neighbours):
        changed |= _settle(neighbourhood, now)
    return changed


def _connected(pairs: Iterable[tuple[int, int]]) -> list[set[int]]:
    """Stories that hang together by pairs, in order of their ids."""
    groups: dict[int, set[int]] = {}
    for one, other in pairs:
        joined = groups.get(one, {one}) | groups.get(other, {other})
        groups.update(dict.fromkeys(joined, joined))
    return sorted({id(group): group for group in groups.values()}.values(), key=min)


def _settle(neighbourhood: set[int], now: datetime) -> set[int]:
    stories = {
        story.pk: story
        for story in Story.objects.select_for_update(no_key=True)
        .filter(pk__in=neighbourhood, is_open=True)
        .order_by("pk")
    }
    reports = list(Report.objects.filter(story__in=stories).order_by("article_id")[: MOST_REPORTS + 1])
    if len(stories) < 2 or len(reports) > MOST_REPORTS:
        return set()
    held = _hold(reports)
    moved = _move(held, stories, now)
    if not moved:
        return set()
    touched = {old for old, _ in moved} | {new for _, new in moved}
    _rewrite(held, {pk: story for pk, story in stories.items() if pk in touched})
    _redirect(moved, stories, {one.report.story_id for one in held})
    return touched


def _hold(reports: Sequence[Report]) -> list[_Held]:
    ids = [report.article_id for report in reports]
    prints, copies = prints_of(ids), originals_of(ids)
    texts = {text.article.pk: text for text in texts_of(ids, readable_only=False)}
    return [
        _Held(
            report=report,
            text=texts[report.article_id],
            view=_view(texts[report.article_id], np.asarray(prints[report.article_id].vector, dtype=np.float32)),
            original_id=copies[report.article_id].original_id if report.article_id in copies else None,
        )
        for report in reports
        if report.article_id in texts and report.article_id in prints
    ]


def _view(text: ArticleText, vector: np.ndarray[tuple[int], np.dtype[np.float32]]) -> ArticleView:
    article = text.article
    return view_article(
        article.title, text.text, article.language, stated_time(article), article.publisher.slug, vector, id=article.pk
    )


def _move(held: Sequence[_Held], stories: dict[int, Story], now: datetime) -> list[tuple[int, int]]:
    """Gives each report the story of its group. Returns the moves as pairs of the old and the new story."""
    present = {one.report.article_id for one in held}
    own = [one for one in held if one.original_id not in present]
    groups: dict[int, list[_Held]] = defaultdict(list)
    for one, group in zip(own, regroup([one.view for one in own]), strict=True):
        groups[group].append(one)
    placed = _name_groups(list(groups.values()), stories, now)
    target = {one.report.article_id: story for story, group in placed for one in group}
    moved: list[tuple[int, int]] = []
    for one in held:
        # A copy goes where its text went.
        story = target[one.original_id if one.original_id in present else one.report.article_id]
        if one.report.story_id != story.pk:
            moved.append((one.report.story_id, story.pk))
            one.report.story = story
    Report.objects.bulk_update([one.report for one in held], ["story"])
    return moved


def _name_groups(
    groups: Sequence[Sequence[_Held]], stories: dict[int, Story], now: datetime
) -> list[tuple[Story, Sequence[_Held]]]:
    """A story for each group: the one most of its reports were in, unless a larger group has it; else a new one."""
    free = dict(stories)
    named: list[tuple[Story, Sequence[_Held]]] = []
    for group in sorted(groups, key=lambda group: (-len(group), group[0].report.article_id)):
        were = Counter(one.report.story_id for one in group if one.report.story_id in free)
        if were:
            story = free.pop(min(were, key=lambda pk: (-were[pk], pk)))
        else:
            story = _new_story(group[0].text, now)
            stories[story.pk] = story
        named.append((story, group))
    return named


def _new_story(text: ArticleText, now: datetime) -> Story:
    article = text.article
    return Story.objects.create(
        title=article.title, language=article.language or "", first_at=article.at, last_at=article.at, opened_at=now,
        lead=article, memory={}, centroid=[0.0] * 256, terms=[],
    )  # fmt: skip


def _rewrite(held: Sequence[_Held], stories: dict[int, Story]) -> None:
    """Makes the state of each story anew from the reports it has now, in order of time."""
    for pk, story in stories.items():
        members = [one for one in held if one.report.story_id == pk]
        members.sort(key=lambda one: (one.text.article.at, one.report.article_id))
        state = None
        for one in members:
            state = absorb(state, one.view)
        if state is not None:
            write_state(story, state)
            story.first_at, story.last_at = members[0].text.article.at, members[-1].text.article.at
    Story.objects.bulk_update(stories.values(), STATE_COLUMNS)


def _redirect(moved: Sequence[tuple[int, int]], stories: dict[int, Story], inhabited: set[int]) -> None:
    """A story without reports leads to the one that got most of them."""
    emptied = {old for old, _ in moved} - inhabited
    for old in sorted(emptied):
        goals = Counter(new for was, new in moved if was == old)
        goal = min(goals, key=lambda pk: (-goals[pk], pk))
        Story.objects.filter(merged_into=old).update(merged_into=goal)
        Story.objects.filter(pk=old).update(merged_into=goal, is_open=False, lead=None, picture=None, facts=[])
