"""Ingest: pages and texts given by hand go through `read`'s work, or past it, and onward along the line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from django.db import DataError, IntegrityError, transaction

from octavo.apps.articles.actions import Reading, store_drafts
from octavo.apps.queue.actions import BATCH
from octavo.apps.sources.actions import publisher_for
from octavo.engine.neardup import find_agency
from octavo.engine.records import Draft
from octavo.pipeline.read import merge_readings, queue_next


@dataclass(slots=True)
class Summary:
    """What became of what was given: drafts by body state, articles new and changed, failures by reason."""

    drafts: int = 0
    states: Counter[str] = field(default_factory=Counter)
    new: int = 0
    changed: int = 0
    failures: Counter[str] = field(default_factory=Counter)


def ingest_drafts(drafts: Iterable[Draft], summary: Summary, *, now: datetime) -> Iterator[int]:
    """Stores drafts in batches and queues their next steps. Yields after each batch how many drafts it held."""
    source = iter(drafts)
    while batch := list(islice(source, BATCH)):
        summary.drafts += len(batch)
        summary.states.update(draft.body_state.value for draft in batch)
        _ingest_batch(batch, summary, now)
        yield len(batch)


def _ingest_batch(batch: list[Draft], summary: Summary, now: datetime) -> None:
    """Stores a batch; one that the database refuses is stored one by one, so that only the culprit is left out."""
    try:
        with transaction.atomic():
            stored = store_drafts(merge_readings(map(_reading, batch)), now=now)
            queue_next(stored)
    except (DataError, IntegrityError, ValueError) as error:
        if len(batch) == 1:
            summary.failures[f"{type(error).__name__}: {batch[0].address}: {error}"] += 1
            return
        for draft in batch:
            _ingest_batch([draft], summary, now)
        return
    summary.new += len(stored.new)
    summary.changed += len(stored.changed)


def _reading(draft: Draft) -> Reading:
    address = draft.canonical or draft.address
    publisher = publisher_for(address, name=draft.publisher or "", language=draft.language or "")
    return Reading(draft=draft, publisher=publisher, agency=find_agency(draft.authors, draft.text))
