"""Stories as pages show them: the front page, a story with its reports, and who may be related to an article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from pgvector.django import CosineDistance

from octavo.apps.articles.models import Article
from octavo.apps.sources.models import Publisher
from octavo.apps.stories.models import Report, Story
from octavo.apps.stories.openings import opening_of
from octavo.engine.ranking import StoryCard, rank_front

WINDOW = 300  # newest stories that compete for the front page
PACE = timedelta(hours=6)  # `rank_front` asks for the reports of so long
AFTERWARDS = timedelta(days=4)  # a story of a past day may have gone on for so long
PER_STORY = 10  # newest reports of a card that are looked through for different publishers
REPORTS_SHOWN = 60  # on a story's page; the others follow on demand
CANDIDATES = 24  # of each kind that are judged for the list of related articles
NEIGHBOUR = 0.45  # cosine distance within which another story reads as the same affair

SHOWN = (  # columns that a card needs: half of a front page's time is making rows
    "title", "language", "section", "first_at", "last_at", "outlets_count", "reports_count", "independent_count",
    "lead__title", "lead__language", "lead__publisher__name", "lead__publisher__slug", "picture__image",
)  # fmt: skip
UNSEEN = ("keywords", "body_reason", "address", "address_key", "digest")  # of articles in lists


# ---------------------------------------------------------------- the front page


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """A stretch of the front page, best first. `total` counts the stories that competed."""

    cards: tuple[Card, ...]
    total: int
    languages: tuple[str, ...]  # that stories are told in


def front_page(
    *,
    now: datetime,
    as_of: datetime | None = None,
    languages: Sequence[str] = (),
    start: int = 0,
    limit: int = 44,
    with_reports: int | None = None,
) -> Front:
    """The front page as it stood at a moment (None: now), in these languages (none: all).

    The first `with_reports` cards (None: all) carry their reports. Four queries.
    """
    competing = _competing(moment=as_of or now, as_of=as_of, languages=list(languages))
    ids = [entry.id for entry in rank_front(competing, as_of or now, limit=start + limit)][start:]
    known = {*_languages(), *(card.language for card in competing if card.language)}
    return Front(
        cards=cards_of(ids, with_reports=limit if with_reports is None else with_reports),
        total=len(competing), languages=tuple(sorted(known)),
    )  # fmt: skip


def _competing(*, moment: datetime, as_of: datetime | None, languages: list[str]) -> list[StoryCard]:
    """The newest stories with what ranks them. Breadth and pace are counted where there is more than one outlet."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH newest AS (
                SELECT id, last_at, independent_count, outlets_count, section, language FROM stories_story
                WHERE lead_id IS NOT NULL
                    AND (%(as_of)s::timestamptz IS NULL OR first_at <= %(as_of)s AND last_at <= %(after)s)
                    AND (%(languages)s::text[] = '{}' OR language = ANY(%(languages)s))
                ORDER BY last_at DESC LIMIT %(window)s)
            SELECT newest.*, coalesce(counted.countries, 1), coalesce(counted.recent, 0)
            FROM newest LEFT JOIN LATERAL (
                SELECT count(DISTINCT publisher.country) AS countries,
                    count(*) FILTER (WHERE copy.article_id IS NULL AND article.at > %(pace)s
                        AND article.at <= %(moment)s) AS recent
                FROM stories_report report
                JOIN articles_article article ON article.id = report.article_id
                JOIN sources_publisher publisher ON publisher.id = article.publisher_id
                LEFT JOIN articles_copy copy ON copy.article_id = article.id
                WHERE report.story_id = newest.id
            ) counted ON newest.outlets_count > 1
            """,
            {"pace": moment - PACE, "moment": moment, "as_of": as_of, "after": as_of and as_of + AFTERWARDS,
             "languages": languages, "window": WINDOW},
        )  # fmt: skip
        return [
            StoryCard(id=pk, latest=last_at, independent=independent, outlets=outlets, countries=countries,
                      recent=recent, desk=section.strip().casefold() or None, language=language)
            for pk, last_at, independent, outlets, section, language, countries, recent in cursor.fetchall()
        ]  # fmt: skip


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


def _languages() -> tuple[str, ...]:
    """Every language stories are told in, by jumping from one to the next along the index."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH RECURSIVE found AS (
                SELECT min(language) AS language FROM stories_story WHERE is_open
                UNION ALL
                SELECT (SELECT min(language) FROM stories_story WHERE is_open AND language > found.language)
                FROM found WHERE found.language IS NOT NULL
            ) SELECT language FROM found WHERE language <> ''
            """
        )
        return tuple(row[0] for row in cursor.fetchall())


# ---------------------------------------------------------------- one story


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A report with the copies of its text that the same story holds."""

    article: Article
    excerpt: str
    copies: tuple[Article, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A sentence that said something new, with the report it stands in. `span` is None where that text has changed."""

    text: str
    at: datetime
    article: Article
    span: tuple[int, int] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPage:
    """A story with a stretch of its reports, newest first. `total` counts texts of their own."""

    story: Story
    tellings: tuple[Telling, ...]
    total: int
    facts: tuple[Fact, ...]


def story_page(story_id: int, *, start: int = 0, limit: int = REPORTS_SHOWN) -> StoryPage | None:
    """A story as its page shows it, that of another one it has become part of; None: there is none. Three queries."""
    story = (
        Story.objects.filter(pk=story_id).defer("memory", "terms").select_related("lead__publisher", "picture").first()
    )
    if story is None:
        return None
    if story.merged_into_id:
        return story_page(story.merged_into_id, start=start, limit=limit)
    own, copies = _texts_of(story)
    shown = own[start : start + limit]
    wanted = {
        *shown,
        *(copy for pk in shown for copy in copies.get(pk, ())),
        *(fact["article"] for fact in story.facts),
    }
    rows = {article.pk: article for article in introduced(wanted)}
    tellings = tuple(
        Telling(article=rows[pk], excerpt=excerpt_of(rows[pk]), copies=tuple(rows[copy] for copy in copies.get(pk, ())))
        for pk in shown
    )
    facts = tuple(_fact(plain, rows[plain["article"]]) for plain in story.facts if plain["article"] in rows)
    return StoryPage(story=story, tellings=tellings, total=len(own), facts=facts)


def _texts_of(story: Story) -> tuple[list[int], dict[int, list[int]]]:
    """The reports with a text of their own, newest first, and the copies of each.

    A copy whose original belongs to no report here stands as a report itself: somebody has to tell the story.
    """
    rows = list(
        story.reports.order_by("-article__at", "-article_id").values_list("article_id", "article__copy__original_id")
    )
    held = {article for article, _ in rows}
    own: list[int] = []
    copies: dict[int, list[int]] = {}
    for article, original in rows:
        if original in held:
            copies.setdefault(original, []).append(article)
        else:
            own.append(article)
    # A copy of a copy is shown with the first of them.
    for article in [pk for pk in copies if pk not in own]:
        first = next((pk for pk, texts in copies.items() if article in texts and pk in own), None)
        if first:
            copies[first] += copies.pop(article)
        else:
            own.append(article)
    return own, copies


def _fact(plain: dict[str, Any], article: Article) -> Fact:
    same_text = plain["version"] == article.version
    return Fact(text=plain["text"], at=datetime.fromisoformat(plain["at"]) if plain.get("at") else article.at,
                article=article, span=(plain["start"], plain["end"]) if same_text else None)  # fmt: skip


def introduced(ids: Iterable[int]) -> QuerySet[Article]:
    """Articles with publisher and what introduces them in a list (read it with `excerpt_of`). One query."""
    return Article.objects.filter(pk__in=list(ids)).select_related("publisher").annotate(excerpt=opening_of("pk"))


def excerpt_of(article: Article) -> str:
    """What introduces an article that came out of `introduced`."""
    return str(getattr(article, "excerpt", None) or article.standfirst or "")


def stories_near(story: Story, *, limit: int = 4) -> tuple[Card, ...]:
    """Other open stories of the same affair, in any language, nearest first. Three queries."""
    near = (
        Story.objects.filter(is_open=True, lead__isnull=False)
        .exclude(pk=story.pk)
        .annotate(far=CosineDistance("centroid", story.centroid))
        .order_by("far")
        .values_list("pk", "far")[:limit]
    )
    return cards_of([pk for pk, far in near if far is not None and far < NEIGHBOUR])


@dataclass(frozen=True, slots=True, kw_only=True)
class NearArticle:
    """An article that may be related to another, or that carries the same text."""

    id: int
    is_copy: bool


def near_articles(article: Article, *, story: int | None) -> list[NearArticle]:
    """Who may be related to an article, and who carries its text. One query; each article once, in its first kind."""
    original = article.copy.original_id if hasattr(article, "copy") else article.pk
    with connection.cursor() as cursor:
        cursor.execute(
            """
            (SELECT 'copy', article_id FROM articles_copy WHERE original_id = %(original)s AND article_id <> %(own)s
             LIMIT %(most)s)
            UNION ALL
            (SELECT 'story', article_id FROM stories_report WHERE story_id = %(story)s AND article_id <> %(own)s
             ORDER BY joined_at DESC LIMIT %(most)s)
            UNION ALL
            (SELECT 'near', article_id FROM articles_print WHERE article_id <> %(own)s
             ORDER BY vector <=> (SELECT vector FROM articles_print WHERE article_id = %(own)s) LIMIT %(most)s)
            """,
            {"original": original, "own": article.pk, "story": story, "most": CANDIDATES},
        )
        rows = cursor.fetchall()
    kinds: dict[int, str] = {}
    for kind, pk in rows:
        kinds.setdefault(pk, kind)
    return [NearArticle(id=pk, is_copy=kind == "copy") for pk, kind in kinds.items()]


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
    """Stories opened before a moment of which nothing has been told: their job was lost."""
    found = Story.objects.filter(told_at__isnull=True, opened_at__lt=before, merged_into__isnull=True).order_by("pk")
    return list(found.values_list("pk", flat=True)[:limit])


def stories_of(article_ids: Iterable[int]) -> dict[int, int]:
    """The story each of these articles reports, where one is known."""
    return dict(Report.objects.filter(article__in=list(article_ids)).values_list("article_id", "story_id"))
