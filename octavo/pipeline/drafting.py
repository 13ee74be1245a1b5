"""Drafts of the items on their way to articles: of the page that came, or of what the feed gives."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings

from octavo.apps.articles.models import Item
from octavo.apps.queue.actions import set_aside
from octavo.engine.errors import Busy, ExtractionError, OutsideError
from octavo.engine.extraction import blocked_draft, choose_draft, draft_from_item
from octavo.engine.extraction.site import Examined, Site
from octavo.engine.records import Draft, FeedItem, Fetched
from octavo.engine.text.addresses import address_key
from octavo.engine.text.tokens import words
from octavo.pipeline.extracting import PageJob, extract_pages

FIRST_RETRY = timedelta(minutes=2)
LONGEST_RETRY = timedelta(hours=6)  # a host that asks for more is asked once more before its teaser stands
SHORT = 250  # words; a gate or a notice has fewer

log = logging.getLogger("octavo.pipeline")


@dataclass(slots=True)
class Task:
    """An item on its way to an article. `later` says when its page must be asked for again."""

    row: Item
    item: FeedItem
    answer: Fetched | OutsideError | None = None
    draft: Draft | None = None
    examined: Examined | None = None  # of a page that is this article's
    later: timedelta | None = None
    counted: bool = False  # the page was asked for and did not come
    aside: bool = False  # the page came and broke its reader
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
        return self.later is None and not self.aside and not self.has_draft


def read_pages(tasks: Sequence[Task], sites: Mapping[int, Site], now: datetime) -> None:
    """What stands on the pages that came. One that breaks its reader is set aside, so that its batch goes on."""
    jobs = [
        PageJob(
            body=answer.body, address=answer.address, charset=charset_of(answer), item=task.item, fetched_at=now,
            site=sites[task.row.feed.publisher_id],
        )
        for task in tasks if isinstance(answer := task.answer, Fetched)
    ]  # fmt: skip
    for task, found in zip(tasks, extract_pages(jobs), strict=True):
        if isinstance(found, ExtractionError):
            log.error("reading set item %s aside: %s", task.row.pk, found)
            set_aside("read", task.row.pk, found, now=now)
            task.answer, task.aside = found, True
        else:
            task.examined = found


def drafted(task: Task, now: datetime) -> bool:
    """Drafts a task; one that breaks us is set aside here, so that its batch need not be fetched again."""
    try:
        _draft(task)
    except Exception as error:  # a feed's markup may break any of the libraries that read it
        log.exception("reading set item %s aside: %s", task.row.pk, task.address)
        set_aside("read", task.row.pk, error, now=now)
        return False
    return True


def _draft(task: Task) -> None:
    """Fills in the draft, and when to ask again. A page that cannot be had leaves what the feed itself gives."""
    item, answer = task.item, task.answer
    if isinstance(answer, Fetched) and task.examined is not None:
        page = task.examined.draft
        feed = draft_from_item(item, task.address) if item.content else None
        if _leads_elsewhere(task, page, answer):
            reason = f"The address leads to another page, {answer.address[:300]}."
            task.draft, task.examined = feed or blocked_draft(task.address, item, reason), None
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


def charset_of(answer: Fetched) -> str | None:
    for part in answer.headers.get("content-type", "").split(";")[1:]:
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset":
            return value.strip(" \"'") or None
    return None
