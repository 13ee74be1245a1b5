"""Which feeds there are, how they are, and what their hosts allow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Q, QuerySet

from octavo.apps.sources.models import Edition, Feed, Host, Publisher
from octavo.engine.records import FeedLink
from octavo.engine.text.addresses import host_of

ROBOTS_KEPT = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedCounts:
    """How many feeds are in which health."""

    total: int
    well: int
    failing: int
    unchecked: int
    retired: int


def feeds_by_id(ids: Iterable[int]) -> list[Feed]:
    return list(Feed.objects.filter(pk__in=list(ids)).select_related("publisher"))


def scheme_twins(address: str) -> tuple[str, str]:
    """An address by http and by https: one feed, whichever of them is followed."""
    scheme, mark, rest = address.partition("://")
    if mark and scheme.lower() in ("http", "https"):
        return f"http://{rest}", f"https://{rest}"
    return address, address


def feed_at(address: str) -> Feed | None:
    """The feed that is followed, or was until it was retired, at this address or its twin."""
    rows = Feed.objects.filter(address__in=scheme_twins(address)).order_by(F("retired_at").desc(nulls_first=True), "pk")
    return rows.first()


def feeds_of(publisher: Publisher) -> list[Feed]:
    return list(publisher.feeds.order_by("section", "address"))


def all_feeds(*, words: str = "", health: str = "") -> QuerySet[Feed]:
    """Feeds for the page of sources, filtered by words in their names and by health."""
    found = Feed.objects.select_related("publisher").order_by("publisher__name", "section", "address")
    if words:
        found = found.filter(
            Q(title__icontains=words) | Q(publisher__name__icontains=words) | Q(address__icontains=words)
        )
    conditions = {
        "retired": Q(retired_at__isnull=False),
        "failing": Q(retired_at__isnull=True, failures__gt=0),
        "unchecked": Q(retired_at__isnull=True, failures=0, succeeded_at__isnull=True),
        "well": Q(retired_at__isnull=True, failures=0, succeeded_at__isnull=False),
    }
    return found.filter(conditions[health]) if health in conditions else found


def count_feeds() -> FeedCounts:
    alive = Q(retired_at__isnull=True)
    return FeedCounts(
        **Feed.objects.aggregate(
            total=Count("pk"),
            well=Count("pk", filter=alive & Q(failures=0, succeeded_at__isnull=False)),
            failing=Count("pk", filter=alive & Q(failures__gt=0)),
            unchecked=Count("pk", filter=alive & Q(failures=0, succeeded_at__isnull=True)),
            retired=Count("pk", filter=~alive),
        )
    )


def any_poll_succeeded() -> bool:
    return Feed.objects.filter(succeeded_at__isnull=False).exists()


def publisher_by_slug(slug: str) -> Publisher | None:
    return Publisher.objects.filter(slug=slug).first()


def country_names() -> list[str]:
    """The names of the countries that publishers are from. One query."""
    return list(
        Publisher.objects.exclude(country_name="")
        .order_by("country_name")
        .values_list("country_name", flat=True)
        .distinct()
    )


def robots_of(hosts: Iterable[str], *, now: datetime) -> dict[str, str]:
    """The robots.txt of hosts that was read within a day; hosts without one that is fresh are missing."""
    rows = Host.objects.filter(name__in=list(hosts), robots_at__gt=now - ROBOTS_KEPT)
    return {host.name: host.robots for host in rows}


def feed_links() -> list[FeedLink]:
    """Every feed that is not retired, for OPML."""
    rows = Feed.objects.filter(retired_at__isnull=True).select_related("publisher").order_by("folder", "address")
    return [
        FeedLink(
            address=feed.address,
            title=feed.title or feed.publisher.name,
            homepage=feed.publisher.homepage or None,
            folder=tuple(part for part in feed.folder.split(" / ") if part),
        )
        for feed in rows
    ]


def edition(name: str) -> Edition | None:
    return Edition.objects.filter(name=name).first()


def host_name(address: str) -> str:
    """The name under which a host's pace is kept."""
    return host_of(address).removeprefix("www.")
