"""Reading: pages fetched once, twins merged, failures retried without losing the news, robots obeyed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from fakes import Answer, FakeWeb

from octavo.apps.articles.actions import claim_lost_items, store_items
from octavo.apps.articles.models import Article, Item
from octavo.apps.queue.actions import try_again
from octavo.apps.queue.models import Setback
from octavo.apps.sources.actions import publisher_for
from octavo.apps.sources.models import Feed
from octavo.engine.records import FeedItem
from octavo.pipeline import extracting, read
from octavo.pipeline.extracting import Extractor

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)
PAGE = "http://ledger.example/2026/ports"
TEXT = [
    "The pilots of Osterhaven went back to work on Thursday after three days in which no ship entered the harbour.",
    "Forty vessels had been waiting off the coast, the harbour office said; to bring them in would take until Sunday.",
    "The union said that the owners had agreed to a second pilot on night shifts, which had been its main demand.",
    "Ines Marlow, who speaks for the owners, called the outcome fair and said that costs would rise by four per cent.",
]


def page(*, title: str = "Ports reopen", canonical: str = PAGE) -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in TEXT)
    return (
        f'<!doctype html><html lang="en"><head><title>{title} - The Ledger</title>'
        f'<link rel="canonical" href="{canonical}">'
        f'<meta property="og:title" content="{title}"></head><body><nav><a href="/">Home</a></nav>'
        f"<article><h1>{title}</h1>{body}</article></body></html>"
    )


@pytest.fixture
def feed() -> Feed:
    publisher = publisher_for("http://ledger.example/", name="The Ledger")
    return Feed.objects.create(
        publisher=publisher, address="http://ledger.example/feed", added_at=NOW, next_poll_at=NOW
    )


def items(feed: Feed, *links: str, **values: str) -> list[int]:
    return store_items(
        feed, [FeedItem(guid=link, link=link, title="Ports reopen", **values) for link in links], now=NOW
    )  # type: ignore[arg-type]


def jobs() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name FROM procrastinate_jobs ORDER BY id")
        return [row[0].removeprefix("octavo.") for row in cursor]


def test_a_page_becomes_an_article_with_its_next_steps(web: FakeWeb, feed: Feed) -> None:
    web.page(PAGE, page())
    read.run(items(feed, PAGE), NOW)
    article = Article.objects.get()
    assert (article.title, article.body_state, article.address) == ("Ports reopen", "full", PAGE)
    assert jobs() == ["match", "tag", "index"]
    assert Item.objects.get().article == article


def test_a_page_is_fetched_once_however_many_feeds_name_it(web: FakeWeb, feed: Feed) -> None:
    web.page(PAGE, page())
    read.run(items(feed, PAGE), NOW)
    other = Feed.objects.create(
        publisher=feed.publisher, address="http://ledger.example/top", added_at=NOW, next_poll_at=NOW
    )
    read.run(items(other, PAGE + "?utm_source=rss"), NOW)
    assert web.addresses() == [PAGE]
    assert Item.objects.filter(article=Article.objects.get()).count() == 2


def test_an_amp_twin_is_the_same_article(web: FakeWeb, feed: Feed) -> None:
    twin = "http://ledger.example/x/ports-amp-page"
    web.page(PAGE, page())
    web.page(twin, page())
    read.run(items(feed, PAGE, twin), NOW)
    assert Article.objects.count() == 1
    assert Item.objects.filter(article__isnull=False).count() == 2


def test_a_changed_item_is_read_again_and_makes_a_version(web: FakeWeb, feed: Feed) -> None:
    web.page(PAGE, page())
    ids = items(feed, PAGE)
    read.run(ids, NOW)
    web.page(PAGE, page(title="Ports reopen after strike"))
    changed = store_items(feed, [FeedItem(guid=PAGE, link=PAGE, title="Ports reopen after strike")], now=NOW)
    assert changed == ids
    read.run(changed, NOW + timedelta(hours=1))
    article = Article.objects.get()
    assert (article.title, article.version) == ("Ports reopen after strike", 2)


def test_a_page_that_cannot_be_had_leaves_a_teaser_and_is_asked_again(web: FakeWeb, feed: Feed) -> None:
    web.answers[PAGE] = Answer(status=503)
    ids = items(feed, PAGE, summary="The pilots of Osterhaven went back to work.")
    read.run(ids, NOW)
    item = Item.objects.get()
    assert Article.objects.get().body_state != "full"
    assert (item.tries, item.read_at) == (1, None)
    assert jobs().count("read") == 1
    web.page(PAGE, page())
    read.run(ids, NOW + timedelta(minutes=5))
    article = Article.objects.get()
    assert (article.body_state, article.version) == ("full", 2)


def test_a_refused_page_is_not_asked_again(web: FakeWeb, feed: Feed) -> None:
    web.answers[PAGE] = Answer(status=403)
    read.run(items(feed, PAGE), NOW)
    assert "read" not in jobs()
    assert Article.objects.get().body_state == "blocked"


def test_robots_are_obeyed_and_read_once(web: FakeWeb, feed: Feed) -> None:
    web.answers["http://ledger.example/robots.txt"] = Answer(b"User-agent: *\nDisallow: /2026/")
    web.page(PAGE, page())
    read.run(items(feed, PAGE), NOW)
    read.run(items(feed, "http://ledger.example/2026/other"), NOW)
    assert web.addresses() == []
    assert len(web.asked) == 1
    assert "robots.txt" in Article.objects.first().body_reason  # type: ignore[union-attr]


def test_reading_twice_changes_nothing(web: FakeWeb, feed: Feed) -> None:
    web.page(PAGE, page())
    ids = items(feed, PAGE)
    read.run(ids, NOW)
    before = jobs()
    read.run(ids, NOW)
    assert (jobs(), Article.objects.count(), len(web.addresses())) == (before, 1, 1)


def test_entries_without_a_page_are_articles_of_their_own(web: FakeWeb, feed: Feed) -> None:
    texts = [f"<p>Entry {number}: {TEXT[number]}</p>" for number in range(3)]
    entries = [
        FeedItem(guid=f"n{number}", link=None, title=f"No {number}", content=text) for number, text in enumerate(texts)
    ]
    read.run(store_items(feed, entries, now=NOW), NOW)
    assert set(Article.objects.values_list("title", flat=True)) == {"No 0", "No 1", "No 2"}


@pytest.mark.parametrize("target", ["http://consent.example/gate", "http://ledger.example/"])
def test_a_gate_for_every_page_does_not_make_one_article_of_them(web: FakeWeb, feed: Feed, target: str) -> None:
    links = [f"http://ledger.example/2026/{number}" for number in range(3)]
    for link in links:
        web.answers[link] = Answer(status=302, headers={"location": target})
    web.page(
        target, "<!doctype html><title>Before you continue</title><p>We and our partners use cookies to show you this."
    )
    entries = [FeedItem(guid=link, link=link, title=f"Ports reopen, part {at}") for at, link in enumerate(links)]
    read.run(store_items(feed, entries, now=NOW), NOW)
    assert {(article.address, article.body_state) for article in Article.objects.all()} == {
        (link, "blocked") for link in links
    }


def test_another_feeds_text_fills_an_article_whose_page_is_closed(web: FakeWeb, feed: Feed) -> None:
    web.answers[PAGE] = Answer(status=403)
    read.run(items(feed, PAGE), NOW)
    other = Feed.objects.create(
        publisher=feed.publisher, address="http://ledger.example/full", added_at=NOW, next_poll_at=NOW
    )
    content = "".join(f"<p>On day {day} of the strike: {paragraph}</p>" for day in (1, 2, 3) for paragraph in TEXT)
    read.run(items(other, PAGE, content=content), NOW)
    assert Article.objects.get().body_state == "full"
    assert web.addresses() == [PAGE]


def test_a_change_that_comes_while_its_page_is_read_is_not_lost(
    web: FakeWeb, feed: Feed, monkeypatch: pytest.MonkeyPatch
) -> None:
    web.page(PAGE, page())
    ids = items(feed, PAGE)
    store = read.store_drafts

    def meanwhile(*args: Any, **kwargs: Any) -> Any:
        store_items(feed, [FeedItem(guid=PAGE, link=PAGE, title="Ports reopen after strike")], now=NOW)
        return store(*args, **kwargs)

    monkeypatch.setattr(read, "store_drafts", meanwhile)
    read.run(ids, NOW)
    assert Item.objects.get().read_at is None
    monkeypatch.undo()
    web.page(PAGE, page(title="Ports reopen after strike"))
    read.run(ids, NOW)
    assert Article.objects.get().title == "Ports reopen after strike"


def test_an_entry_that_holds_nothing_is_done_with(web: FakeWeb, feed: Feed) -> None:
    ids = store_items(feed, [FeedItem(guid="x", link="http://ledger.example/gone", title="")], now=NOW)
    read.run(ids, NOW)
    assert Item.objects.get().read_at == NOW
    assert not Article.objects.exists()


def test_a_page_that_breaks_its_reader_is_set_aside_and_the_others_are_fetched_once(
    web: FakeWeb, feed: Feed, monkeypatch: pytest.MonkeyPatch
) -> None:
    links = [f"http://ledger.example/2026/{name}" for name in ("1", "2", "broken", "4")]
    for link in links:
        web.page(link, page(canonical=link))
    brittle = Extractor("hooks:examine")
    monkeypatch.setattr(extracting, "_shared", brittle)
    read.run(items(feed, *links, summary="The pilots of Osterhaven went back to work."), NOW)
    brittle.close()
    assert sorted(web.addresses()) == sorted(links)
    setback = Setback.objects.get()
    assert (setback.step, setback.subject_id) == ("read", Item.objects.get(read_at__isnull=True).pk)
    assert "a library broke" in setback.error
    assert "hooks.py" in setback.traceback
    meanwhile = Article.objects.get(address=links[2])
    assert (meanwhile.body_state, meanwhile.title) == ("blocked", "Ports reopen")
    assert claim_lost_items(before=NOW + timedelta(days=1), now=NOW) == []

    monkeypatch.undo()
    try_again(setback)
    read.run([setback.subject_id], NOW + timedelta(hours=1))
    assert Article.objects.get(address=links[2]).body_state == "full"
    assert not Item.objects.filter(read_at__isnull=True).exists()


def test_a_host_that_asks_for_time_gets_it(web: FakeWeb, feed: Feed) -> None:
    web.answers[PAGE] = Answer(status=429, headers={"retry-after": "3600"})
    read.run(items(feed, PAGE), NOW)
    assert Item.objects.get().due_at == NOW + timedelta(hours=1)


def test_what_was_forgotten_is_claimed_once(web: FakeWeb, feed: Feed) -> None:
    ids = items(feed, PAGE)
    later = NOW + timedelta(hours=1)
    assert claim_lost_items(before=NOW - timedelta(minutes=1), now=NOW) == []
    assert claim_lost_items(before=NOW + timedelta(minutes=1), now=later) == ids
    assert claim_lost_items(before=NOW + timedelta(minutes=1), now=later) == []
