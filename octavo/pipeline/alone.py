"""Steps on their own: drafts in, stories, copies and related articles out, in the order given."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from octavo.apps.articles.actions import Reading, draft_key, store_drafts
from octavo.apps.articles.queries import article_with_text, originals_of
from octavo.apps.assist.related import surroundings_of
from octavo.apps.queue.actions import BATCH
from octavo.apps.sources.actions import publisher_for
from octavo.apps.stories.queries import stories_of
from octavo.engine.neardup import find_agency
from octavo.engine.ranking import Related
from octavo.engine.records import Draft
from octavo.pipeline import match, place, tag


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """The story an article came to, and the index of the article whose text it carries."""

    story: int | None
    copy_of: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedTo:
    """An article of a list of related ones: its index, and why it is there."""

    place: int
    why: Related


def place_alone(drafts: Sequence[Draft], sources: Sequence[tuple[str, str]], *, now: datetime) -> list[Placed]:
    """Runs the true steps over drafts whose addresses all differ; `sources` gives each one's address and publisher.

    Nothing is queued for later: call it on a scratch database.
    """
    ids = store_alone(drafts, sources, now=now)
    stories, copies = stories_of(ids), originals_of(ids)
    places = {pk: number for number, pk in enumerate(ids)}
    return [
        Placed(story=stories.get(pk), copy_of=places[copies[pk].original_id] if pk in copies else None) for pk in ids
    ]


def relate_alone(
    drafts: Sequence[Draft], sources: Sequence[tuple[str, str]], *, now: datetime
) -> Iterator[list[RelatedTo]]:
    """The same with the topics of each article; then what is related to each of them, the best first."""
    ids = store_alone(drafts, sources, now=now, steps=(match.run, place.run, tag.run))
    places = {pk: number for number, pk in enumerate(ids)}
    for pk in ids:
        held = article_with_text(pk)
        found = surroundings_of(held.article).related if held else ()
        yield [RelatedTo(place=places[one.article.pk], why=one.why) for one in found]


def store_alone(
    drafts: Sequence[Draft],
    sources: Sequence[tuple[str, str]],
    *,
    now: datetime,
    steps: Sequence[Callable[[Sequence[int], datetime], None]] = (match.run, place.run),
) -> list[int]:
    """Stores drafts batch by batch and runs the steps over each batch; the articles' ids, in order."""
    ids: list[int] = []
    for start in range(0, len(drafts), BATCH):
        part = slice(start, start + BATCH)
        readings = [
            Reading(
                draft=draft, publisher=publisher_for(address, name=name), agency=find_agency(draft.authors, draft.text)
            )
            for draft, (address, name) in zip(drafts[part], sources[part], strict=True)
        ]
        with transaction.atomic():
            stored = store_drafts(readings, now=now)
        batch = [stored.at_key[draft_key(reading.draft)].pk for reading in readings]
        for step in steps:
            step(batch, now)
        ids += batch
    return ids
