"""Threads: which affair a story is part of; opening, joining and merging them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db.models import Count, Max, Min

from octavo.apps.queue.actions import only_one_at_a_time
from octavo.apps.stories.linked import grounds_of, views_of
from octavo.apps.stories.models import Outline, Story, Thread
from octavo.engine.linking import Continuation, Ground, choose_thread, goes_on, name_thread, told_words
from octavo.engine.linking import Outline as View

NAMED_BY = 40  # stories of a thread that its name is taken from, the newest


def thread_stories(
    ids: Sequence[int],
    views: Mapping[int, View],
    known: Mapping[int, View],
    rows: Mapping[int, Outline],
    near: Mapping[int, Sequence[int]],
    *,
    now: datetime,
) -> None:
    """Gives changed stories the thread they belong to. The caller holds the lock on linking.

    `views` are the outlines of the changed stories, `known` also those of the stories near them, `rows` their rows.
    A thread in which nothing is left but one story is no chain any more; its page leads to that story.
    """
    leaned_on = {row.before_id for row in Outline.objects.filter(before__in=[*views]).only("before")}
    state = _Threads(rows, leaned_on)
    before = dict(state.thread_of)
    words = {word for view in known.values() for word in (*told_words(view), *view.terms)}
    grounds = grounds_of({view.language for view in views.values()}, words) if near else {}
    for pk in sorted(views, key=lambda pk: (views[pk].first, pk)):
        others = [known[other] for other in near.get(pk, ()) if other in known]
        state.judge(views[pk], others, grounds.get(views[pk].language, _NOTHING), now)
    gone = set(ids) - views.keys()
    changed = {pk: thread for pk, thread in state.thread_of.items() if before.get(pk) != thread}
    moved = {old: new for pk, old in before.items() if old is not None and (new := changed.get(pk)) is not None}
    _write(state, changed, gone, rows)
    _lead_on(moved)


class _Threads:
    """Which thread each story at hand stands in, and what ties it to the story before, while a batch is judged."""

    def __init__(self, rows: Mapping[int, Outline], leaned_on: set[int | None]) -> None:
        self.rows = rows
        self.leaned_on = leaned_on  # stories that another goes on with
        self.thread_of = {pk: row.story.thread_id for pk, row in rows.items()}
        self.tied: set[int] = set()
        self.merged: dict[int, int] = {}

    def judge(self, view: View, others: Sequence[View], ground: Ground, now: datetime) -> None:
        earlier = [self._goes_on(view, other, ground) for other in others if _order(other) < _order(view)]
        later = {other.id: self._goes_on(other, view, ground) for other in others if _order(other) > _order(view)}
        # A story may come in after those that go on with it: they show its thread as well as those before it do.
        seen = [*earlier, *(_turned(tie, other, self.thread_of.get(other)) for other, tie in later.items())]
        choice = choose_thread(seen)
        self._tie(view.id, max((tie for tie in earlier if tie.holds), key=lambda tie: tie.log_odds, default=None))
        if choice.before is None:
            if view.id not in self.leaned_on:
                self.thread_of[view.id] = None
            return
        thread = choice.thread or self._open(view, now)
        for other in choice.merged:
            self._merge(other, thread)
        self.thread_of[view.id] = self.thread_of[choice.before.id] = thread
        for pk, tie in later.items():
            if tie.holds and self.thread_of.get(pk) == thread and self.rows[pk].before_id is None:
                self._tie(pk, tie)

    def _goes_on(self, ours: View, earlier: View, ground: Ground) -> Continuation:
        return goes_on(ours, earlier, ground, thread=self.thread_of.get(earlier.id))

    def _tie(self, pk: int, tie: Continuation | None) -> None:
        row = self.rows[pk]
        row.before_id = tie.id if tie else None
        if tie:
            self.leaned_on.add(tie.id)
        row.tie = {"names": tie.names, "terms": tie.terms, "log_odds": round(tie.log_odds, 2)} if tie else {}
        self.tied.add(pk)

    def _open(self, view: View, now: datetime) -> int:
        row = Thread.objects.create(title=view.title, language=view.language, first_at=view.first, last_at=view.last)
        return row.pk

    def _merge(self, thread: int, into: int) -> None:
        self.merged.update({old: into for old, goal in self.merged.items() if goal == thread})
        self.merged[thread] = into
        self.thread_of.update({pk: into for pk, held in self.thread_of.items() if held == thread})


def _write(state: _Threads, changed: Mapping[int, int | None], gone: set[int], rows: Mapping[int, Outline]) -> None:
    Outline.objects.bulk_update([rows[pk] for pk in sorted(state.tied)], ["before", "tie"])
    left = {row.story.thread_id for row in rows.values()} | set(
        Story.objects.filter(pk__in=gone, thread__isnull=False).values_list("thread_id", flat=True)
    )
    if changed or gone or state.merged:
        _hold_stories(state, changed, gone, rows)
    touched = {thread for thread in (*left, *state.thread_of.values(), *state.merged.values()) if thread is not None}
    _recount(touched - state.merged.keys())


def _hold_stories(
    state: _Threads, changed: Mapping[int, int | None], gone: set[int], rows: Mapping[int, Outline]
) -> None:
    """Writes the thread of each story. Who places holds rows of stories in no fixed order: so not while it does."""
    stories = Story.objects.filter(pk__in=[*changed, *gone]) | Story.objects.filter(thread__in=list(state.merged))
    for language in sorted(set(stories.values_list("language", flat=True))):
        only_one_at_a_time(f"place {language}")
    held = list(stories.select_for_update(no_key=True).only("thread", "merged_into").order_by("pk"))
    for story in held:
        if story.pk in gone and story.merged_into_id is None:  # a redirect keeps its thread, whose page may need it
            story.thread_id = None
        elif story.pk in changed:
            story.thread_id = changed[story.pk]
        else:
            story.thread_id = state.merged.get(story.thread_id or 0, story.thread_id)
    Story.objects.bulk_update(held, ["thread"])
    for thread, into in sorted(state.merged.items()):
        Thread.objects.filter(merged_into=thread).update(merged_into=into)
        Thread.objects.filter(pk=thread).update(merged_into=into, stories_count=0)


def _recount(threads: Iterable[int]) -> None:
    """Brings count, dates and name of threads in line with their stories."""
    rows = {row.pk: row for row in Thread.objects.filter(pk__in=list(threads)).order_by("pk")}
    told = {
        row["thread"]: row
        for row in Story.objects.filter(thread__in=rows, merged_into__isnull=True)
        .values("thread")
        .annotate(stories=Count("pk"), first=Min("first_at"), last=Max("last_at"))
    }
    named = _newest_views(rows)
    for pk, row in rows.items():
        found = told.get(pk)
        row.stories_count = found["stories"] if found else 0
        if found:
            row.first_at, row.last_at = found["first"], found["last"]
            row.merged_into = None  # whatever was said of it: it has stories
        if named.get(pk):
            row.title = name_thread(named[pk])[:1000]
    Thread.objects.bulk_update(rows.values(), ["stories_count", "first_at", "last_at", "title", "merged_into"])


def _lead_on(moved: Mapping[int, int]) -> None:
    """A thread whose stories all went to another one leads there."""
    for old, new in sorted(moved.items()):
        Thread.objects.filter(merged_into=old, merged_into__stories_count=0).exclude(pk=new).update(merged_into=new)
        Thread.objects.filter(pk=old, stories_count=0).update(merged_into=new)


def _newest_views(threads: Iterable[int]) -> dict[int, list[View]]:
    """Thread -> the outlines of its newest stories."""
    found: dict[int, list[View]] = defaultdict(list)
    rows = (
        Outline.objects.filter(story__thread__in=list(threads))
        .select_related("story")
        .only("plain", "story__thread")
        .order_by("-last_at", "-story_id")
    )
    for row in rows[: NAMED_BY * 16]:
        if len(found[row.story.thread_id or 0]) < NAMED_BY:
            found[row.story.thread_id or 0] += views_of([row])
    return found


def _order(view: View) -> tuple[datetime, int]:
    return view.first, view.id


def _turned(tie: Continuation, other: int, thread: int | None) -> Continuation:
    """The same tie seen from the earlier story."""
    return Continuation(id=other, thread=thread, log_odds=tie.log_odds, names=tie.names, terms=tie.terms)


_NOTHING = Ground(stories=0, counts={}, of_thread={})
