"""Read: new and changed items -> articles with clean text, metadata and body state."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from octavo.apps.articles.actions import Reading, Stored, close_items, draft_key, postpone_items, store_drafts
from octavo.apps.articles.mapping import item_from_plain
from octavo.apps.articles.models import Item
from octavo.apps.articles.queries import articles_by_key, items_by_id
from octavo.apps.articles.repair.actions import ReadPage
from octavo.apps.queue.actions import queue_step
from octavo.apps.sources.actions import hold_host
from octavo.apps.sources.door import fetch_rules
from octavo.apps.sources.queries import host_name
from octavo.apps.sources.site_text import sites_of
from octavo.engine.errors import Busy
from octavo.engine.fetching import Ask, fetch_many
from octavo.engine.neardup import find_agency
from octavo.engine.records import BodyState, Draft, Fetched
from octavo.engine.text.addresses import address_key
from octavo.pipeline.drafting import Task, charset_of, drafted, read_pages
from octavo.pipeline.learning import keep_learned
from octavo.pipeline.manners import ask_permission

ACCEPT = "text/html, application/xhtml+xml;q=0.9, */*;q=0.5"
NEXT_STEPS = ("match", "tag", "index")
WHOLE = (BodyState.FULL, BodyState.LIVE, BodyState.GALLERY)

log = logging.getLogger("octavo.pipeline")


def run(ids: Sequence[int], now: datetime) -> None:
    """Fetches the pages of items that we hold no article of, extracts, and stores articles with their next steps."""
    tasks = [Task(row=row, item=item_from_plain(row.payload)) for row in items_by_id(ids) if row.read_at is None]
    held, wanted = _part_held(tasks)
    _fetch([task for task in wanted if task.link and task.needs_page], now)
    sites = sites_of(task.row.feed.publisher_id for task in wanted)
    read_pages([task for task in wanted if isinstance(task.answer, Fetched)], sites, now)
    wanted = [task for task in wanted if drafted(task, now)]
    with transaction.atomic():
        close_items([*held, *((task.row, None) for task in wanted if task.is_void)], now=now)
        _hold_hosts(wanted, now)
        stored = store_drafts(merge_readings(_readings(wanted)), now=now)
        _ask_again([task for task in wanted if task.later is not None], now)
        postpone_items([(task.row, now, True) for task in wanted if task.aside])  # asked for once more when tried again
        queue_next(stored)
        keep_learned(_read_pages(wanted, stored), now)


def queue_next(stored: Stored) -> None:
    """Asks for what follows when articles were stored. Within their transaction."""
    for step in NEXT_STEPS:
        queue_step(step, stored.touched)
    queue_step("revalidate", stored.changed)


def _part_held(tasks: Sequence[Task]) -> tuple[list[tuple[Item, int | None]], list[Task]]:
    """Items whose article came by another feed are linked to it; no page is fetched a second time."""
    keys = {id(task): address_key(task.address) for task in tasks}
    articles = articles_by_key(keys.values())
    held: list[tuple[Item, int | None]] = []
    wanted: list[Task] = []
    for task in tasks:
        article = articles.get(keys[id(task)])
        is_news = article is None or task.row.article_id is not None or task.row.tries > 0
        if article and not is_news and (article.body_state in WHOLE or not task.item.content):
            held.append((task.row, article.pk))
            continue
        # Of an article whose page we could not have, another feed may hold the text.
        task.needs_page = is_news
        wanted.append(task)
    return held, wanted


def _fetch(tasks: Sequence[Task], now: datetime) -> None:
    permissions = ask_permission([task.address for task in tasks], now)
    asked: list[Task] = []
    asks: list[Ask] = []
    for task, permission in zip(tasks, permissions, strict=True):
        if permission.refused:
            task.answer = permission.refused
        elif permission.later:
            task.later = permission.wait
        else:
            asked.append(task)
            asks.append(Ask(address=task.address, accept=ACCEPT, delay=permission.wait.total_seconds()))
    for task, answer in zip(asked, fetch_many(asks, fetch_rules()), strict=True):
        task.answer = answer


def _hold_hosts(tasks: Sequence[Task], now: datetime) -> None:
    """Tells all workers which hosts have asked for time."""
    waits: dict[str, timedelta] = {}
    for task in tasks:
        if isinstance(task.answer, Busy) and task.answer.wait:
            host = host_name(task.address)
            waits[host] = max(waits.get(host, timedelta(0)), task.answer.wait)
    for host in sorted(waits):
        hold_host(host, now + waits[host], now=now)


def _readings(tasks: Iterable[Task]) -> list[Reading]:
    return [
        Reading(
            draft=task.draft,
            publisher=task.row.feed.publisher,
            items=() if task.later is not None or task.aside else (task.row,),
            agency=find_agency(task.draft.authors, task.draft.text),
        )
        for task in tasks
        if task.draft and task.has_draft
    ]


def _read_pages(tasks: Sequence[Task], stored: Stored) -> list[ReadPage]:
    """The pages that came, in order of first sight, with the articles made of them."""
    pages = []
    for task in tasks:
        if task.examined is None or task.draft is None or not isinstance(task.answer, Fetched):
            continue
        article = stored.at_key.get(draft_key(task.draft)) if task.has_draft else None
        pages.append(
            ReadPage(
                publisher_id=task.row.feed.publisher_id,
                address=task.address,
                answered=task.answer.address,
                charset=charset_of(task.answer),
                body=task.answer.body,
                item=task.row.payload,
                examined=task.examined,
                draft=task.draft,
                article_id=article.pk if article else None,
            )
        )
    return pages


def merge_readings(readings: Iterable[Reading]) -> list[Reading]:
    """One reading an article: of twins (AMP, trackers) the one with more of the text stands, for all their items."""
    best: dict[str, Reading] = {}
    for reading in readings:
        key = draft_key(reading.draft)
        known = best.get(key)
        if known is None:
            best[key] = reading
            continue
        keep = reading if _fullness(reading.draft) > _fullness(known.draft) else known
        best[key] = Reading(
            draft=keep.draft,
            publisher=keep.publisher,
            agency=keep.agency,
            items=(*known.items, *reading.items),
            sure=keep.sure,
        )
    return list(best.values())


def _fullness(draft: Draft) -> tuple[bool, int]:
    return draft.body_state in WHOLE, len(draft.text)


def _ask_again(tasks: Sequence[Task], now: datetime) -> None:
    """Queues the pages that must be asked for again, together where they wait for the same moment."""
    postpone_items([(task.row, now + (task.later or timedelta(0)), task.counted) for task in tasks])
    moments: dict[int, list[int]] = {}
    for task in tasks:
        assert task.later is not None
        moments.setdefault(int(task.later.total_seconds() // 10) + 1, []).append(task.row.pk)
    for tens, rows in moments.items():
        queue_step("read", rows, at=now + timedelta(seconds=10 * tens))
