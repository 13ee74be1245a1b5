"""Letting each article join an open story or open one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import transaction

from octavo.apps.articles.models import Article
from octavo.apps.queue.actions import only_one_at_a_time, queue_step
from octavo.apps.stories.actions.candidates import find_candidates
from octavo.apps.stories.actions.learn import learn_words
from octavo.apps.stories.actions.second_look import look_again
from octavo.apps.stories.actions.state import light_beacons, lock_stories, read_state, store_states, write_state
from octavo.apps.stories.models import Report, Story
from octavo.engine.clustering import (
    LOOKED_THROUGH,
    ArticleView,
    Choice,
    StoryView,
    absorb,
    choose_story,
    pack_view,
    rare_terms,
)

_STATE = ("memory", "language", "first_at", "last_at", "is_open")


@dataclass(frozen=True, slots=True, kw_only=True)
class Placeable:
    """A matched article, made ready for grouping; `original_id` is whose text it carries, if anyone's."""

    article: Article
    view: ArticleView
    original_id: int | None


@dataclass(slots=True)
class _Open:
    """A story as `place` holds it: its row, its state, whether it changed.

    A story that was opened in this batch has no id yet: its state bears a number below zero.
    """

    row: Story
    state: StoryView
    changed: bool = False


@dataclass(slots=True)
class _Board:
    """What a batch of one language is placed on."""

    language: str
    stories: dict[int, _Open]  # found or changed, by id
    home: dict[int, _Open]  # of articles that were placed, by the article's id
    opened: list[_Open] = field(default_factory=list)
    by_term: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))  # places in `opened`
    reports: list[tuple[_Open, Report]] = field(default_factory=list)
    neighbours: list[tuple[_Open, _Open]] = field(default_factory=list)


def place_articles(articles: Sequence[Placeable], *, now: datetime) -> None:
    """Lets each article join an open story or open one, in order of time, and queues what must be told.

    One language is placed by one transaction at a time: two workers never open the same story twice.
    """
    by_language: dict[str, list[Placeable]] = defaultdict(list)
    for article in articles:
        by_language[article.article.language or ""].append(article)
    for language in sorted(by_language):
        with transaction.atomic():
            only_one_at_a_time(f"place {language}")
            touched = _place_language(language, by_language[language], now)
            queue_step("tell", touched)


def _place_language(language: str, articles: Sequence[Placeable], now: datetime) -> set[int]:
    """Places articles of one language. Returns the stories that changed. A fixed number of questions."""
    held = dict(
        Report.objects.filter(article__in=[one.article.pk for one in articles]).values_list("article_id", "story_id")
    )
    waiting = [one for one in articles if one.article.pk not in held]
    if not waiting:
        return set(held.values())
    found = find_candidates([(one.article.pk, one.article.at, one.view) for one in waiting], language)
    homes = _homes_of_originals(waiting)
    stories = _read({*homes.values(), *(pk for candidates in found.values() for pk in candidates)})
    home = {article_id: stories[story_id] for article_id, story_id in homes.items() if story_id in stories}
    board = _Board(language=language, stories=stories, home=home)
    for one in waiting:
        _place(one, board, found[one.article.pk], now)
    _write(board)
    learn_words(language, [one.view for one in waiting], sample=min(one.article.pk for one in waiting))
    look = look_again([(story.row.pk, other.row.pk) for story, other in board.neighbours], now=now)
    changed = {story.row.pk: (story.row, story.state) for story, _ in board.reports}
    light_beacons([pair for pk, pair in (changed | look.rewritten).items() if pk not in look.emptied])
    return set(changed) | set(held.values()) | set(look.rewritten) | look.emptied


def _homes_of_originals(articles: Sequence[Placeable]) -> dict[int, int]:
    """The open stories of the originals of copies; a copy goes where its text went first."""
    wanted = [one.original_id for one in articles if one.original_id]
    return dict(Report.objects.filter(article__in=wanted, story__is_open=True).values_list("article_id", "story_id"))


def _read(ids: Iterable[int]) -> dict[int, _Open]:
    """Open stories with their states. What a story remembers is written under the lock of its language only."""
    rows = Story.objects.filter(pk__in=list(ids), is_open=True).only(*_STATE).order_by("pk")
    return {row.pk: _Open(row=row, state=read_state(row)) for row in rows}


def _place(one: Placeable, board: _Board, found: Sequence[int], now: datetime) -> None:
    """Finds the story of one article and notes what must be written."""
    terms = rare_terms(one.view)
    beside = sorted({place for term in terms for place in board.by_term[term]})
    candidates = [board.stories[pk] for pk in sorted(found) if pk in board.stories]
    story, choice, near = _choose(one, candidates + [board.opened[place] for place in beside], board.home)
    if story is None:
        story = _open(one, board, now)
        for term in terms:
            board.by_term[term].append(len(board.opened))
        board.opened.append(story)
    else:
        _join(story, one)
    board.home[one.article.pk] = story
    board.neighbours += [(story, other) for other in near if other is not story]
    if story.state.count in LOOKED_THROUGH:
        board.neighbours.append((story, story))
    report = Report(
        article=one.article, joined_at=now, score=choice.score, reasons=list(choice.reasons), view=pack_view(one.view)
    )
    board.reports.append((story, report))


def _choose(
    one: Placeable, candidates: Sequence[_Open], home: dict[int, _Open]
) -> tuple[_Open | None, Choice, list[_Open]]:
    """The story an article joins (None: its own), why, and the stories worth a second look beside it."""
    if one.original_id in home:
        story = home[one.original_id]
        return story, Choice(story_id=story.row.pk, score=1.0, reasons=("carries the text of another report",)), []
    known = {story.state.id: story for story in candidates}
    choice = choose_story(one.view, [story.state for story in candidates])
    near = [known[number] for number, _ in choice.near]
    return None if choice.story_id is None else known[choice.story_id], choice, near


def _open(one: Placeable, board: _Board, now: datetime) -> _Open:
    article = one.article
    row = Story(title=article.title, language=board.language, first_at=article.at, last_at=article.at, opened_at=now)
    row.lead, row.picture = article, article if article.image else None
    row.section = article.section or ""
    return _Open(row=row, state=replace(absorb(None, one.view), id=-1 - len(board.opened)), changed=True)


def _join(story: _Open, one: Placeable) -> None:
    story.state = absorb(story.state, one.view)
    story.row.first_at = min(story.row.first_at, one.article.at)
    story.row.last_at = max(story.row.last_at, one.article.at)
    story.changed = True


def _write(board: _Board) -> None:
    joined = [story for story in board.stories.values() if story.changed]
    for story in (*board.opened, *joined):
        write_state(story.row, story.state)
    # Every row that this transaction may change is locked at once, in one order: `tell` does the same.
    near = {story.row.pk for pair in board.neighbours for story in pair if story.row.pk}
    lock_stories({story.row.pk for story in joined} | near)
    Story.objects.bulk_create([story.row for story in board.opened])
    store_states([story.row for story in joined])
    for story, report in board.reports:
        report.story = story.row
    Report.objects.bulk_create([report for _, report in board.reports], ignore_conflicts=True)
