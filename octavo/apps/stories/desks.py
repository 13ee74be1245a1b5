"""The stories of a desk, in the order of the front page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from octavo.apps.stories.models import Story
from octavo.apps.stories.queries import Card, cards_of
from octavo.engine.ranking import StoryCard, rank_front

WINDOW = 200  # newest stories of a desk that compete for its page
PACE = timedelta(hours=6)  # `rank_front` asks for the reports of so long


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPage:
    """A stretch of a desk's page, best first. `total` counts the stories that competed."""

    cards: tuple[Card, ...]
    total: int
    languages: tuple[str, ...]  # that the desk's newest stories are told in


def desk_page(desk: str, *, now: datetime, languages: Sequence[str] = (), start: int = 0, limit: int = 30) -> DeskPage:
    """The stories of a desk in these languages (none: all), ranked as the front page ranks. Three queries."""
    competing = _competing(desk, now, list(languages))
    ranked = rank_front(competing, now, limit=start + limit)[start:]
    return DeskPage(
        cards=cards_of([entry.id for entry in ranked]), total=len(competing),
        languages=tuple(sorted(_languages(desk))),
    )  # fmt: skip


def desks_told() -> list[str]:
    """The desks that have stories."""
    return list(Story.objects.exclude(desk="").filter(lead__isnull=False).values_list("desk", flat=True).distinct())


def _competing(desk: str, now: datetime, languages: list[str]) -> list[StoryCard]:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT story.id, last_at, independent_count, outlets_count, countries_count, language,
                (SELECT count(*) FROM stories_report report
                 JOIN articles_article article ON article.id = report.article_id
                 WHERE report.story_id = story.id AND story.outlets_count > 1 AND article.at > %(pace)s)
            FROM stories_story story
            WHERE desk = %(desk)s AND desk <> '' AND lead_id IS NOT NULL
                AND (%(languages)s::text[] = '{}' OR language = ANY(%(languages)s))
            ORDER BY last_at DESC LIMIT %(window)s
            """,
            {"desk": desk, "pace": now - PACE, "languages": languages, "window": WINDOW},
        )
        return [
            StoryCard(id=pk, latest=last_at, independent=independent, outlets=outlets, countries=max(countries, 1),
                      recent=recent, language=language)
            for pk, last_at, independent, outlets, countries, language, recent in cursor.fetchall()
        ]  # fmt: skip


def _languages(desk: str) -> set[str]:
    newest = Story.objects.filter(desk=desk, lead__isnull=False).exclude(desk="").order_by("-last_at")
    return {language for language in newest.values_list("language", flat=True)[:WINDOW] if language}
