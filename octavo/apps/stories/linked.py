"""How stories hang together: candidates for `link`, and what pages show of other languages and of affairs."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Q

from octavo.apps.queue.models import Setback
from octavo.apps.stories.models import Counterpart, Outline, Story, Thread
from octavo.apps.stories.queries import Card, cards_of
from octavo.engine.linking import Ground, from_plain
from octavo.engine.linking import Outline as View

SAMPLE = 1_500  # newest stories that tell how rare a name is of late
SPOKEN_SAMPLE = 600  # the same, of one language
LOOKED_AT = 400  # stories that share a key: of so many the nearest are chosen
NEAREST = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A story with the keys that its counterparts, or its affair, would hold."""

    story: int
    language: str
    keys: Sequence[str]
    same_language: bool


def stories_sharing(asked: Sequence[Asked]) -> dict[tuple[int, bool], list[int]]:
    """Story and whether the same language was asked for -> the stories that share most keys. One query, whose cost is
    that of the news of the days the keys hold."""
    found: dict[tuple[int, bool], list[int]] = defaultdict(list)
    given = [
        {"story": one.story, "language": one.language, "keys": list(one.keys), "same": one.same_language}
        for one in asked
        if one.keys
    ]
    with connection.cursor() as cursor:
        # The odd sums in ORDER BY keep the planner from walking along an index by time, which could take it anywhere.
        cursor.execute(
            """
            SELECT asked.story, asked.same, found.story_id
            FROM jsonb_to_recordset(%(asked)s::jsonb) AS asked(story bigint, language text, keys text[], same boolean)
            CROSS JOIN LATERAL (
                SELECT story_id, shared FROM (
                    SELECT near.story_id, (
                        SELECT count(DISTINCT substring(key FROM '[.~](.*)$')) FROM unnest(near.keys) key
                        WHERE key = ANY(asked.keys)) AS shared
                    FROM (
                        SELECT outline.story_id, outline.keys FROM stories_outline outline
                        WHERE outline.keys && asked.keys AND outline.story_id <> asked.story
                          AND (outline.language = asked.language) = asked.same
                        ORDER BY outline.last_at + interval '0' DESC, outline.story_id DESC LIMIT %(looked_at)s
                    ) near
                ) counted
                ORDER BY shared DESC, story_id DESC LIMIT %(nearest)s
            ) found
            """,
            {"asked": json.dumps(given), "looked_at": LOOKED_AT, "nearest": NEAREST},
        )
        for story, same, other in cursor.fetchall():
            found[story, same].append(other)
    return found


def counts_of(marks: Iterable[str]) -> dict[str, int]:
    """In how many of the newest stories, of all languages, each mark stands. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT mark, count(*) FROM (
                SELECT marks FROM stories_outline ORDER BY last_at DESC LIMIT %s
            ) newest CROSS JOIN LATERAL unnest(newest.marks) mark
            WHERE mark = ANY(%s) GROUP BY mark
            """,
            [SAMPLE, list(marks)],
        )
        return dict(cursor.fetchall())


