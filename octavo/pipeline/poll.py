"""Poll: feeds that are due -> new and changed items."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import transaction

from octavo.apps.articles.actions import store_items
from octavo.apps.queue.actions import queue_step
from octavo.apps.sources.actions import hold_host, keep_polls
from octavo.apps.sources.door import fetch_rules
from octavo.apps.sources.models import Feed
from octavo.apps.sources.queries import feeds_by_id, host_name
from octavo.engine.errors import Busy, OutsideError, Unreadable
from octavo.engine.fetching import Ask, fetch_many
from octavo.engine.judging import Health, items_per_week, judge_failure, max_age_of, next_poll
from octavo.engine.parsing import parse_feed
from octavo.engine.records import FeedDocument, Fetched

ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
LEAST_PAUSE = timedelta(minutes=1)
ADDRESS_LENGTH = 2000  # of a feed's address in the database


def run(ids: Sequence[int], now: datetime) -> None:
    """Asks each feed with the validators of last time; keeps items, validators and health in one transaction."""
    feeds = [feed for feed in feeds_by_id(ids) if not feed.retired_at and not _is_fresh(feed, now)]
    asks = [
        Ask(address=feed.address, etag=feed.etag or None, last_modified=feed.last_modified or None, accept=ACCEPT)
        for feed in feeds
    ]
    answers = fetch_many(asks, fetch_rules())
    read = [_understand(feed, answer) for feed, answer in zip(feeds, answers, strict=True)]
    dice = random.Random()
    with transaction.atomic():
        fresh: list[int] = []
        for feed, outcome in zip(feeds, read, strict=True):
            fresh += _keep(feed, outcome, now, dice)
        _keep_moves(feeds, read, now)
        keep_polls(feeds)
        _keep_holds(feeds, read, now)
        queue_step("read", fresh)


def _is_fresh(feed: Feed, now: datetime) -> bool:
    """Polled a moment ago: jobs for one feed pile up where no worker ran for a while."""
    return feed.polled_at is not None and abs(now - feed.polled_at) < LEAST_PAUSE


Outcome = Fetched | OutsideError | tuple[Fetched, FeedDocument]


def _understand(feed: Feed, answer: Fetched | OutsideError) -> Outcome:
    """An error, an unchanged answer, or an answer with the document in it."""
    if isinstance(answer, OutsideError) or answer.unchanged or _digest(answer.body) == feed.body_digest:
        return answer
    try:
        return answer, parse_feed(answer.body, media_type=answer.media_type, address=answer.address)
    except Unreadable as error:
        return error


def _keep(feed: Feed, outcome: Outcome, now: datetime, dice: random.Random) -> list[int]:
    """Writes an outcome into the feed's row (unsaved) and its items (saved). Returns the items to read."""
    feed.polled_at = now
    first = feed.succeeded_at is None
    if isinstance(outcome, OutsideError):
        _keep_failure(feed, outcome, now, dice)
        return []
    answer, document = outcome if isinstance(outcome, tuple) else (outcome, None)
    feed.failures, feed.error, feed.error_kind, feed.succeeded_at = 0, "", "", now
    _keep_validators(feed, answer)
    fresh: list[int] = []
    if document:
        _keep_facts(feed, document)
        fresh = store_items(feed, document.items, now=now, first=first)
        feed.weekly_items = items_per_week([item.published for item in document.items], now)
    _schedule(
        feed,
        now,
        dice,
        max_age=max_age_of(answer.headers),
        ttl=timedelta(minutes=document.ttl_minutes) if document and document.ttl_minutes else None,
        skip_hours=document.skip_hours if document else frozenset(),
    )
    return fresh


def _keep_failure(feed: Feed, error: OutsideError, now: datetime, dice: random.Random) -> None:
    trouble = judge_failure(error, feed.failures)
    feed.failures, feed.error, feed.error_kind = trouble.failures, error.reason[:500], error.kind
    if trouble.health is Health.GONE:
        feed.retired_at, feed.next_poll_at = now, None
        return
    _schedule(feed, now, dice, retry_after=trouble.wait)


def _keep_validators(feed: Feed, answer: Fetched) -> None:
    if answer.unchanged:
        return
    feed.etag = answer.headers.get("etag", "")[:500]
    feed.last_modified = answer.headers.get("last-modified", "")[:100]
    feed.body_digest = _digest(answer.body)


def _keep_facts(feed: Feed, document: FeedDocument) -> None:
    feed.kind = document.kind.value
    if not feed.title:
        feed.title = document.title[:300]


def _keep_moves(feeds: Sequence[Feed], outcomes: Sequence[Outcome], now: datetime) -> None:
    """Follows permanent redirects and feeds' own words, as far as no other feed of ours is there."""
    for feed, outcome in zip(feeds, outcomes, strict=True):
        if isinstance(outcome, OutsideError):
            continue
        answer, document = outcome if isinstance(outcome, tuple) else (outcome, None)
        if answer.moved_to:
            _keep_redirect(feed, answer.moved_to, feeds, now)
            continue
        word = document.moved_to if document else None
        if word and word != feed.moved_from and _feed_at(word, feeds) is None:  # not back and forth
            _move(feed, word)


def _keep_redirect(feed: Feed, target: str, feeds: Sequence[Feed], now: datetime) -> None:
    """Moves a feed, or retires it where another one that lives is there already."""
    twin = _feed_at(target, feeds)
    if twin is None:
        _move(feed, target)
    elif twin.pk != feed.pk and not twin.retired_at:
        feed.retired_at, feed.next_poll_at = now, None
        feed.error_kind, feed.error = "Moved", f"It moved to {target[:400]}, which is followed already."


def _feed_at(address: str, feeds: Sequence[Feed]) -> Feed | None:
    """The feed at an address, as this batch leaves it: its own changes are not in the database yet."""
    stored = Feed.objects.filter(address=address).first()
    current = next((feed for feed in feeds if feed.address == address or (stored and feed.pk == stored.pk)), None)
    return current or stored


def _move(feed: Feed, target: str) -> None:
    if not target.lower().startswith(("http://", "https://")) or len(target) > ADDRESS_LENGTH:
        return
    feed.moved_from, feed.address = feed.address, target
    feed.etag = feed.last_modified = feed.body_digest = ""  # they may be those of another file


def _keep_holds(feeds: Sequence[Feed], outcomes: Sequence[Outcome], now: datetime) -> None:
    """A host that asks for rest gets it from those who read its pages, too."""
    waits = {
        host_name(feed.address): outcome.wait
        for feed, outcome in zip(feeds, outcomes, strict=True)
        if isinstance(outcome, Busy) and outcome.wait
    }
    for host in sorted(waits):
        hold_host(host, now + waits[host], now=now)


def _schedule(feed: Feed, now: datetime, dice: random.Random, **asked: Any) -> None:
    """`asked` is what feed and server ask for: ttl, max_age, retry_after, skip_hours."""
    feed.next_poll_at = next_poll(
        now=now,
        dice=dice,
        per_week=feed.weekly_items,
        failures=feed.failures,
        least=timedelta(seconds=settings.OCTAVO["poll_min"]),
        most=timedelta(seconds=settings.OCTAVO["poll_max"]),
        **asked,
    )
    feed.interval_seconds = int((feed.next_poll_at - now).total_seconds())


def _digest(body: bytes) -> str:
    return sha256(body).hexdigest()[:32]
