"""Read: new and changed items -> articles with clean text, metadata and body state."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from octavo.apps.articles.actions import Reading, close_items, draft_key, postpone_items, store_drafts
from octavo.apps.articles.mapping import item_from_plain
from octavo.apps.articles.models import Item
from octavo.apps.articles.queries import articles_by_key, items_by_id
from octavo.apps.queue.actions import queue_step, set_aside
from octavo.apps.sources.actions import hold_host
from octavo.apps.sources.door import fetch_rules
from octavo.apps.sources.queries import host_name
from octavo.engine.errors import Busy, OutsideError
from octavo.engine.extraction import blocked_draft, choose_draft, draft_from_item, extract
from octavo.engine.fetching import Ask, fetch_many
from octavo.engine.neardup import find_agency
from octavo.engine.records import BodyState, Draft, FeedItem, Fetched
from octavo.engine.text.addresses import address_key
from octavo.engine.text.tokens import words
from octavo.pipeline.manners import ask_permission

ACCEPT = "text/html, application/xhtml+xml;q=0.9, */*;q=0.5"
NEXT_STEPS = ("match", "tag", "index")
FIRST_RETRY = timedelta(minutes=2)
LONGEST_RETRY = timedelta(hours=6)  # a host that asks for more is asked once more before its teaser stands
WHOLE = (BodyState.FULL, BodyState.LIVE, BodyState.GALLERY)
SHORT = 250  # words; a gate or a notice has fewer

log = logging.getLogger("octavo.pipeline")


@dataclass(slots=True)
class Task:
    """An item on its way to an article. `later` says when its page must be asked for again."""

    row: Item
    item: FeedItem
    answer: Fetched | OutsideError | None = None
    draft: Draft | None = None
    later: timedelta | None = None
    counted: bool = False  # the page was asked for and did not come
    needs_page: bool = True

    @property
    def link(self) -> str | None:
        """The page's address; some feeds give it as their id only."""
        return self.item.link or (self.item.guid if self.item.guid.startswith(("http://", "https://")) else None)

    @property
    def address(self) -> str:
        """Where the article is; an entry without a page has a name of its own."""
        return self.link or f"urn:entry:{self.row.feed_id}:{self.row.guid_key}"

    @property
    def has_draft(self) -> bool:
        """There is something to store."""
        return self.draft is not None and bool(self.draft.title or self.draft.blocks)

    @property
    def is_void(self) -> bool:
        """Neither feed nor page give a title or a text, and the page is not asked for again."""
        return self.later is None and not self.has_draft


def run(ids: Sequence[int], now: datetime) -> None:
    """Fetches the pages of items that we hold no article of, extracts, and stores articles with their next steps."""
    tasks = [Task(row=row, item=item_from_plain(row.payload)) for row in items_by_id(ids) if row.read_at is None]
    held, wanted = _part_held(tasks)
    _fetch([task for task in wanted if task.link and task.needs_page], now)
    wanted = [task for task in wanted if _extracted(task, now)]
    with transaction.atomic():
        close_items([*held, *((task.row, None) for task in wanted if task.is_void)], now=now)
        _hold_hosts(wanted, now)
        stored = store_drafts(merge_readings(_readings(wanted)), now=now)
        _ask_again([task for task in wanted if task.later is not None], now)
        for step in NEXT_STEPS:
            queue_step(step, stored.touched)


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


def _extracted(task: Task, now: datetime) -> bool:
    """Extracts a task; one whose page breaks us is set aside here, so that its batch need not be fetched again."""
    try:
        _extract(task, now)
    except Exception as error:  # a page may break any of the libraries that read it
        log.exception("reading set item %s aside: %s", task.row.pk, task.address)
        set_aside("read", task.row.pk, error, now=now)
        return False
    return True


def _extract(task: Task, now: datetime) -> None:
    """Fills in the draft, and when to ask again. A page that cannot be had leaves what the feed itself gives."""
    item, answer = task.item, task.answer
    if isinstance(answer, Fetched):
        page = extract(answer.body, answer.address, charset=_charset(answer), item=item, fetched_at=now)
        feed = draft_from_item(item, task.address) if item.content else None
        if _leads_elsewhere(task, page, answer):
            reason = f"The address leads to another page, {answer.address[:300]}."
            task.draft = feed or blocked_draft(task.address, item, reason)
        else:
            task.draft = choose_draft(page, feed)
    elif isinstance(answer, OutsideError):
        tries = task.row.tries + 1
        task.counted = answer.retry
        if answer.retry and tries < settings.OCTAVO["read_tries"]:
            asked = answer.wait if isinstance(answer, Busy) and answer.wait else timedelta(0)
            task.later = max(FIRST_RETRY * 4 ** (tries - 1), min(asked, LONGEST_RETRY))
        # What the feed gives stands meanwhile, so that the news is not late.
        task.draft = blocked_draft(task.address, item, answer.reason)
    elif task.later is None:
        task.draft = draft_from_item(item, task.address)


def _hold_hosts(tasks: Sequence[Task], now: datetime) -> None:
    """Tells all workers which hosts have asked for time."""
    waits: dict[str, timedelta] = {}
    for task in tasks:
        if isinstance(task.answer, Busy) and task.answer.wait:
            host = host_name(task.address)
            waits[host] = max(waits.get(host, timedelta(0)), task.answer.wait)
    for host in sorted(waits):
        hold_host(host, now + waits[host], now=now)


def _leads_elsewhere(task: Task, page: Draft, answer: Fetched) -> bool:
    """Whether a redirect has led to a consent gate, a home page or another article: one page for many entries."""
    keys = {address_key(answer.address), address_key(page.canonical or answer.address)}
    if address_key(task.address) in keys:
        return False
    if urlsplit(answer.address).path in ("", "/") or not page.body_state.readable:
        return True
    theirs = set(words(task.item.title))
    unlike = bool(theirs) and len(theirs & set(words(page.title))) < len(theirs) / 3
    return unlike and len(page.text.split()) < SHORT


def _charset(answer: Fetched) -> str | None:
    for part in answer.headers.get("content-type", "").split(";")[1:]:
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset":
            return value.strip(" \"'") or None
    return None


def _readings(tasks: Iterable[Task]) -> list[Reading]:
    return [
        Reading(
            draft=task.draft,
            publisher=task.row.feed.publisher,
            items=() if task.later is not None else (task.row,),
            agency=find_agency(task.draft.authors, task.draft.text),
        )
        for task in tasks
        if task.draft and task.has_draft
    ]


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
            draft=keep.draft, publisher=keep.publisher, agency=keep.agency, items=(*known.items, *reading.items)
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
