"""What it costs to ask a thousand feeds that have nothing new."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.feeds import thirty_items
from bench.harness.database import fresh_database, temporary_folder
from bench.harness.one_worker import Spent, see_queue_through
from bench.harness.records import Asked, Bench, Failed, Figure, Result, Target
from bench.harness.sample import FAR
from bench.harness.web import Web, playing
from octavo.edition.records import Answer
from octavo.edition.warc import write_warc

FEEDS = 1_000
SIX = Target(value=6, at_most=True)
ITEMS = 5  # of the thirty: what is kept of the first poll is not what is measured


def run(asked: Asked) -> Result:
    count = asked.cut(FEEDS) or FEEDS
    fresh_database()
    with playing(_thousand_hosts(count)) as web:
        environment = {**os.environ, "OCTAVO_FETCH_ROUTES": web.route}
        feeds = _follow(count)
        first = _poll(feeds, environment)
        _check_filled(count)
        again: list[Spent] = []
        shares: list[float] = []
        for _ in range(asked.passes):
            before = web.counts()
            again.append(_poll(feeds, environment))
            shares.append(_share_unchanged(web, before, count))
    measured: dict[str, Any] = {"count": count, "of": "feeds"}
    cpu: dict[str, Any] = {"unit": "ms of worker CPU a feed", "less_is_better": True, **measured}
    return Result(
        figures=[
            Figure(what="answered 304", values=shares, unit="% of requests", target=Target(value=100), **measured),
            Figure(what="nothing new", values=[1000 * spent.cpu / count for spent in again], target=SIX, **cpu),
            Figure(what="nothing new, wall", values=[spent.wall for spent in again], unit="s for all",
                   less_is_better=True, **measured),
            Figure(what=f"first poll, {ITEMS} items each", values=[1000 * first.cpu / count], **cpu),
        ],
        notes=["Each feed has a host of its own; plain HTTP on loopback: no TLS and no DNS is in the figures."],
    )  # fmt: skip


def _thousand_hosts(count: int) -> Path:
    folder = temporary_folder()
    now = datetime.now(UTC)
    write_warc(_answers(count), folder / "edition.warc.gz", now)
    write_warc([], folder / "revised.warc.gz", now)
    return folder


def _address(number: int) -> str:
    return f"http://feed{number:04}.example/feed.xml"


def _answers(count: int) -> Iterator[Answer]:
    head, *items = thirty_items().split(b"<item>")
    body = b"<item>".join([head, *items[:ITEMS]]) + b"</channel></rss>"
    for number in range(count):
        own = body.replace(b"harbour.example", f"feed{number:04}.example".encode())
        yield Answer(address=_address(number), body=own, media_type="application/rss+xml; charset=utf-8")


def _follow(count: int) -> list[int]:
    from octavo.apps.sources.models import Feed, Publisher

    now = datetime.now(UTC)
    publisher = Publisher.objects.create(
        slug="bench", name="Bench", host="bench.example", homepage="https://bench.example/"
    )
    feeds = Feed.objects.bulk_create(
        Feed(publisher=publisher, address=_address(number), added_at=now, next_poll_at=now + FAR)
        for number in range(count)
    )
    return [feed.pk for feed in feeds]


def _poll(feeds: list[int], environment: dict[str, str]) -> Spent:
    """One poll of every feed by one worker; the pages of new items are left unread."""
    from django.db import connection

    from octavo.apps.queue.actions import queue_step
    from octavo.apps.sources.models import Feed

    queue_step("poll", feeds)
    _hold_reading_back()
    spent = see_queue_through(environment)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    # A feed polled within the last minute would be passed over.
    Feed.objects.update(next_poll_at=datetime.now(UTC) + FAR, polled_at=None)
    return spent


def _hold_reading_back() -> None:
    """Lets jobs of `read` wait for ever: this bench measures polls."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            """
            CREATE OR REPLACE FUNCTION bench_hold() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN NEW.scheduled_at := now() + interval '10 years'; RETURN NEW; END $$;
            CREATE OR REPLACE TRIGGER bench_hold BEFORE INSERT ON procrastinate_jobs
                FOR EACH ROW WHEN (NEW.task_name = 'octavo.read') EXECUTE FUNCTION bench_hold();
            """
        )


def _check_filled(count: int) -> None:
    from octavo.apps.articles.models import Item
    from octavo.apps.sources.models import Feed

    well, items = Feed.objects.filter(succeeded_at__isnull=False).count(), Item.objects.count()
    if (well, items) != (count, count * ITEMS):
        raise Failed(f"The first poll reached {well} of {count} feeds and kept {items} of {count * ITEMS} items.")


def _share_unchanged(web: Web, before: dict[int, int], count: int) -> float:
    after = web.counts()
    given = {status: after[status] - before.get(status, 0) for status in after}
    if sum(given.values()) != count:
        raise Failed(f"{sum(given.values())} requests came for {count} feeds: {given}.")
    return 100 * given.get(304, 0) / count


BENCH = Bench(name="poll", about=f"polling {FEEDS:,} feeds that have nothing new, one worker", run=run)
