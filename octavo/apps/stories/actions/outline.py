"""Writing down what stories are recognised by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.db import connection

from octavo.apps.articles.queries import ArticleText, texts_of
from octavo.apps.stories.actions.state import heaviest_terms, read_state
from octavo.apps.stories.models import Counterpart, Outline, Story
from octavo.engine.linking import MOST_REPORTS, Told, affair_keys, counterpart_keys, make_outline, marks_of, to_plain
from octavo.engine.linking import Outline as View

_WRITTEN = ("language", "last_at", "plain", "keys", "marks")


def write_outlines(ids: Iterable[int]) -> dict[int, View]:
    """Outlines these stories from their reports, and forgets those that have none any more. Returns the outlines."""
    stories = {
        story.pk: story
        for story in Story.objects.filter(pk__in=list(ids), merged_into__isnull=True).only(
            "title", "language", "first_at", "last_at", "memory", "thread"
        )
    }
    first = _first_reports(stories)
    texts = {
        held.article.pk: held
        for held in texts_of([pk for found in first.values() for pk in found], readable_only=False)
    }
    views = {
        pk: _view(stories[pk], [texts[article] for article in articles if article in texts])
        for pk, articles in first.items()
        if any(article in texts for article in articles)
    }
    Outline.objects.bulk_create(
        [
            Outline(
                story=stories[pk], language=view.language, last_at=view.last, plain=to_plain(view),
                keys=[*counterpart_keys(view, around=False), *affair_keys(view, around=False)], marks=marks_of(view),
            )
            for pk, view in sorted(views.items())
        ],
        update_conflicts=True, unique_fields=["story"], update_fields=_WRITTEN,
    )  # fmt: skip
    _forget([pk for pk in ids if pk not in views])
    return views


def _forget(gone: Sequence[int]) -> None:
    """Takes back what was known of stories without reports; what went on with one goes on with the one it is now."""
    for pk, goal in Story.objects.filter(pk__in=gone, merged_into__isnull=False).values_list("pk", "merged_into"):
        Outline.objects.filter(before=pk).exclude(story=goal).update(before=goal)
    Outline.objects.filter(story__in=gone).delete()
    Counterpart.objects.filter(story__in=gone).delete()
    Counterpart.objects.filter(other__in=gone).delete()


def _view(story: Story, texts: Sequence[ArticleText]) -> View:
    told = [
        Told(
            title=one.article.title, text=one.text, at=one.article.at, picture=(one.article.image or {}).get("address"),
            credits=(one.article.publisher.name, one.article.agency or ""),
        )
        for one in texts
    ]  # fmt: skip
    view = make_outline(story.pk, story.language, told, heaviest_terms(read_state(story)))
    return replace(view, title=story.title, first=story.first_at, last=story.last_at)


def _first_reports(stories: Iterable[int]) -> dict[int, list[int]]:
    """Story -> its first reports, those with a text of their own before copies. One query."""
    found: dict[int, list[int]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT story_id, article_id FROM (
                SELECT report.story_id, report.article_id, row_number() OVER (
                    PARTITION BY report.story_id ORDER BY copy.article_id IS NOT NULL, article.at, article.id) AS place
                FROM stories_report report JOIN articles_article article ON article.id = report.article_id
                LEFT JOIN articles_copy copy ON copy.article_id = report.article_id
                WHERE report.story_id = ANY(%s)) ranked
            WHERE place <= %s ORDER BY story_id, place
            """,
            [list(stories), MOST_REPORTS],
        )
        for story, article in cursor.fetchall():
            found[story].append(article)
    return found
