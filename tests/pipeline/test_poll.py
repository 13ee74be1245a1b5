"""Polls: validators, health, moves, and items and validators in one transaction."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from fakes import Answer, FakeWeb

from octavo.apps.articles.models import Item
from octavo.apps.sources.actions import claim_due_feeds, publisher_for, retry_feed
from octavo.apps.sources.models import Feed, Host
from octavo.pipeline import poll

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)
ADDRESS = "http://ledger.example/feed.xml"


def rss(*titles: str) -> str:
    items = "".join(
        f"<item><guid>{title}</guid><title>{title}</title><link>http://ledger.example/{title}</link></item>"
        for title in titles
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>The Ledger</title>{items}</channel></rss>'


@pytest.fixture
def feed() -> Feed:
    publisher = publisher_for("http://ledger.example/", name="The Ledger")
    return Feed.objects.create(publisher=publisher, address=ADDRESS, added_at=NOW, next_poll_at=NOW)


def polled(feed: Feed, now: datetime = NOW) -> Feed:
    poll.run([feed.pk], now)
    feed.refresh_from_db()
    return feed


def test_a_first_poll_keeps_items_validators_and_health(web: FakeWeb, feed: Feed) -> None:
    web.feed(ADDRESS, rss("one", "two"), etag='W/"a b"')
    polled(feed)
    assert (feed.health, feed.etag, feed.title, feed.kind) == ("well", 'W/"a b"', "The Ledger", "rss")
    assert feed.succeeded_at == NOW
    assert Item.objects.count() == 2


def test_an_unchanged_feed_answers_304_and_brings_nothing(web: FakeWeb, feed: Feed) -> None:
    web.feed(ADDRESS, rss("one"), etag='"v1"')
    polled(feed)
    polled(feed, NOW + timedelta(hours=1))
    assert web.asked[-1][1]["if-none-match"] == '"v1"'
    assert (feed.etag, feed.health, Item.objects.count()) == ('"v1"', "well", 1)


def test_a_failing_feed_says_why_and_is_asked_again(web: FakeWeb, feed: Feed) -> None:
    web.answers[ADDRESS] = Answer(status=500)
    polled(feed)
    assert (feed.health, feed.error_kind, feed.failures) == ("failing", "ServerFailed", 1)
    assert feed.error
    assert feed.next_poll_at
    assert feed.next_poll_at > NOW
    web.feed(ADDRESS, rss("one"))
    assert (polled(feed, NOW + timedelta(hours=1)).health, feed.error) == ("well", "")


def test_what_is_no_feed_is_told_in_words(web: FakeWeb, feed: Feed) -> None:
    web.page(ADDRESS, "<!doctype html><title>Hello</title><p>A page.")
    assert polled(feed).error_kind == "Unreadable"


def test_a_feed_that_is_gone_for_good_is_retired(web: FakeWeb, feed: Feed) -> None:
    web.answers[ADDRESS] = Answer(status=410)
    assert polled(feed).health == "retired"
    assert feed.next_poll_at is None


def test_a_permanent_move_is_stored(web: FakeWeb, feed: Feed) -> None:
    target = "http://ledger.example/new.xml"
    web.answers[ADDRESS] = Answer(status=301, headers={"location": target})
    web.feed(target, rss("one"))
    polled(feed)
    assert (feed.address, feed.moved_from) == (target, ADDRESS)
    assert (feed.etag, feed.last_modified, feed.body_digest) == ("", "", "")


def another(feed: Feed, path: str) -> Feed:
    return Feed.objects.create(
        publisher=feed.publisher, address=f"http://ledger.example/{path}", added_at=NOW, next_poll_at=NOW
    )


def moves(web: FakeWeb, feed: Feed, target: str) -> None:
    web.answers[feed.address] = Answer(status=301, headers={"location": target})


def test_two_feeds_that_move_to_one_place_become_one(web: FakeWeb, feed: Feed) -> None:
    target, twin = "http://ledger.example/new.xml", another(feed, "old.xml")
    moves(web, feed, target)
    moves(web, twin, target)
    web.feed(target, rss("one"))
    poll.run([feed.pk, twin.pk], NOW)
    alive = Feed.objects.get(retired_at=None)
    gone = Feed.objects.get(retired_at__isnull=False)
    assert alive.address == target
    assert gone.error == f"It moved to {target}, which is followed already."
    assert gone.next_poll_at is None


def test_a_feed_that_moved_to_one_we_follow_is_retired(web: FakeWeb, feed: Feed) -> None:
    target = another(feed, "new.xml")
    moves(web, feed, target.address)
    web.feed(target.address, rss("one"))
    polled(feed)
    assert (feed.health, feed.address, feed.next_poll_at) == ("retired", ADDRESS, None)
    assert "which is followed already" in feed.error


def test_a_feed_that_moved_to_a_retired_one_lives_on(web: FakeWeb, feed: Feed) -> None:
    target = another(feed, "new.xml")
    Feed.objects.filter(pk=target.pk).update(retired_at=NOW)
    moves(web, feed, target.address)
    web.feed(target.address, rss("one"))
    assert (polled(feed).health, feed.address) == ("well", ADDRESS)


def says(word: str) -> str:
    return rss("one").replace(
        "<channel>", f'<channel xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">{_new(word)}'
    )


def _new(word: str) -> str:
    return f"<itunes:new-feed-url>{word}</itunes:new-feed-url>"


def test_a_feed_s_own_word_that_it_moved_counts(web: FakeWeb, feed: Feed) -> None:
    web.feed(ADDRESS, says("http://ledger.example/new.xml"), etag='"v1"')
    polled(feed)
    assert (feed.address, feed.moved_from) == ("http://ledger.example/new.xml", ADDRESS)
    assert (feed.etag, feed.body_digest, feed.health) == ("", "", "well")
    web.feed(feed.address, says(ADDRESS))
    assert polled(feed, NOW + timedelta(hours=1)).address == "http://ledger.example/new.xml"


@pytest.mark.parametrize("word", ["ftp://ledger.example/new.xml", "http://ledger.example/known.xml"])
def test_a_word_that_leads_elsewhere_or_to_another_feed_does_not(web: FakeWeb, feed: Feed, word: str) -> None:
    another(feed, "known.xml")
    web.feed(ADDRESS, says(word), etag='"v1"')
    assert (polled(feed).address, feed.health, feed.etag) == (ADDRESS, "well", '"v1"')


def test_jobs_that_piled_up_ask_a_feed_once_unless_somebody_wants_it(web: FakeWeb, feed: Feed) -> None:
    web.feed(ADDRESS, rss("one"))
    for seconds in range(5):
        polled(feed, NOW + timedelta(seconds=seconds))
    assert len(web.asked) == 1
    retry_feed(feed, now=NOW)
    polled(feed, NOW + timedelta(seconds=9))
    assert len(web.asked) == 2
    polled(feed, NOW + timedelta(seconds=70))
    assert len(web.asked) == 3


def test_a_busy_host_rests_from_readers_too(web: FakeWeb, feed: Feed) -> None:
    web.answers[ADDRESS] = Answer(status=429, headers={"retry-after": "600"})
    polled(feed)
    assert Host.objects.get(name="ledger.example").next_at == NOW + timedelta(minutes=10)


def test_validators_are_not_kept_when_items_cannot_be(
    web: FakeWeb, feed: Feed, monkeypatch: pytest.MonkeyPatch
) -> None:
    web.feed(ADDRESS, rss("one"), etag='"v1"')

    def fail(step: str, ids: object) -> None:
        raise RuntimeError("the queue is away")

    monkeypatch.setattr(poll, "queue_step", fail)
    with pytest.raises(RuntimeError):
        poll.run([feed.pk], NOW)
    feed.refresh_from_db()
    assert (feed.etag, Item.objects.count()) == ("", 0)


def test_undated_entries_stand_beside_their_neighbours_at_a_first_poll_only(web: FakeWeb, feed: Feed) -> None:
    dated = "<pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate><link>http://ledger.example/old</link>"
    web.feed(ADDRESS, rss("undated", "old").replace("<link>http://ledger.example/old</link>", dated))
    polled(feed)
    assert Item.objects.get(payload__title="undated").about == datetime(2026, 3, 2, 10, tzinfo=UTC)
    web.feed(ADDRESS, rss("later", "undated", "old").replace("<link>http://ledger.example/old</link>", dated))
    polled(feed, NOW + timedelta(hours=1))
    assert Item.objects.get(payload__title="later").about is None


def test_due_feeds_are_claimed_once(feed: Feed) -> None:
    assert claim_due_feeds(now=NOW) == 1
    assert claim_due_feeds(now=NOW) == 0
