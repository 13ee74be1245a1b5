"""A topic as its page shows it: its articles by story, what is named with it, how much of it there was when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import TruncDate

from octavo.apps.articles.models import Article, Copy
from octavo.apps.stories.models import Story
from octavo.apps.stories.queries import stories_of
from octavo.apps.topics.models import Tagging, Topic
from octavo.apps.topics.queries import articles_about

RELATED = 10
NEWEST = 300  # articles of a topic that are looked at for what is named with it
DAYS, FEWEST_DAYS = 30, 10  # shown at most, and of a topic that is younger
NEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """An article with how many others in the same list carry its text."""

    article: Article
    copies: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicGroup:
    """The articles of a topic that report one story, newest first; one alone where it reports none."""

    story: Story | None
    texts: tuple[Text, ...]

    @property
    def lead(self) -> Article:
        return self.texts[0].article


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicPage:
    """A stretch of a topic's articles by story, the newest story first, and the article it goes on behind."""

    groups: tuple[TopicGroup, ...]
    last: Article | None  # None: that was all


def topic_page(topic: Topic, *, before: tuple[datetime, int] | None = None, limit: int = 40) -> TopicPage:
    """The articles of a topic from the one behind `before`, copies folded under the text they carry. Five queries."""
    articles = articles_about(topic, before=before, limit=limit)
    ids = [article.pk for article in articles]
    reported = stories_of(ids)
    stories = {
        story.pk: story
        for story in Story.objects.filter(pk__in=set(reported.values()))
        .only("title", "language", "outlets_count", "reports_count", "independent_count", "last_at")
    }  # fmt: skip
    originals = dict(Copy.objects.filter(article__in=ids, original__in=ids).values_list("article_id", "original_id"))
    copies: dict[int, int] = {}
    for original in originals.values():
        copies[original] = copies.get(original, 0) + 1
    grouped: dict[int, list[Text]] = {}
    for article in articles:
        if article.pk not in originals:
            place = reported.get(article.pk, -article.pk)
            grouped.setdefault(place, []).append(Text(article=article, copies=copies.get(article.pk, 0)))
    groups = tuple(TopicGroup(story=stories.get(place), texts=tuple(texts)) for place, texts in grouped.items())
    return TopicPage(groups=groups, last=articles[-1] if len(articles) == limit else None)


def topics_with(topic: Topic) -> list[Topic]:
    """The topics named most with this one in its newest articles, the commonest first. One query."""
    newest = Tagging.objects.filter(topic=topic).order_by("-at").values("article")[:NEWEST]
    found = Topic.objects.filter(taggings__article__in=newest).exclude(pk=topic.pk)
    rows = found.annotate(count=Count("taggings", filter=Q(taggings__article__in=newest))).filter(count__gte=2)
    return list(rows.order_by("-count", "name")[:RELATED])


def same_elsewhere(topic: Topic) -> list[Topic]:
    """The same topic in other languages, as far as it is known: a country, or a name written the same. One query."""
    same = Q(slug=topic.slug)
    if (topic.key or "").startswith("="):
        same |= Q(key=topic.key)
    named = Exists(Tagging.objects.filter(topic=OuterRef("pk")))
    found = Topic.objects.filter(same, named, merged_into=None).exclude(language__in=[topic.language, ""])
    return list(found.order_by("language", "pk").distinct("language"))


@dataclass(frozen=True, slots=True)
class DayCount:
    """How many articles named a topic on a day (UTC)."""

    day: date
    articles: int


def days_of(topic: Topic) -> list[DayCount]:
    """The last thirty days up to the newest article of a topic, every day of them; of a young topic from its first
    article, ten at least. Two queries; [] for no article."""
    rows = dict(
        Tagging.objects.filter(topic=topic, at__gte=_newest(topic) - timedelta(days=DAYS))
        .annotate(day=TruncDate("at"))
        .values_list("day")
        .annotate(articles=Count("pk"))
    )
    if not rows:
        return []
    last = max(rows)
    shown = min(max((last - min(rows)).days + 1, FEWEST_DAYS), DAYS)
    days = [last - timedelta(days=back) for back in range(shown - 1, -1, -1)]
    return [DayCount(day, rows.get(day, 0)) for day in days]


def _newest(topic: Topic) -> datetime:
    at = Tagging.objects.filter(topic=topic).order_by("-at").values_list("at", flat=True).first()
    return at or datetime.fromisoformat("1970-02-01T00:00:00+00:00")


def topics_like(language: str, slug: str) -> list[Topic]:
    """Topics that have a word of this slug, the busiest of late first: what a mistyped address may have meant."""
    parts = [part for part in slug.split("-") if len(part) > 2][:5]
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT topic.id FROM topics_topic topic
            LEFT JOIN LATERAL (SELECT max(at) AS at FROM topics_tagging WHERE topic_id = topic.id) newest ON true
            WHERE merged_into_id IS NULL AND newest.at IS NOT NULL AND string_to_array(slug, '-') && %s
            ORDER BY language = %s DESC, newest.at DESC LIMIT %s
            """,
            [parts, language, NEAR],
        )
        ids = [row[0] for row in cursor.fetchall()]
    rows: dict[int, Topic] = Topic.objects.in_bulk(ids)
    return [rows[pk] for pk in ids]
