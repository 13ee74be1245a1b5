"""The stories of a desk, in the order of the front page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from octavo.apps.stories.front import PACE
from octavo.apps.stories.models import Story
from octavo.apps.stories.queries import Card, cards_of
from octavo.engine.desks import DESKS
from octavo.engine.ranking import StoryCard, rank_front

WINDOW = 200  # newest stories of a desk that compete for its page


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
    """The desks that have stories. One query: a look at the index for each desk."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT desk FROM unnest(%s::text[]) desk WHERE EXISTS (SELECT FROM stories_story story "
            "WHERE story.desk = desk.desk AND story.desk <> '' AND lead_id IS NOT NULL)",
            [list(DESKS)],
        )
        return [desk for (desk,) in cursor.fetchall()]


def languages_told() -> list[str]:
    """The languages that open stories are told in. One query."""
    return sorted(
        set(Story.objects.filter(is_open=True).exclude(language="").values_list("language", flat=True).distinct())
    )


def _competing(desk: str, now: datetime, languages: list[str]) -> list[StoryCard]:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT story.id, last_at, independent_count, outlets_count, countries_count, language,
                (SELECT count(*) FROM unnest(pulse) came WHERE came > %(pace)s AND came <= %(now)s)
            FROM stories_story story
            WHERE desk = %(desk)s AND desk <> '' AND lead_id IS NOT NULL
                AND (%(languages)s::text[] = '{}' OR language = ANY(%(languages)s))
            ORDER BY last_at DESC LIMIT %(window)s
            """,
            {"desk": desk, "pace": now - PACE, "now": now, "languages": languages, "window": WINDOW},
        )
        return [
            StoryCard(id=pk, latest=last_at, independent=independent, outlets=outlets, countries=max(countries, 1),
                      recent=recent, language=language)
            for pk, last_at, independent, outlets, countries, language, recent in cursor.fetchall()
        ]  # fmt: skip


def _languages(desk: str) -> set[str]:
    newest = Story.objects.filter(desk=desk, lead__isnull=False).exclude(desk="").order_by("-last_at")
    return {language for language in newest.values_list("language", flat=True)[:WINDOW] if language}
