"""A feed that repeats an item under another guid or address never makes a second article."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from fakes import Answer, FakeWeb

from octavo.apps.articles.actions import store_items
from octavo.apps.articles.models import Article, Item
from octavo.apps.sources.actions import publisher_for
from octavo.apps.sources.models import Feed
from octavo.engine.records import FeedItem
from octavo.pipeline import read

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)
PAGE = "http://ledger.example/2026/ports-reopen"
TWINS = {
    "new guid": PAGE,
    "https": "https://ledger.example/2026/ports-reopen",
    "www": "http://www.ledger.example/2026/ports-reopen",
    "mobile host": "http://m.ledger.example/2026/ports-reopen",
    "AMP host": "https://amp.ledger.example/2026/ports-reopen",
    "AMP path": "http://ledger.example/amp/2026/ports-reopen",
    "AMP end": "http://ledger.example/2026/ports-reopen/amp/",
    "AMP parameter": "http://ledger.example/2026/ports-reopen?amp=1",
    "AMP output": "http://ledger.example/2026/ports-reopen?outputType=amp",
    "AMP cache": "https://ledger-example.cdn.ampproject.org/c/s/ledger.example/2026/ports-reopen",
    "slash": "http://ledger.example/2026/ports-reopen/",
    "fragment": "http://ledger.example/2026/ports-reopen#comments",
    "text fragment": "http://ledger.example/2026/ports-reopen#:~:text=pilots",
    "trackers": "http://ledger.example/2026/ports-reopen?utm_source=rss&utm_medium=feed&fbclid=a1&at_campaign=x",
    "index page": "http://ledger.example/2026/ports-reopen/index.html",
    "port": "http://ledger.example:80/2026/ports-reopen",
    "capitals": "HTTP://LEDGER.EXAMPLE/2026/ports-reopen",
    "escapes": "http://ledger.example/2026/ports%2Dreopen",
    "two slashes": "http://ledger.example//2026/ports-reopen",
    "rss mark": "http://ledger.example/2026/ports-reopen?rss",
}  # fmt: skip
TEXT = [
    "The pilots of Osterhaven went back to work on Thursday after three days in which no ship entered the harbour.",
    "Forty vessels had been waiting off the coast, the harbour office said; to bring them in would take until Sunday.",
    "The union said that the owners had agreed to a second pilot on night shifts, which had been its main demand.",
]


def page(head: str = "") -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in TEXT)
    return (
        f'<!doctype html><html lang="en"><head><title>Ports reopen</title>{head}</head>'
        f"<body><article><h1>Ports reopen</h1>{body}</article></body></html>"
    )


@pytest.fixture
def feed() -> Feed:
    publisher = publisher_for("http://ledger.example/", name="The Ledger")
    return Feed.objects.create(
        publisher=publisher, address="http://ledger.example/feed", added_at=NOW, next_poll_at=NOW
    )


def items(feed: Feed, *links: str) -> list[int]:
    given = [FeedItem(guid=f"g-{number}-{link}", link=link, title="Ports reopen") for number, link in enumerate(links)]
    return store_items(feed, given, now=NOW)


@pytest.mark.parametrize("twin", TWINS.values(), ids=TWINS)
def test_a_repeated_item_is_linked_and_its_page_not_fetched_again(web: FakeWeb, feed: Feed, twin: str) -> None:
    web.page(PAGE, page())
    read.run(items(feed, PAGE), NOW)
    again = FeedItem(guid="another guid", link=twin, title="Ports reopen")
    read.run(store_items(feed, [again], now=NOW), NOW + timedelta(hours=1))
    assert Article.objects.count() == 1
    assert set(Item.objects.values_list("article_id", flat=True)) == {Article.objects.get().pk}
    assert web.addresses() == [PAGE]


def test_twins_of_one_batch_are_one_article(web: FakeWeb, feed: Feed) -> None:
    links = [PAGE, PAGE + "/", PAGE + "#top", PAGE + "?utm_source=rss", "http://www.ledger.example/2026/ports-reopen"]
    for link in links:
        web.page(link.partition("#")[0], page())
    read.run(items(feed, *links), NOW)
    assert Article.objects.count() == 1
    assert Item.objects.filter(article=Article.objects.get()).count() == len(links)


def test_a_short_link_leads_to_the_article_that_is_held(web: FakeWeb, feed: Feed) -> None:
    web.page(PAGE, page())
    read.run(items(feed, PAGE), NOW)
    web.answers["http://ledger.example/x1"] = Answer(status=301, headers={"Location": PAGE})
    read.run(items(feed, "http://ledger.example/x1"), NOW + timedelta(hours=1))
    assert Article.objects.count() == 1


def test_the_address_a_page_calls_its_own_decides(web: FakeWeb, feed: Feed) -> None:
    canonical = f'<link rel="canonical" href="{PAGE}">'
    web.page(PAGE, page(canonical))
    web.page("http://ledger.example/print/77", page(canonical))
    read.run(items(feed, PAGE), NOW)
    read.run(items(feed, "http://ledger.example/print/77"), NOW + timedelta(hours=1))
    assert Article.objects.count() == 1


@pytest.mark.parametrize(
    "other",
    ["http://ledger.example/2026/ports-reopen-2", "http://ledger.example/2026/ports-reopen?page=2",
     "http://ledger.example/2026/ports-reopen?id=7", "http://ledger.example/2026/PORTS"],
)  # fmt: skip
def test_other_addresses_are_other_articles(web: FakeWeb, feed: Feed, other: str) -> None:
    web.page(PAGE, page())
    web.page(other, page().replace("Ports reopen", "Ports close"))
    read.run(items(feed, PAGE, other), NOW)
    assert Article.objects.count() == 2