def grounds_of(languages: Iterable[str], words: Iterable[str]) -> dict[str, Ground]:
    """Language -> what its newest stories name, counted for these words. One query."""
    stories: Counter[str] = Counter()
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    threads: dict[str, dict[int, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH newest AS MATERIALIZED (
                SELECT spoken.language, outline.marks, story.thread_id
                FROM unnest(%(languages)s::text[]) spoken(language)
                CROSS JOIN LATERAL (
                    SELECT story_id, marks FROM stories_outline
                    WHERE language = spoken.language ORDER BY last_at DESC LIMIT %(sample)s
                ) outline
                JOIN stories_story story ON story.id = outline.story_id
            )
            SELECT language, thread_id, mark, count(*) FROM newest CROSS JOIN LATERAL unnest(marks) mark
            WHERE mark = ANY(%(marks)s) GROUP BY language, thread_id, mark
            UNION ALL SELECT language, NULL, '', count(*) FROM newest GROUP BY language
            """,
            {"languages": sorted(set(languages)), "sample": SPOKEN_SAMPLE, "marks": [f"~{word}" for word in words]},
        )
        for language, thread, mark, count in cursor.fetchall():
            if mark == "":
                stories[language] = count
                continue
            counts[language][mark[1:]] += count
            if thread is not None:
                threads[language][thread][mark[1:]] += count
    return {
        language: Ground(stories=stories[language], counts=counts[language], of_thread=threads[language])
        for language in languages
    }


def pairs_of(ids: Iterable[int]) -> list[tuple[Counterpart, str, str]]:
    """Counterparts that name any of these stories, with the languages of both. One query."""
    wanted = list(ids)
    rows = Counterpart.objects.filter(Q(story__in=wanted) | Q(other__in=wanted)).select_related("story", "other")
    rows = rows.only("score", "reasons", "story__language", "other__language")
    return [(row, row.story.language, row.other.language) for row in rows]


def stories_never_linked(*, before: datetime, limit: int = 1000) -> list[int]:
    """Stories told before a moment that have no outline: their job was lost. Not those set aside."""
    aside = Setback.objects.filter(step="link").values("subject_id")
    found = Story.objects.filter(outline__isnull=True, told_at__lt=before, merged_into__isnull=True)
    return list(found.exclude(pk__in=aside).order_by("pk").values_list("pk", flat=True)[:limit])


# ---------------------------------------------------------------- pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """The same event in another language: its card, and in what both agree (`mine`, `theirs`: names as each writes)."""

    card: Card
    mine: tuple[str, ...]
    theirs: tuple[str, ...]
    figures: tuple[str, ...]
    places: tuple[str, ...]  # ISO 3166
    dates: tuple[str, ...]
    picture: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """An affair as one of its stories shows it: what came before, and since."""

    thread: Thread
    before: Story | None
    since: Story | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A story of a thread; `names` and `terms` tie it to the one it goes on with, `before` (None: it opens)."""

    card: Card
    before: Story | None
    names: tuple[str, ...]
    terms: tuple[str, ...]
    new: str  # the newest sentence that said something new; '' where there is none


def in_other_languages(story: Story) -> tuple[Linked, ...]:
    """The counterparts of a story, the most reported first. Two queries."""
    rows = {
        (row.other_id if row.story_id == story.pk else row.story_id): (row.reasons, row.story_id == story.pk)
        for row in Counterpart.objects.filter(Q(story=story.pk) | Q(other=story.pk))
    }
    cards = cards_of(list(rows)) if rows else ()
    linked = [_linked(card, *rows[card.story.pk]) for card in cards]
    return tuple(sorted(linked, key=lambda one: (-one.card.story.outlets_count, one.card.story.pk)))


def _linked(card: Card, reasons: Mapping[str, Any], is_first: bool) -> Linked:
    sides = (reasons.get("ours", ()), reasons.get("theirs", ()))
    mine, theirs = sides if is_first else reversed(sides)
    return Linked(
        card=card, mine=tuple(mine), theirs=tuple(theirs), figures=tuple(reasons.get("figures", ())),
        places=tuple(reasons.get("places", ())), dates=tuple(reasons.get("dates", ())),
        picture=bool(reasons.get("picture")),
    )  # fmt: skip


def chain_of(story: Story) -> Chain | None:
    """The affair that a story is part of, with its neighbours in time; None: it stands alone. Two queries at most."""
    if story.thread_id is None:
        return None
    told = Story.objects.filter(thread=story.thread_id, lead__isnull=False).only("title", "language", "first_at")
    is_earlier = Q(first_at__lt=story.first_at) | Q(first_at=story.first_at, pk__lt=story.pk)
    before = told.filter(is_earlier).order_by("-first_at", "-pk")[:1]
    since = told.exclude(is_earlier).exclude(pk=story.pk).order_by("first_at", "pk")[:1]
    place = (story.first_at, story.pk)
    beside = {(one.first_at, one.pk) > place: one for one in before.union(since, all=True)}
    if not beside:
        return None
    return Chain(
        thread=Thread.objects.get(pk=story.thread_id), before=beside.get(False), since=beside.get(True)
    )  # fmt: skip


def thread_by_id(pk: int) -> Thread | None:
    """A thread, that which another has become part of instead; None: there is none."""
    seen: set[int] = set()
    thread = Thread.objects.filter(pk=pk).first()
    while thread and thread.merged_into_id and thread.pk not in seen:
        seen.add(thread.pk)
        thread = thread.merged_into
    return thread


def thread_chain(thread: Thread, *, start: int = 0, limit: int = 60) -> tuple[Link, ...]:
    """The stories of a thread, newest first. Two queries."""
    rows = (
        Outline.objects.filter(story__thread=thread, story__lead__isnull=False)
        .select_related("before", "story")
        .only("tie", "before__title", "before__language", "before__merged_into", "story__facts")
        .order_by("-story__first_at", "-story_id")[start : start + limit]
    )
    held = {row.story_id: row for row in rows}
    return tuple(_link(card, held[card.story.pk]) for card in cards_of(list(held)))


def story_left_of(thread: Thread) -> Story | None:
    """A story that was part of a thread before it became part of another; None: there is none."""
    return Story.objects.filter(thread=thread, merged_into__isnull=False).only("title").order_by("-last_at").first()


def _link(card: Card, row: Outline) -> Link:
    facts = row.story.facts
    return Link(
        card=card, before=row.before, names=tuple(row.tie.get("names", ())), terms=tuple(row.tie.get("terms", ())),
        new=facts[0]["text"] if facts else "",
    )  # fmt: skip


def views_of(rows: Iterable[Outline]) -> list[View]:
    """Outlines as the engine sees them."""
    return [from_plain(row.plain, id=row.story_id) for row in rows]
