"""Topics of articles, articles of topics."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q, Sum

from octavo.apps.articles.models import Article
from octavo.apps.stories.queries import introduced
from octavo.apps.topics.models import Tagging, Topic
from octavo.engine.entities import topic_key

TREND = timedelta(days=7)


def topic_named(language: str, slug: str) -> Topic | None:
    """The topic of a slug; of another spelling, or of one that has become part of another, that other. None: none."""
    found = Topic.objects.filter(language=language, slug=slug).select_related("merged_into").first()
    if found is None:
        key = topic_key(slug, language)
        found = Topic.objects.filter(language=language, key=key).select_related("merged_into").first()
    return (found.merged_into or found) if found else None


def topics_of(ids: Iterable[int], *, each: int = 3) -> dict[int, list[Topic]]:
    """The weightiest topics of articles. One query."""
    found: dict[int, list[Topic]] = {}
    for tagging in Tagging.objects.filter(article__in=list(ids)).select_related("topic").order_by("article", "-weight"):
        topics = found.setdefault(tagging.article_id, [])
        if len(topics) < each:
            topics.append(tagging.topic)
    return found


def weighted_topics_of(ids: Iterable[int]) -> dict[int, list[tuple[Topic, float]]]:
    """All topics of articles with their weights, the weightiest first. One query."""
    found: dict[int, list[tuple[Topic, float]]] = {}
    rows = Tagging.objects.filter(article__in=list(ids)).select_related("topic")
    for tagging in rows.order_by("article", "-weight", "topic__slug"):
        found.setdefault(tagging.article_id, []).append((tagging.topic, tagging.weight))
    return found


def topics_of_story(story_id: int, *, limit: int = 8) -> list[Topic]:
    """What the reports of a story are about, the commonest first."""
    found = Topic.objects.filter(taggings__article__report__story=story_id)
    return list(found.annotate(weight=Sum("taggings__weight")).order_by("-weight", "name")[:limit])


def articles_about(topic: Topic, *, before: tuple[datetime, int] | None = None, limit: int = 30) -> list[Article]:
    """A topic's articles, newest first, from the one behind `before` (time, id). Two queries."""
    taggings = Tagging.objects.filter(topic=topic)
    if before:
        taggings = taggings.filter(Q(at__lt=before[0]) | Q(at=before[0], article__lt=before[1]))
    ids = list(taggings.order_by("-at", "-article_id").values_list("article_id", flat=True)[:limit])
    rows = {article.pk: article for article in introduced(ids)}
    return [rows[pk] for pk in ids if pk in rows]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicCount:
    """A topic and how many articles named it."""

    topic: Topic
    articles: int


def busiest_topics(*, now: datetime, language: str = "", limit: int = 60) -> list[TopicCount]:
    """The topics most named in the week before the newest of them, so that an old edition has topics too."""
    newest = Tagging.objects.order_by("-at").values_list("at", flat=True).first()
    since = min(now, newest or now) - TREND
    found = Topic.objects.filter(taggings__at__gt=since)
    if language:
        found = found.filter(language=language)
    rows = found.annotate(articles=Count("taggings")).order_by("-articles", "name")[:limit]
    return [TopicCount(topic=topic, articles=topic.articles) for topic in rows]


def topic_languages() -> list[str]:
    return list(Topic.objects.order_by("language").values_list("language", flat=True).distinct())
