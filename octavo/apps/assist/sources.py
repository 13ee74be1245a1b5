"""The articles that something is composed of, each in one version of its text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import F, OuterRef, Subquery

from octavo.apps.articles.mapping import blocks_from_plain
from octavo.apps.articles.models import Version
from octavo.apps.articles.queries import READABLE, ArticleText, originals_of
from octavo.apps.assist.asked import Asked
from octavo.apps.stories.actions.cover import lineage_of
from octavo.apps.stories.models import Report, Story
from octavo.engine.assist.composed import Source
from octavo.engine.records import BodyState, join_blocks

MOST_REPORTS = 60  # of a story, the newest
MOST_OF_AFFAIR = 200


def sources_of(asked: Asked, *, known_at: datetime | None = None) -> list[Source]:
    """What a feature of an article or a story is made of, oldest first; as known at a time, where one is given.

    Four queries for a story, one for an article; empty where there is no such thing, or no text of it.
    """
    if asked.article is not None:
        return [source_of(held) for held in texts_known([asked.article], known_at)]
    if asked.story is not None:
        return story_sources([asked.story], known_at)
    return []


def story_sources(stories: Iterable[int], known_at: datetime | None = None, limit: int = MOST_REPORTS) -> list[Source]:
    """The reports of stories, the newest `limit` of them, oldest first; who carries one text has one origin."""
    reports = Report.objects.filter(story__in=list(stories))
    if known_at is not None:
        reports = reports.filter(joined_at__lte=known_at)
    ids = list(reports.order_by("-article__at", "-article_id").values_list("article_id", flat=True)[:limit])
    held = texts_known(ids, known_at)
    return _with_origins(held)


def affair_sources(story: int, known_at: datetime | None = None) -> list[Source]:
    """The reports of a story and of the others of its affair, the newest 200, oldest first."""
    thread = Story.objects.filter(pk=story).values_list("thread", flat=True).first()
    stories = Story.objects.filter(thread=thread).values_list("pk", flat=True) if thread else [story]
    return story_sources(stories, known_at, MOST_OF_AFFAIR)


def _with_origins(held: Sequence[ArticleText]) -> list[Source]:
    texts = {one.article.pk: one for one in held}
    if not texts:
        return []
    lineage = lineage_of(texts, originals_of(texts)).within([one.article for one in held])
    return [source_of(one, lineage.source(one.article)) for one in held]


def texts_known(ids: Iterable[int], known_at: datetime | None = None) -> list[ArticleText]:
    """Readable articles with their newest text, or the one that was newest at a time. One query."""
    rows = Version.objects.filter(article__in=list(ids), article__body_state__in=READABLE)
    if known_at is None:
        rows = rows.filter(number=F("article__version"))
    else:
        then = Version.objects.filter(article=OuterRef("article"), seen_at__lte=known_at).order_by("-number")
        rows = rows.filter(number=Subquery(then.values("number")[:1]))
    found = []
    for row in rows.select_related("article__publisher").order_by("article__at", "article_id"):
        blocks = blocks_from_plain(row.blocks)
        row.article.version, row.article.title = row.number, row.title  # as it was, for whoever reads it here
        found.append(ArticleText(article=row.article, blocks=blocks, text=join_blocks(blocks)))
    return found


def source_of(held: ArticleText, origin: int | None = None) -> Source:
    """A stored article, with its publisher, as a writer reads it."""
    article, publisher = held.article, held.article.publisher
    return Source(
        article=article.pk, version=article.version, title=article.title, text=held.text, language=article.language,
        at=article.at, published=article.published, address=article.address, publisher=publisher.name,
        country=publisher.country or publisher.country_name, origin=origin,
        whole=article.body_state == BodyState.FULL,
    )  # fmt: skip


def current_story(story: int) -> int | None:
    """The story that a number leads to now, through those it has become part of; None: there is none."""
    seen: set[int] = set()
    while story not in seen:
        seen.add(story)
        row = Story.objects.filter(pk=story).only("merged_into").first()
        if row is None:
            return None
        if row.merged_into_id is None:
            return story
        story = row.merged_into_id
    return story
