"""Letting each article join an open story or open one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import connection, transaction

from octavo.apps.articles.models import Article
from octavo.apps.queue.actions import only_one_at_a_time, queue_step
from octavo.apps.stories.actions.second_look import look_again
from octavo.apps.stories.actions.state import STATE_COLUMNS, write_state
from octavo.apps.stories.models import Report, Story
from octavo.engine.clustering import ArticleView, Choice, StoryView, absorb, choose_story, from_plain

NEAREST = 12  # candidate stories by meaning, per article
SHARING = 20  # candidate stories by a shared rare term, per article
REACH_DAYS = 14  # beyond it another story begins; choose_story says the same


@dataclass(frozen=True, slots=True, kw_only=True)
class Placeable:
    """A matched article, made ready for grouping; `original_id` is whose text it carries, if anyone's."""

    article: Article
    view: ArticleView
    original_id: int | None


@dataclass(slots=True)
class _Open:
    """A story as `place` holds it: its row, its state, whether it changed."""

    row: Story
    state: StoryView
    changed: bool = False


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
    """Places articles of one language. Returns the stories that changed."""
    held = dict(
        Report.objects.filter(article__in=[one.article.pk for one in articles]).values_list("article_id", "story_id")
    )
    waiting = [one for one in articles if one.article.pk not in held]
    found = _candidates([one.article.pk for one in waiting])
    stories = _lock(set().union(*found.values()) if found else set())
    home = _homes_of_originals(waiting, stories)
    opened: list[_Open] = []
    reports: list[tuple[_Open, Report]] = []
    neighbours: list[tuple[_Open, _Open]] = []
    for one in waiting:
        candidates = [stories[pk] for pk in sorted(found.get(one.article.pk, ())) if pk in stories] + opened
        story, choice, near = _choose(one, candidates, home)
        if story is None:
            story = _open(one, language, now)
            opened.append(story)
        else:
            _join(story, one)
        home[one.article.pk] = story
        neighbours += [(story, other) for other in near if other is not story]
        reports.append(
            (story, Report(article=one.article, joined_at=now, score=choice.score, reasons=list(choice.reasons)))
        )
    _write(opened, [story for story in stories.values() if story.changed], reports)
    changed = look_again([(story.row.pk, other.row.pk) for story, other in neighbours], now=now)
    return {story.row.pk for story, _ in reports} | set(held.values()) | changed


def _candidates(article_ids: Sequence[int]) -> dict[int, set[int]]:
    """Open stories that each article may belong to: near in meaning, or sharing a rare term. One query."""
    if not article_ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL hnsw.iterative_scan = relaxed_order")
        cursor.execute(
            """
            SELECT article.id, candidate.id
            FROM articles_article article JOIN articles_print print ON print.article_id = article.id
            CROSS JOIN LATERAL (
                (SELECT story.id FROM stories_story story
                 WHERE story.is_open AND story.language = coalesce(article.language, '')
                   AND story.last_at > article.at - make_interval(days => %(reach)s)
                   AND story.first_at < article.at + make_interval(days => %(reach)s)
                 ORDER BY story.centroid <=> print.vector LIMIT %(nearest)s)
                UNION
                (SELECT story.id FROM stories_story story
                 WHERE story.is_open AND story.language = coalesce(article.language, '') AND story.terms && print.terms
                   AND story.last_at > article.at - make_interval(days => %(reach)s)
                   AND story.first_at < article.at + make_interval(days => %(reach)s)
                 ORDER BY story.last_at DESC LIMIT %(sharing)s)
            ) candidate
            WHERE article.id = ANY(%(ids)s)
            """,
            {"ids": list(article_ids), "reach": REACH_DAYS, "nearest": NEAREST, "sharing": SHARING},
        )
        found: dict[int, set[int]] = defaultdict(set)
        for article_id, story_id in cursor.fetchall():
            found[article_id].add(story_id)
        return found


def _lock(ids: Iterable[int]) -> dict[int, _Open]:
    """Stories under their row locks, taken in one order."""
    rows = Story.objects.select_for_update(no_key=True).filter(pk__in=list(ids)).order_by("pk")
    return {row.pk: _Open(row=row, state=from_plain(row.memory, id=row.pk)) for row in rows}


def _homes_of_originals(articles: Sequence[Placeable], stories: dict[int, _Open]) -> dict[int, _Open]:
    """The stories of the originals of copies; a copy goes where its text went first."""
    wanted = [one.original_id for one in articles if one.original_id]
    placed = dict(Report.objects.filter(article__in=wanted, story__is_open=True).values_list("article_id", "story_id"))
    stories.update(_lock(set(placed.values()) - set(stories)))
    return {article_id: stories[story_id] for article_id, story_id in placed.items()}


def _choose(
    one: Placeable, candidates: Sequence[_Open], home: dict[int, _Open]
) -> tuple[_Open | None, Choice, list[_Open]]:
    """The story an article joins (None: its own), why, and the stories worth a second look beside it."""
    if one.original_id in home:
        story = home[one.original_id]
        return story, Choice(story_id=story.row.pk, score=1.0, reasons=("carries the text of another report",)), []
    # A story opened in this batch has no id yet; its place in the list stands for it, below every real one.
    known = {story.row.pk or -1 - at: story for at, story in enumerate(candidates)}
    choice = choose_story(one.view, [replace(story.state, id=number) for number, story in known.items()])
    near = [known[number] for number, _ in choice.near]
    return None if choice.story_id is None else known[choice.story_id], choice, near


def _open(one: Placeable, language: str, now: datetime) -> _Open:
    article = one.article
    row = Story(title=article.title, language=language, first_at=article.at, last_at=article.at, opened_at=now)
    row.lead, row.picture = article, article if article.image else None
    row.section = article.section or ""
    return _Open(row=row, state=absorb(None, one.view), changed=True)


def _join(story: _Open, one: Placeable) -> None:
    story.state = absorb(story.state, one.view)
    story.row.first_at = min(story.row.first_at, one.article.at)
    story.row.last_at = max(story.row.last_at, one.article.at)
    story.changed = True


def _write(opened: Sequence[_Open], joined: Sequence[_Open], reports: Sequence[tuple[_Open, Report]]) -> None:
    for story in (*opened, *joined):
        write_state(story.row, story.state)
    Story.objects.bulk_create([story.row for story in opened])
    Story.objects.bulk_update([story.row for story in joined], STATE_COLUMNS)
    for story, report in reports:
        report.story = story.row
    Report.objects.bulk_create([report for _, report in reports], ignore_conflicts=True)
