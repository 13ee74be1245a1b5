"""Adding feeds, asking for their polls, keeping what polls found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from octavo.apps.queue.actions import queue_step
from octavo.apps.sources.actions.publishers import publisher_for, publisher_from
from octavo.apps.sources.models import Edition, Feed
from octavo.apps.sources.queries import feed_at, scheme_twins
from octavo.catalogue.load import CataloguePublisher

CLAIM = timedelta(minutes=10)  # out of other schedulers' reach; a crash costs this much, not a loop

POLL_FIELDS = (
    "title",
    "kind",
    "address",
    "etag",
    "last_modified",
    "body_digest",
    "next_poll_at",
    "interval_seconds",
    "weekly_items",
    "polled_at",
    "succeeded_at",
    "failures",
    "error_kind",
    "error",
    "retired_at",
    "moved_from",
)


def load_edition(name: str, publishers: Sequence[CataloguePublisher], *, now: datetime, reason: str = "") -> list[int]:
    """Adds a bundled set of sources, once. Returns the ids of its feeds that are new."""
    with transaction.atomic():
        before = {address for pair in Feed.objects.values_list("address", "moved_from") for address in pair}
        feeds = [
            Feed(
                publisher=publisher_from(source),
                address=feed.address,
                title=feed.title,
                section=feed.section or "",
                folder=source.country_name,
                added_at=now,
                next_poll_at=now,
            )
            for source in publishers
            for feed in source.feeds
            if before.isdisjoint(scheme_twins(feed.address))
        ]
        Feed.objects.bulk_create(feeds, ignore_conflicts=True)
        Edition.objects.update_or_create(name=name, defaults={"loaded_at": now, "reason": reason})
        return list(Feed.objects.filter(address__in=[feed.address for feed in feeds]).values_list("pk", flat=True))


def add_feed(
    address: str, *, now: datetime, title: str = "", homepage: str = "", folder: Iterable[str] = (), language: str = ""
) -> tuple[Feed, bool]:
    """Adds a feed and asks for its first poll. Returns it, and whether it is new.

    http and https of one address are one feed. A feed that was retired is followed again.
    """
    with transaction.atomic():
        known = feed_at(address)
        if known:
            if known.retired_at:
                retry_feed(known, now=now)
                known.refresh_from_db()
            return known, False
        feed, created = Feed.objects.get_or_create(
            address=address,
            defaults={
                "publisher": publisher_for(address, name=title, homepage=homepage, language=language),
                "title": title[:300],
                "folder": " / ".join(folder)[:300],
                "added_at": now,
                "next_poll_at": now + CLAIM,
            },
        )
        if created:
            queue_step("poll", [feed.pk])
        return feed, created


def retry_feed(feed: Feed, *, now: datetime) -> None:
    """Asks for a poll now, also of a retired feed, and of one that was polled a moment ago."""
    with transaction.atomic():
        Feed.objects.filter(pk=feed.pk).update(retired_at=None, polled_at=None, next_poll_at=now + CLAIM)
        queue_step("poll", [feed.pk])


def remove_feed(feed: Feed) -> None:
    """Stops following a feed; its articles stay."""
    feed.delete()


def claim_due_feeds(*, now: datetime, limit: int = 512) -> int:
    """Queues polls for the feeds that are due, each once however many ask. Returns how many."""
    with transaction.atomic():
        due = list(
            Feed.objects.select_for_update(skip_locked=True)
            .filter(next_poll_at__lte=now)
            .order_by("next_poll_at")
            .values_list("pk", flat=True)[:limit]
        )
        Feed.objects.filter(pk__in=due).update(next_poll_at=now + CLAIM)
        queue_step("poll", due)
    return len(due)


def keep_polls(feeds: Sequence[Feed]) -> None:
    """Writes what polls found out about feeds; in the caller's transaction, together with their items."""
    Feed.objects.bulk_update(feeds, POLL_FIELDS)
