"""The second look: neighbouring stories grouped afresh once more is known, so that order of arrival decides little."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection
from django.db.models import Count

from octavo.apps.articles.models import Article
from octavo.apps.articles.queries import originals_of
from octavo.apps.stories.actions.state import store_states, write_state
from octavo.apps.stories.actions.views import read_views
from octavo.apps.stories.models import Beacon, Report, Story
from octavo.engine.clustering import MOST_REPORTS, ArticleView, StoryView, absorb, neighbourhoods, regroup


@dataclass(slots=True, kw_only=True)
class _Held:
    """A report of the neighbourhood with what grouping looks at, and the story it is given."""

    report: Report
    article: Article
    view: ArticleView
    original_id: int | None
    story: Story

    @property
    def has_moved(self) -> bool:
        return self.report.story_id != self.story.pk


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a second look changed: stories with their new states by id, and ids of those that are redirects now."""

    rewritten: dict[int, tuple[Story, StoryView]] = field(default_factory=dict)
    emptied: frozenset[int] = frozenset()


def look_again(neighbours: Sequence[tuple[int, int]], *, now: datetime) -> Look:
    """Groups the reports of neighbouring stories afresh, moves those that fit better elsewhere, merges stories.

    `neighbours` are pairs of ids of stories of one language; the caller holds the language's lock, and those of the
    stories, and lights their beacons. A story that loses all its reports stays as a redirect. A fixed number of
    questions, however many neighbourhoods there are.
    """
    wanted = {pk for pair in neighbours for pk in pair}
    stories = {story.pk: story for story in Story.objects.filter(pk__in=wanted, is_open=True).defer("memory", "facts")}
    areas = _small(neighbourhoods(pair for pair in neighbours if pair[0] in stories and pair[1] in stories))
    if not areas:
        return Look()
    by_story = _hold({pk: stories[pk] for area in areas for pk in area})
    held: list[_Held] = []
    for area in areas:
        # In the order of the articles' ids, whatever order the stories have.
        here = sorted((one for pk in area for one in by_story[pk]), key=lambda one: one.report.article_id)
        _settle(here, {pk: stories[pk] for pk in sorted(area)}, now)
        held += here
    if not any(one.has_moved for one in held):
        return Look()
    return _write(held)


def _small(areas: Sequence[set[int]]) -> list[set[int]]:
    """The neighbourhoods that have not settled."""
    counted = Report.objects.filter(story__in=[pk for area in areas for pk in area])
    counts = dict(counted.values_list("story_id").annotate(Count("pk")))
    return [area for area in areas if sum(counts.get(pk, 0) for pk in area) <= MOST_REPORTS]


def _hold(stories: dict[int, Story]) -> defaultdict[int, list[_Held]]:
    """The reports of stories, by story."""
    reports = list(Report.objects.filter(story__in=stories).select_related("article"))
    views, copies = read_views(reports), originals_of(report.article_id for report in reports)
    held: defaultdict[int, list[_Held]] = defaultdict(list)
    for report in reports:
        if view := views.get(report.article_id):
            copy = copies.get(report.article_id)
            held[report.story_id].append(_Held(
                report=report, article=report.article, view=view, original_id=copy.original_id if copy else None,
                story=stories[report.story_id],
            ))  # fmt: skip
    return held


def _settle(held: Sequence[_Held], stories: dict[int, Story], now: datetime) -> None:
    """Gives each report of a neighbourhood the story of its group."""
    present = {one.report.article_id for one in held}
    own = [one for one in held if one.original_id not in present]
    groups: dict[int, list[_Held]] = defaultdict(list)
    for one, group in zip(own, regroup([one.view for one in own]), strict=True):
        groups[group].append(one)
    named = _name_groups(list(groups.values()), stories, now)
    target = {one.report.article_id: story for story, group in named for one in group}
    for one in held:
        # A copy goes where its text went.
        one.story = target[one.original_id if one.original_id in present else one.report.article_id]


def _name_groups(
    groups: Sequence[Sequence[_Held]], stories: dict[int, Story], now: datetime
) -> Iterator[tuple[Story, Sequence[_Held]]]:
    """A story for each group: the one most of its reports were in, unless a larger group has it; else a new one."""
    free = dict(stories)
    for group in sorted(groups, key=lambda group: (-len(group), group[0].report.article_id)):
        were = Counter(one.report.story_id for one in group if one.report.story_id in free)
        largest = min(were, key=lambda pk: (-were[pk], pk), default=None)
        yield (_new_story(group[0].article, now) if largest is None else free.pop(largest)), group


def _new_story(article: Article, now: datetime) -> Story:
    return Story(title=article.title, language=article.language or "", first_at=article.at, last_at=article.at,
                 opened_at=now, lead=article)  # fmt: skip


def _write(held: Sequence[_Held]) -> Look:
    """Writes what has moved, and the stories that it left and reached."""
    moved = [one for one in held if one.has_moved]
    Story.objects.bulk_create({id(one.story): one.story for one in moved if one.story.pk is None}.values())
    moves = [(one.report.story_id, one.story.pk) for one in moved]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE stories_report SET story_id = new.story_id FROM unnest(%s::bigint[], %s::bigint[]) "
            "new (article_id, story_id) WHERE stories_report.article_id = new.article_id",
            [[one.report.article_id for one in moved], [one.story.pk for one in moved]],
        )
    touched = {pk for pair in moves for pk in pair}
    rewritten = _rewrite([one for one in held if one.story.pk in touched])
    store_states([story for story, _ in rewritten])
    emptied = touched - {story.pk for story, _ in rewritten}
    _redirect(moves, emptied)
    return Look(rewritten={story.pk: (story, state) for story, state in rewritten}, emptied=frozenset(emptied))


def _rewrite(held: Sequence[_Held]) -> list[tuple[Story, StoryView]]:
    """The state of each story made anew from the reports it has now, in order of time."""
    members: dict[int, list[_Held]] = defaultdict(list)
    for one in sorted(held, key=lambda one: (one.article.at, one.report.article_id)):
        members[one.story.pk].append(one)
    rewritten = []
    for group in members.values():
        story, state = group[0].story, None
        for one in group:
            state = absorb(state, one.view)
        assert state is not None
        write_state(story, state)
        story.first_at, story.last_at = group[0].article.at, group[-1].article.at
        rewritten.append((story, state))
    return rewritten


def _redirect(moves: Sequence[tuple[int, int]], emptied: set[int]) -> None:
    """A story without reports leads to the one that got most of them, and so does what led to it."""
    if not emptied:
        return
    goals = {}
    for old in emptied:
        reached = Counter(new for was, new in moves if was == old)
        goals[old] = min(reached, key=lambda pk: (-reached[pk], pk))
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH goal AS (SELECT * FROM unnest(%s::bigint[], %s::bigint[]) goal (old, new)),
                 followed AS (UPDATE stories_story story SET merged_into_id = goal.new FROM goal
                              WHERE story.merged_into_id = goal.old)
            UPDATE stories_story story SET merged_into_id = goal.new, is_open = false, lead_id = NULL,
                picture_id = NULL, facts = '[]'
            FROM goal WHERE story.id = goal.old
            """,
            [list(goals), list(goals.values())],
        )
    Beacon.objects.filter(pk__in=emptied).delete()
