"""A figure altered upstream: within one poll what rests on it is flagged and written anew, and the page says so."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from fakes import FakeWeb
from line import drain

from octavo.apps.articles.models import Article
from octavo.apps.assist.actions import composition_of
from octavo.apps.assist.asked import ask_for
from octavo.apps.assist.models import Composition
from octavo.apps.queue.actions import queue_step
from octavo.apps.sources.actions import publisher_for
from octavo.apps.sources.models import Feed

pytestmark = pytest.mark.django_db

NOW = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=3)
FEED = "http://ledger.example/feed"
TEXT = (
    "The dam of Orrin gave way on Friday and killed {dead} people in the town of Kelmarrow, the county said. "
    "The water board had measured 34 millimetres of seepage in the spring of last year. "
    "Nobody at the ministry answered the letter of the engineer before the summer, he said on Monday. "
    "An inquiry led by a judge of the high court begins in the new year and will hear forty witnesses."
)


def entry(number: int, dead: int) -> str:
    return (
        f"<item><guid>http://ledger.example/{number}</guid><link>http://ledger.example/{number}</link>"
        f"<title>Report {number} on the dam of Orrin</title>"
        f"<pubDate>{NOW:%a, %d %b %Y %H:%M:%S} GMT</pubDate></item>"
    )


def serve(web: FakeWeb, *dead: int, changed: str = "") -> None:
    rss = "".join(entry(number, count).replace("<title>", f"<title>{changed}") for number, count in enumerate(dead, 1))
    web.feed(FEED, f'<rss version="2.0"><channel><title>The Ledger</title>{rss}</channel></rss>')
    for number, count in enumerate(dead, 1):
        body = "".join(f"<p>{sentence}.</p>" for sentence in TEXT.format(dead=count).rstrip(".").split(". "))
        web.page(
            f"http://ledger.example/{number}",
            f"<!doctype html><html lang=en><head><title>Report {number} on the dam of Orrin</title></head><body>"
            f"<article><h1>{changed}Report {number} on the dam of Orrin</h1>{body}</article></body></html>",
        )


def poll(feed: Feed, now: datetime) -> list[str]:
    queue_step("poll", [feed.pk])
    return drain(now)


def key_points(article: Article, now: datetime) -> Composition:
    found = composition_of(ask_for("key_points", article=article.pk), now=now)
    assert found is not None
    return found


def test_within_one_poll(web: FakeWeb, client: Client) -> None:
    feed = Feed.objects.create(
        publisher=publisher_for("http://ledger.example/", name="The Ledger"), address=FEED, added_at=NOW,
        next_poll_at=NOW,
    )  # fmt: skip
    serve(web, 21, 14)
    poll(feed, NOW)
    first, second = Article.objects.order_by("address")
    kept, bystander = key_points(first, NOW), key_points(second, NOW)
    assert "killed 21 people" in str(kept.parts)
    serve(web, 23, 14, changed="Update: ")
    Feed.objects.update(etag="", last_modified="")
    later = NOW + timedelta(hours=1)
    done = poll(feed, later)
    assert "revalidate" in done
    assert "compose" in done
    kept.refresh_from_db()
    bystander.refresh_from_db()
    assert (kept.stale_at, bystander.stale_at) == (later, None)
    assert Composition.objects.get(replaces=kept).stale_at is None
    page = client.get(f"/article/{first.pk}/assist/key_points/").content.decode()
    assert "Written anew:" in page
    assert "<del>21</del><ins>23</ins>" in page
    assert "Written anew:" not in client.get(f"/article/{second.pk}/assist/key_points/").content.decode()
