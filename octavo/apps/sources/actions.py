"""Adding feeds, keeping what polls found, sharing hosts between workers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from django.db import connection, transaction

from octavo.apps.queue.actions import queue_step
from octavo.apps.sources.door import is_played
from octavo.apps.sources.models import Edition, Feed, Host, Publisher
from octavo.catalogue.load import CataloguePublisher
from octavo.engine.text.addresses import host_of, slugify

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
                publisher=_publisher_from(source),
                address=feed.address,
                title=feed.title,
                section=feed.section or "",
                folder=source.country_name,
                added_at=now,
                next_poll_at=now,
            )
            for source in publishers
            for feed in source.feeds
            if feed.address not in before
        ]
        Feed.objects.bulk_create(feeds, ignore_conflicts=True)
        Edition.objects.update_or_create(name=name, defaults={"loaded_at": now, "reason": reason})
        return list(Feed.objects.filter(address__in=[feed.address for feed in feeds]).values_list("pk", flat=True))


def _publisher_from(source: CataloguePublisher) -> Publisher:
    publisher, _ = Publisher.objects.get_or_create(
        slug=source.slug,
        defaults={
            "name": source.name,
            "homepage": source.homepage,
            "host": host_of(source.homepage).removeprefix("www."),
            "language": source.language,
            "country": source.country or "",
            "country_name": source.country_name,
        },
    )
    return publisher


def publisher_for(address: str, *, name: str = "", homepage: str = "", language: str = "") -> Publisher:
    """The publisher of an address, made when it is the first one seen of its host."""
    host = host_of(homepage or address).removeprefix("www.") or "unknown"
    known = Publisher.objects.filter(host=host).first()
    if known:
        return known
    slug = slugify(name) or slugify(host.replace(".", "-"))
    if Publisher.objects.filter(slug=slug).exists():
        slug = slugify(host.replace(".", "-"))
    publisher, _ = Publisher.objects.get_or_create(
        slug=slug,
        defaults={
            "name": (name or host)[:200],
            "homepage": homepage or f"https://{host}/",
            "host": host,
            "language": language,
        },
    )
    return publisher


def add_feed(
    address: str, *, now: datetime, title: str = "", homepage: str = "", folder: Iterable[str] = (), language: str = ""
) -> tuple[Feed, bool]:
    """Adds a feed and asks for its first poll. Returns it, and whether it is new."""
    with transaction.atomic():
        publisher = publisher_for(address, name=title, homepage=homepage, language=language)
        feed, created = Feed.objects.get_or_create(
            address=address,
            defaults={
                "publisher": publisher,
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
    """Asks for a poll now, also of a retired feed."""
    with transaction.atomic():
        Feed.objects.filter(pk=feed.pk).update(retired_at=None, next_poll_at=now + CLAIM)
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


def keep_robots(robots: Mapping[str, str], *, now: datetime) -> None:
    """Keeps the robots.txt of hosts; empty text where there is none."""
    Host.objects.bulk_create(
        [Host(name=name, robots=text.replace("\x00", "")[:500_000], robots_at=now) for name, text in robots.items()],
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["robots", "robots_at"],
    )


def reserve_hosts(asks: Sequence[str], gaps: Mapping[str, float], *, now: datetime) -> list[timedelta]:
    """Reserves a moment for each request, so that all workers together keep each host's pace.

    `asks` names the host of each request; `gaps` the seconds of rest a host gets. Returns how long each has to wait.
    """
    counts: dict[str, int] = {}
    for host in asks:
        if not is_played(host):
            counts[host] = counts.get(host, 0) + 1
    starts: dict[str, datetime] = {}
    with connection.cursor() as cursor:
        for host in sorted(counts):  # in one order, so that two workers cannot wait for each other
            span = timedelta(seconds=gaps[host] * counts[host])
            cursor.execute(
                """
                INSERT INTO sources_host (name, next_at, robots) VALUES (%s, %s, '')
                ON CONFLICT (name) DO UPDATE SET
                    next_at = greatest(sources_host.next_at, %s) + make_interval(secs => %s)
                RETURNING next_at
                """,
                [host, now + span, now, span.total_seconds()],
            )
            starts[host] = cursor.fetchone()[0] - span
    waits = []
    for host in asks:
        waits.append(max(starts[host] - now, timedelta(0)) if host in starts else timedelta(0))
        if host in starts:
            starts[host] += timedelta(seconds=gaps[host])
    return waits
