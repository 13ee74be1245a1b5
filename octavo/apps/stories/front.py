"""The front page: which stories compete, in which order, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection

from octavo.apps.stories.models import FRONT_SIZES
from octavo.apps.stories.queries import Card, cards_of
from octavo.engine.ranking import RankedStory, StoryCard, Weight, rank_front

WINDOW = 160  # newest stories of each size that compete for the front page
PACE = timedelta(hours=6)  # `rank_front` asks for the reports of so long
AFTERWARDS = timedelta(days=4)  # a story of a past day may have gone on for so long


class Counterpart(NamedTuple):
    """The same event as another language tells it."""

    id: int
    language: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A story at its place on the front page: why it is there, and which other languages tell it."""

    weights: tuple[Weight, ...]
    also: tuple[Counterpart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """A stretch of the front page, best first. `total` counts the events that competed."""

    cards: tuple[Card, ...]
    total: int
    languages: tuple[str, ...]  # that stories are told in
    places: dict[int, Placed] = field(default_factory=dict)  # story -> why it is where it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """Stories in the order of the front page. `total` counts the events that competed."""

    ids: tuple[int, ...]
    total: int
    languages: tuple[str, ...]  # that stories are told in
    places: dict[int, Placed]


def front_page(
    *,
    now: datetime,
    as_of: datetime | None = None,
    languages: Sequence[str] = (),
    preferred: Sequence[str] = (),
    start: int = 0,
    limit: int = 44,
    with_reports: int | None = None,
) -> Front:
    """The front page as it stood at a moment (None: now), in these languages (none: all).

    An event that several of them tell is shown in the first of the `preferred` that tells it. The first `with_reports`
    cards (None: all) carry their reports. Four queries.
    """
    ranking = rank_stories(
        now=now, as_of=as_of, languages=languages, preferred=preferred, start=start, limit=limit
    )  # fmt: skip
    return Front(
        cards=cards_of(ranking.ids, with_reports=limit if with_reports is None else with_reports),
        total=ranking.total, languages=ranking.languages, places=ranking.places,
    )  # fmt: skip


def rank_stories(
    *,
    now: datetime,
    as_of: datetime | None = None,
    since: datetime | None = None,
    languages: Sequence[str] = (),
    desks: Sequence[str] = (),
    preferred: Sequence[str] = (),
    start: int = 0,
    limit: int = 44,
) -> Ranking:
    """The order of the front page, of stories with a report after `since`, on these desks (none: all). Two queries."""
    competing = _competing(
        moment=as_of or now, as_of=as_of, since=since, languages=list(languages), desks=list(desks)
    )  # fmt: skip
    counterparts, spoken = _told_elsewhere([card["id"] for card in competing])
    cards = [StoryCard(**card, event=counterparts.event(card["id"])) for card in competing]
    ranked = rank_front(cards, as_of or now, limit=start + limit, languages=preferred)[start:]
    known = {*spoken, *(card.language for card in cards if card.language)}
    return Ranking(
        ids=tuple(entry.id for entry in ranked),
        total=len({card.event or -card.id for card in cards}),
        languages=tuple(sorted(known)),
        places={entry.id: Placed(weights=entry.weights, also=counterparts.beside(entry)) for entry in ranked},
    )


def _competing(
    *, moment: datetime, as_of: datetime | None, since: datetime | None, languages: list[str], desks: list[str]
) -> list[dict[str, Any]]:
    """What ranks the stories that compete: the newest, and of each size the newest.

    Where a thousand reports come in a minute, the newest alone would be those that nobody else has told yet.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            _COMPETING,
            {"pace": moment - PACE, "moment": moment, "as_of": as_of, "after": as_of and as_of + AFTERWARDS,
             "since": since, "languages": languages, "desks": desks, "window": WINDOW},
        )  # fmt: skip
        names = [column.name for column in cursor.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return [{**row, "desk": row["desk"] or None, "places": tuple(row["places"])} for row in rows]


_WANTED = """
    SELECT id FROM stories_story
    WHERE lead_id IS NOT NULL AND independent_count >= {size}
        AND (%(as_of)s::timestamptz IS NULL OR first_at <= %(as_of)s AND last_at <= %(after)s)
        AND (%(since)s::timestamptz IS NULL OR last_at > %(since)s)
        AND (%(languages)s::text[] = '{{}}' OR language = ANY(%(languages)s))
        AND (%(desks)s::text[] = '{{}}' OR desk = ANY(%(desks)s))
    ORDER BY last_at DESC LIMIT %(window)s"""
_COMPETING = f"""
    SELECT story.id, last_at AS latest, independent_count AS independent, outlets_count AS outlets,
        countries_count AS countries, language, places,
        coalesce(nullif(desk, ''), lower(trim(section))) AS desk,
        (SELECT count(*) FROM unnest(pulse) came WHERE came > %(pace)s AND came <= %(moment)s) AS recent
    FROM stories_story story
    WHERE id IN ({" UNION ".join(f"({_WANTED.format(size=size)})" for size in (0, *FRONT_SIZES))})
"""  # noqa: S608  only our own numbers are put in


class _Counterparts:
    """Which of the competing stories tell one event, and who else tells it."""

    def __init__(self, pairs: Iterable[tuple[Counterpart, Counterpart]], competing: Iterable[int]) -> None:
        self._near: defaultdict[int, dict[int, Counterpart]] = defaultdict(dict)
        for one, other in pairs:
            self._near[one.id][other.id] = other
            self._near[other.id][one.id] = one
        self._event: dict[int, int] = {}
        for story in sorted(competing):
            if story in self._near:
                self._spread(story)

    def _spread(self, story: int) -> None:
        waiting = [story]
        while waiting:
            each = waiting.pop()
            if each not in self._event:
                self._event[each] = story
                waiting += self._near[each]

    def event(self, story: int) -> int | None:
        return self._event.get(story)

    def beside(self, entry: RankedStory) -> tuple[Counterpart, ...]:
        """One version of each other language, in the order of their codes."""
        event = self._event.get(entry.id)
        if event is None:
            return ()
        own = next((near[entry.id].language for near in self._near.values() if entry.id in near), "")
        found = [
            other for near in self._near.values() for other in near.values()
            if self._event.get(other.id) == event and other.language != own
        ]  # fmt: skip
        found.sort(key=lambda other: (other.language, -other.id))
        return tuple({other.language: other for other in found}.values())


def _told_elsewhere(competing: Sequence[int]) -> tuple[_Counterparts, set[str]]:
    """The counterparts of the competing stories, and every language stories are told in. One query for both.

    The languages are found by jumping from one to the next along an index.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH RECURSIVE found AS (
                SELECT min(language) AS language FROM stories_story WHERE is_open
                UNION ALL
                SELECT (SELECT min(language) FROM stories_story WHERE is_open AND language > found.language)
                FROM found WHERE found.language IS NOT NULL
            )
            SELECT NULL, language, NULL, NULL, NULL, NULL FROM found WHERE language <> ''
            UNION ALL
            SELECT story.id, story.language, story.title, other.id, other.language, other.title
            FROM stories_counterpart pair
            JOIN stories_story story ON story.id = pair.story_id JOIN stories_story other ON other.id = pair.other_id
            WHERE pair.story_id = ANY(%(ids)s) OR pair.other_id = ANY(%(ids)s)
            """,
            {"ids": list(competing)},
        )
        rows = cursor.fetchall()
    pairs = [(Counterpart(*row[:3]), Counterpart(*row[3:])) for row in rows if row[0] is not None]
    return _Counterparts(pairs, competing), {row[1] for row in rows if row[0] is None}
