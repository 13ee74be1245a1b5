"""Placing articles into stories, and writing what readers are told of a story."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import numpy as np
from django.db import connection, transaction

from octavo.apps.articles.models import Article
from octavo.apps.articles.queries import ArticleText, originals_of, texts_of
from octavo.apps.queue.actions import only_one_at_a_time, queue_step
from octavo.apps.stories.models import Report, Story
from octavo.engine.assist import Report as Told
from octavo.engine.assist import new_facts
from octavo.engine.clustering import ArticleView, Choice, StoryView, absorb, choose_story, from_plain, to_plain
from octavo.engine.ranking import choose_headline
from octavo.engine.records import BodyState

NEAREST = 12  # candidate stories by meaning, per article
SHARING = 20  # candidate stories by a shared rare term, per article
REACH_DAYS = 14  # beyond it another story begins; choose_story says the same
KEPT_TERMS = 16
TOLD_REPORTS = 12  # whose sentences are looked at for new facts, the newest
FACTS = 6


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
    held = dict(Report.objects.filter(article__in=[one.article.pk for one in articles]).values_list("article_id", "story_id"))
    waiting = [one for one in articles if one.article.pk not in held]
    found = _candidates([one.article.pk for one in waiting])
    stories = _lock(set().union(*found.values()) if found else set())
    home = _homes_of_originals(waiting, stories)
    opened: list[_Open] = []
    reports: list[tuple[_Open, Report]] = []
    for one in waiting:
        candidates = [stories[pk] for pk in sorted(found.get(one.article.pk, ())) if pk in stories] + opened
        story, choice = _choose(one, candidates, home)
        if story is None:
            story = _open(one, language, now)
            opened.append(story)
        else:
            _join(story, one)
        home[one.article.pk] = story
        reports.append((story, Report(article=one.article, joined_at=now, score=choice.score, reasons=list(choice.reasons))))
    _write(opened, [story for story in stories.values() if story.changed], reports)
    return {story.row.pk for story, _ in reports} | set(held.values())


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
                   AND story.last_at > article.at - %(reach)s AND story.first_at < article.at + %(reach)s
                 ORDER BY story.centroid <=> print.vector LIMIT %(nearest)s)
                UNION
                (SELECT story.id FROM stories_story story
                 WHERE story.is_open AND story.language = coalesce(article.language, '') AND story.terms && print.terms
                   AND story.last_at > article.at - %(reach)s AND story.first_at < article.at + %(reach)s
                 ORDER BY story.last_at DESC LIMIT %(sharing)s)
            ) candidate
            WHERE article.id = ANY(%(ids)s)
            """,
            {"ids": list(article_ids), "reach": timedelta(days=REACH_DAYS), "nearest": NEAREST, "sharing": SHARING},
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


def _choose(one: Placeable, candidates: Sequence[_Open], home: dict[int, _Open]) -> tuple[_Open | None, Choice]:
    if one.original_id in home:
        story = home[one.original_id]
        return story, Choice(story_id=story.row.pk, score=1.0, reasons=("carries the text of another report",))
    # A story opened in this batch has no id yet; its place in the list stands for it, below every real one.
    states = [replace(story.state, id=story.row.pk or -1 - at) for at, story in enumerate(candidates)]
    choice = choose_story(one.view, states)
    if choice.story_id is None:
        return None, choice
    return next(story for story, state in zip(candidates, states, strict=True) if state.id == choice.story_id), choice


def _open(one: Placeable, language: str, now: datetime) -> _Open:
    state = absorb(None, one.view)
    row = Story(title=one.article.title, language=language, first_at=one.article.at, last_at=one.article.at, opened_at=now,
                lead=one.article, picture=one.article if one.article.image else None, section=one.article.section or "")  # fmt: skip
    story = _Open(row=row, state=state)
    _refresh(story)
    return story


def _join(story: _Open, one: Placeable) -> None:
    story.state = absorb(story.state, one.view)
    story.row.first_at = min(story.row.first_at, one.article.at)
    story.row.last_at = max(story.row.last_at, one.article.at)
    story.changed = True
    _refresh(story)


