"""Keeping pages, a bounded number of each publisher, and asking that they are read again."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import connection, transaction

from octavo.apps.articles.mapping import clean
from octavo.apps.articles.models import KeptPage
from octavo.apps.articles.repair.judging import doubt_of
from octavo.apps.queue.actions import queue_step
from octavo.apps.sources.models import Publisher
from octavo.engine.extraction.site import Examined
from octavo.engine.records import BodyState, Draft

LARGEST = 3_000_000  # bytes; a larger page is not kept: it must be read again while the keeper waits
LEVEL = 3  # of compression: half the time of the usual one for a tenth more bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPage:
    """A page that was read, with what came of it. `draft` is what the reader sees."""

    publisher_id: int
    address: str  # asked for
    answered: str
    charset: str | None
    body: bytes
    item: Mapping[str, Any]
    examined: Examined
    draft: Draft
    article_id: int | None

    @property
    def doubt(self) -> str:
        return doubt_of(self.examined, self.draft)


def keep_pages(pages: Sequence[ReadPage], *, now: datetime, most: int) -> None:
    """Keeps the last `most` pages of each publisher, and of those that look wrong the last half as many besides.

    A page takes the place of its former state, unless it was readable then and is no longer: a challenge served
    today does not take away the page that our text came from. Call with the publishers' sites locked.
    """
    if not most:
        return
    rows = {row.key: row for row in (_row(page, now) for page in pages if len(page.body) <= LARGEST)}
    held = dict(KeptPage.objects.filter(key__in=list(rows)).values_list("key", "body_state"))
    fresh = [row for key, row in rows.items() if not _was_better(held.get(key), row.body_state)]
    KeptPage.objects.bulk_create(
        fresh, update_conflicts=True, unique_fields=["key"], update_fields=[*_COLUMNS, *_OUTCOME]
    )
    _forget({page.publisher_id for page in pages}, most)


_COLUMNS = ["publisher", "article", "address", "answered", "fetched_at", "charset", "item", "body"]
_OUTCOME = ["title", "score", "body_state", "body_reason", "doubt", "digest"]


def _row(page: ReadPage, now: datetime) -> KeptPage:
    row = KeptPage(
        publisher_id=page.publisher_id,
        article_id=page.article_id,
        key=sha256(page.address.encode("utf-8", "replace")).hexdigest()[:32],
        address=clean(page.address)[:2000],
        answered=clean(page.answered)[:2000],
        fetched_at=now,
        charset=clean(page.charset or "")[:80],
        item=page.item,
        body=zlib.compress(page.body, LEVEL),
    )
    fill_outcome(row, page.examined, page.draft)
    return row


def fill_outcome(row: KeptPage, examined: Examined, draft: Draft) -> None:
    """What came of reading the page, into its row."""
    row.title = clean(draft.title)[:1000]
    row.score = examined.score
    row.body_state = draft.body_state.value
    row.body_reason = clean(draft.body_reason)[:500]
    row.doubt = doubt_of(examined, draft)
    row.digest = draft.digest


def keep_outcomes(rows: Sequence[KeptPage]) -> None:
    """Writes what came of reading pages again. Call with the publishers' sites locked."""
    KeptPage.objects.bulk_update(rows, _OUTCOME)


def _was_better(held: str | None, state: str) -> bool:
    return held is not None and BodyState(held).readable and not BodyState(state).readable


def _forget(publishers: set[int], most: int) -> None:
    """One query however many publishers."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            DELETE FROM articles_keptpage WHERE id IN (
                SELECT id FROM (
                    SELECT id, doubt,
                           row_number() OVER (PARTITION BY publisher_id ORDER BY fetched_at DESC, id DESC) AS place,
                           row_number() OVER (PARTITION BY publisher_id, doubt <> ''
                                              ORDER BY fetched_at DESC, id DESC) AS place_of_kind
                    FROM articles_keptpage WHERE publisher_id = ANY(%s)) ranked
                WHERE place > %s AND (doubt = '' OR place_of_kind > %s))
            """,
            [sorted(publishers), most, most // 2],
        )


def reextract(publisher: Publisher) -> int:
    """Asks that every kept page of a publisher is read again. Returns how many."""
    with transaction.atomic():
        ids = list(KeptPage.objects.filter(publisher=publisher).order_by("pk").values_list("pk", flat=True))
        queue_step("repair", ids)
    return len(ids)
