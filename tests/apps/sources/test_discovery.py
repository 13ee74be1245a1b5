"""Adding a source: a feed, a page that names one, the usual places, a sitemap, or a word on what was tried."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection
from fakes import Answer, FakeWeb

from octavo.apps.sources.actions import add_feed
from octavo.apps.sources.discovery import add_source
from octavo.apps.sources.models import Feed

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)
HOME = "http://ledger.example/"
RSS = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>The Ledger</title><link>http://ledger.example/</link>'
    "<language>en-GB</language><item><title>One</title><link>http://ledger.example/1</link></item></channel></rss>"
)
SITEMAP = (
    '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>http://ledger.example/1</loc><news:news>'
    "<news:publication><news:name>The Ledger</news:name><news:language>en</news:language></news:publication>"
    "<news:publication_date>2026-03-05</news:publication_date><news:title>One</news:title></news:news></url></urlset>"
)


def home(head: str = "") -> str:
    return f"<!doctype html><html><head><title>The Ledger</title>{head}</head><body><p>News.</p></body></html>"


def test_a_feed_is_followed_and_polled(web: FakeWeb) -> None:
    web.feed(HOME + "feed.xml", RSS)
    added = add_source(HOME + "feed.xml", now=NOW)
    assert added.feed
    assert (added.feed.title, added.feed.publisher.name, added.feed.publisher.language) == (
        "The Ledger",
        "The Ledger",
        "en",
    )
    assert "is followed now; 1 entries" in added.message


def test_a_homepage_is_enough(web: FakeWeb) -> None:
    web.page(HOME, home('<link rel="alternate" type="application/rss+xml" href="/deep/news.xml">'))
    web.feed(HOME + "deep/news.xml", RSS)
    added = add_source("http://ledger.example", now=NOW)
    assert added.feed
    assert added.feed.address == HOME + "deep/news.xml"


def test_a_feed_that_no_page_names_is_found_at_the_usual_places(web: FakeWeb) -> None:
    web.page(HOME, home())
    web.feed(HOME + "feed", RSS)
    added = add_source(HOME, now=NOW)
    assert added.feed
    assert added.feed.address == HOME + "feed"


def test_a_news_sitemap_stands_in_for_a_feed(web: FakeWeb) -> None:
    web.page(HOME, home())
    web.answers[HOME + "robots.txt"] = Answer(b"Sitemap: http://ledger.example/maps/news.xml")
    web.answers[HOME + "maps/news.xml"] = Answer(SITEMAP.encode(), headers={"content-type": "application/xml"})
    added = add_source(HOME, now=NOW)
    assert added.feed
    assert added.feed.address == HOME + "maps/news.xml"


def test_where_there_is_none_it_is_told_what_was_tried(web: FakeWeb) -> None:
    web.page(HOME, home())
    added = add_source(HOME, now=NOW)
    assert added.feed is None
    assert "is no feed" in added.message
    assert len(added.tried) > 5
    assert not Feed.objects.exists()


def test_an_address_that_cannot_be_asked_says_why(web: FakeWeb) -> None:
    web.answers[HOME] = Answer(status=403)
    assert "could not be asked" in add_source(HOME, now=NOW).message
    assert "http" in add_source("ftp://ledger.example/", now=NOW).message
    assert add_source("http://127.0.0.1:1/", now=NOW).feed is None


def test_adding_twice_says_so(web: FakeWeb) -> None:
    web.feed(HOME + "feed.xml", RSS)
    add_source(HOME + "feed.xml", now=NOW)
    assert "was followed already" in add_source(HOME + "feed.xml", now=NOW).message
    assert Feed.objects.count() == 1


def test_a_temporary_redirect_is_not_what_is_followed(web: FakeWeb) -> None:
    web.answers[HOME + "rss"] = Answer(status=302, headers={"location": HOME + "today.xml"})
    web.feed(HOME + "today.xml", RSS)
    added = add_source(HOME + "rss", now=NOW)
    assert added.feed
    assert added.feed.address == HOME + "rss"
    web.page(HOME, home('<link rel="alternate" type="application/rss+xml" href="/rss">'))
    assert "was followed already" in add_source(HOME, now=NOW).message


def test_a_permanent_redirect_is(web: FakeWeb) -> None:
    web.answers[HOME + "rss"] = Answer(status=301, headers={"location": HOME + "new.xml"})
    web.feed(HOME + "new.xml", RSS)
    added = add_source(HOME + "rss", now=NOW)
    assert added.feed
    assert added.feed.address == HOME + "new.xml"


def test_http_and_https_are_one_feed(web: FakeWeb) -> None:
    known, _ = add_feed(HOME.replace("http:", "https:") + "feed.xml", now=NOW)
    web.feed(HOME + "feed.xml", RSS)
    added = add_source(HOME + "feed.xml", now=NOW)
    assert added.feed == known
    assert "was followed already" in added.message
    assert Feed.objects.count() == 1


def test_a_retired_feed_is_followed_again_and_polled(web: FakeWeb) -> None:
    web.feed(HOME + "feed.xml", RSS)
    feed, _ = add_feed(HOME + "feed.xml", now=NOW)
    Feed.objects.update(retired_at=NOW, next_poll_at=None, polled_at=NOW)
    added = add_source(HOME + "feed.xml", now=NOW)
    assert "is followed again" in added.message
    assert added.feed == feed
    assert added.feed.health != "retired"
    assert (added.feed.polled_at, added.feed.next_poll_at is None) == (None, False)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'octavo.poll'")
        assert cursor.fetchone() == (2,)