def _refresh(story: _Open) -> None:
    """Brings the columns that candidates are found by in line with the state."""
    vector = story.state.vector
    length = float(np.linalg.norm(vector)) if vector is not None else 0.0
    story.row.centroid = vector / length if vector is not None and length else np.zeros(256, dtype=np.float32)
    heaviest = sorted(story.state.terms.items(), key=lambda pair: (-pair[1], pair[0]))[:KEPT_TERMS]
    story.row.terms = [term[:80] for term, _ in heaviest]


def _write(opened: Sequence[_Open], joined: Sequence[_Open], reports: Sequence[tuple[_Open, Report]]) -> None:
    for story in (*opened, *joined):
        story.row.memory = to_plain(story.state)
    Story.objects.bulk_create([story.row for story in opened])
    Story.objects.bulk_update(
        [story.row for story in joined if story not in opened], ["memory", "centroid", "terms", "first_at", "last_at"]
    )
    for story, report in reports:
        report.story = story.row
    Report.objects.bulk_create([report for _, report in reports], ignore_conflicts=True)


def tell_stories(ids: Iterable[int], *, now: datetime) -> None:
    """Writes what readers are told of stories: headline, lead, picture, counts, newest facts."""
    with transaction.atomic():
        rows = list(Story.objects.select_for_update(no_key=True).filter(pk__in=list(ids)).order_by("pk"))
        reports: dict[int, list[int]] = defaultdict(list)
        for report in Report.objects.filter(story__in=rows):
            reports[report.story_id].append(report.article_id)
        texts = {held.article.pk: held for held in texts_of([pk for found in reports.values() for pk in found], readable_only=False)}
        copies = originals_of(texts)
        for row in rows:
            held = sorted((texts[pk] for pk in reports[row.pk] if pk in texts), key=lambda one: (one.article.at, one.article.pk))
            if held:
                _tell(row, held, set(copies), now)
        Story.objects.bulk_update(
            rows, ["title", "lead", "picture", "section", "reports_count", "outlets_count", "independent_count", "facts", "told_at"]
        )


def _tell(row: Story, held: Sequence[ArticleText], copies: set[int], now: datetime) -> None:
    own = [one for one in held if one.article.pk not in copies] or list(held)
    titles = [one.article.title for one in own]
    row.title = titles[choose_headline(titles, row.language)]
    row.lead = max(own, key=lambda one: (one.article.title == row.title, one.article.body_state == BodyState.FULL)).article
    row.picture = next((one.article for one in (_by_lead(row, own)) if one.article.image), None)
    sections = Counter(one.article.section for one in held if one.article.section)
    row.section = min(sections, key=lambda name: (-sections[name], name)) if sections else ""
    row.reports_count = len(held)
    row.outlets_count = len({one.article.publisher_id for one in held})
    row.independent_count = len({one.article.publisher_id for one in own})
    row.facts = _facts(own[-TOLD_REPORTS:], row.language)
    row.told_at = now


def _by_lead(row: Story, own: Sequence[ArticleText]) -> list[ArticleText]:
    """The lead first, then the newest."""
    return sorted(own, key=lambda one: (one.article.pk != row.lead_id, -one.article.at.timestamp()))


def _facts(own: Sequence[ArticleText], language: str) -> list[dict[str, object]]:
    """The sentences that said something new when they came, newest first, each where it stands."""
    held = {one.article.pk: one.article for one in own}
    told = [Told(id=one.article.pk, text=one.text, language=language or None, published=one.article.at) for one in own]
    return [
        {"article": fact.id, "version": held[fact.id].version, "start": fact.sentence.start, "end": fact.sentence.end,
         "text": fact.sentence.text, "publisher": held[fact.id].publisher.name, "at": held[fact.id].at.isoformat()}
        for fact in reversed(new_facts(told, FACTS))
    ]  # fmt: skip


def close_stories(*, silent_since: datetime) -> int:
    """Lets stories sleep that no report has reached, neither by its date nor by its arrival, since a moment."""
    silent = Story.objects.filter(is_open=True, last_at__lt=silent_since, told_at__lt=silent_since)
    return silent.update(is_open=False)
