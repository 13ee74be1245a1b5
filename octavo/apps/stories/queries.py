"""Stories as lists show them, and what a list says of its articles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from pgvector.django import CosineDistance

from octavo.apps.articles.models import Article
from octavo.apps.queue.models import Setback
from octavo.apps.sources.models import Publisher
from octavo.apps.stories.models import Beacon, Report, Story
from octavo.apps.stories.openings import opening_of
from octavo.engine.clustering import from_plain, unpack

PER_STORY = 10  # newest reports of a card that are looked through for different publishers
NEIGHBOUR = 0.45  # cosine distance within which another story reads as the same affair

SHOWN = (  # columns that a card needs: half of a front page's time is making rows
    "title", "language", "section", "desk", "first_at", "last_at", "outlets_count", "reports_count",
    "independent_count", "countries_count", "lead__title", "lead__language", "lead__publisher__name",
    "lead__publisher__slug", "picture__image",
)  # fmt: skip
UNSEEN = ("keywords", "body_reason", "address", "address_key", "digest")  # of articles in lists


# ---------------------------------------------------------------- stories in lists


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A story as lists show it. `reports` are its newest by different publishers, the lead among the first."""

    story: Story
    lead: Article
    excerpt: str
    reports: tuple[Article, ...] = ()

    @property
    def others(self) -> tuple[Article, ...]:
        """The reports besides the lead, three at most."""
        return tuple(report for report in self.reports if report.pk != self.lead.pk)[:3]


def cards_of(ids: Sequence[int], *, with_reports: int = 0) -> tuple[Card, ...]:
    """Stories as lists show them, in the given order, the first `with_reports` with their reports. One query or two."""
    rows = {
        story.pk: story
        for story in Story.objects.filter(pk__in=ids, lead__isnull=False)
        .select_related("lead__publisher", "picture")
        .only(*SHOWN)
        .annotate(excerpt=opening_of("lead__pk"))
    }
    known = [pk for pk in ids if pk in rows]
    reports = _newest_reports(known[:with_reports]) if with_reports and known else {}
    return tuple(
        Card(story=rows[pk], lead=_lead(rows[pk]), excerpt=rows[pk].excerpt, reports=reports.get(pk, ()))
        for pk in known
    )


def _lead(story: Story) -> Article:
    assert story.lead is not None  # the query asked for stories with one
    return story.lead


def _newest_reports(ids: Sequence[int]) -> dict[int, tuple[Article, ...]]:
    """The newest reports of a few stories that carry a text of their own, one a publisher."""
    rows = (
        Report.objects.filter(story__in=ids, article__copy__isnull=True)
        .select_related("article__publisher")
        .only("story", "article__title", "article__language", "article__publisher__name")
        .order_by("-article__at")[: PER_STORY * len(ids)]
    )
    found: dict[int, dict[int, Article]] = {}
    for report in rows:
        found.setdefault(report.story_id, {}).setdefault(report.article.publisher_id, report.article)
    return {story: tuple(articles.values()) for story, articles in found.items()}


# ---------------------------------------------------------------- articles in lists


def introduced(ids: Iterable[int]) -> QuerySet[Article]:
    """Articles with publisher and what introduces them in a list (read it with `excerpt_of`). One query."""
    return Article.objects.filter(pk__in=list(ids)).select_related("publisher").annotate(excerpt=opening_of("pk"))


def excerpt_of(article: Article) -> str:
    """What introduces an article that came out of `introduced`."""
    return str(getattr(article, "excerpt", None) or article.standfirst or "")


def stories_near(story: Story, *, limit: int = 4) -> tuple[Card, ...]:
    """Other open stories of the same affair, in any language, nearest first; not the same event. Three queries."""
    own = from_plain(unpack(bytes(story.memory))).vector if story.memory else None
    if own is None:
        return ()
    near = (
        Beacon.objects.filter(story__lead__isnull=False)  # from the beacons: theirs is the index that finds the nearest
        .exclude(pk=story.pk)
        .exclude(story__counterparts__other=story)
        .exclude(story__counterparts_before__story=story)
        .annotate(far=CosineDistance("centroid", own))
        .order_by("far")
        .values_list("pk", "far")[:limit]
    )
    return cards_of([pk for pk, far in near if far is not None and far < NEIGHBOUR])


def publishers_told() -> list[Publisher]:
    """Every publisher, by name."""
    return list(Publisher.objects.order_by("name"))


def story_titles(ids: Iterable[int]) -> dict[int, str]:
    return dict(Story.objects.filter(pk__in=list(ids)).values_list("pk", "title"))


def stories_reported(ids: Iterable[int]) -> dict[int, tuple[int, str]]:
    """Article -> id and title of the story it reports."""
    rows = Report.objects.filter(article__in=list(ids)).values_list("article_id", "story_id", "story__title")
    return {article: (story, title) for article, story, title in rows}


# ---------------------------------------------------------------- counts and look-ups


def count_stories() -> int:
    return Story.objects.filter(merged_into__isnull=True).count()


def stories_never_told(*, before: datetime, limit: int = 1000) -> list[int]:
    """Stories opened before a moment of which nothing has been told: their job was lost. Not those set aside."""
    aside = Setback.objects.filter(step="tell").values("subject_id")
    found = Story.objects.filter(told_at__isnull=True, opened_at__lt=before, merged_into__isnull=True)
    return list(found.exclude(pk__in=aside).order_by("pk").values_list("pk", flat=True)[:limit])


def stories_of(article_ids: Iterable[int]) -> dict[int, int]:
    """The story each of these articles reports, where one is known."""
    return dict(Report.objects.filter(article__in=list(article_ids)).values_list("article_id", "story_id"))
