"""Storing items and drafts: new, changed, the same, worse."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from octavo.apps.articles.actions import Reading, place_in_time, store_drafts, store_items
from octavo.apps.articles.models import Article, Item
from octavo.apps.sources.actions import publisher_for
from octavo.apps.sources.models import Feed, Publisher
from octavo.engine.records import Block, BlockKind, BodyState, Draft, FeedItem

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=2)


@pytest.fixture
def publisher() -> Publisher:
    return publisher_for("https://ledger.example/", name="The Ledger")


@pytest.fixture
def feed(publisher: Publisher) -> Feed:
    return Feed.objects.create(
        publisher=publisher, address="https://ledger.example/feed", added_at=NOON, next_poll_at=NOON
    )


def draft(text: str = "Cranes stood idle.", **values: object) -> Draft:
    blocks = (Block(kind=BlockKind.PARAGRAPH, text=text),) if text else ()
    return Draft(
        **{
            "address": "https://ledger.example/ports",
            "title": "Ports closed",
            "blocks": blocks,
            "body_state": BodyState.FULL,
            "body_reason": "whole",
            **values,
        }
    )  # type: ignore[arg-type]


def test_an_item_is_new_then_the_same_then_changed(feed: Feed) -> None:
    item = FeedItem(guid="1", link="https://ledger.example/1", title="One")
    first = store_items(feed, [item], now=NOON)
    assert len(first) == 1
    assert store_items(feed, [item], now=LATER) == []
    edited = FeedItem(guid="1", link="https://ledger.example/1", title="One, edited")
    assert store_items(feed, [edited], now=LATER) == first
    row = Item.objects.get()
    assert (row.payload["title"], row.changes, row.read_at) == ("One, edited", 1, None)


def test_a_guid_that_stands_twice_in_a_feed_is_one_item(feed: Feed) -> None:
    twice = [FeedItem(guid="1", link=None, title=title) for title in ("a", "b")]
    assert len(store_items(feed, twice, now=NOON)) == 1


def test_a_draft_becomes_an_article_once(publisher: Publisher) -> None:
    reading = Reading(draft=draft(), publisher=publisher)
    stored = store_drafts([reading], now=NOON)
    again = store_drafts([reading], now=LATER)
    assert (len(stored.new), again.new, again.changed) == (1, [], [])
    assert Article.objects.get().versions.count() == 1


def test_an_edited_headline_is_a_new_version(publisher: Publisher) -> None:
    store_drafts([Reading(draft=draft(), publisher=publisher)], now=NOON)
    stored = store_drafts([Reading(draft=draft(title="Ports reopen"), publisher=publisher)], now=LATER)
    article = Article.objects.get()
    assert stored.changed == [article.pk]
    assert (article.title, article.version, article.first_seen, article.updated_at) == ("Ports reopen", 2, NOON, LATER)
    assert [version.title for version in article.versions.order_by("number")] == ["Ports closed", "Ports reopen"]


@pytest.mark.parametrize("state", [BodyState.BLOCKED, BodyState.PAYWALLED, BodyState.TEASER, BodyState.NOT_ARTICLE])
def test_a_notice_never_replaces_text_we_hold(publisher: Publisher, state: BodyState) -> None:
    store_drafts([Reading(draft=draft(), publisher=publisher)], now=NOON)
    stored = store_drafts([Reading(draft=draft("Please subscribe.", body_state=state), publisher=publisher)], now=LATER)
    assert stored.changed == []
    assert Article.objects.get().body_state == BodyState.FULL


def test_the_page_that_an_article_came_from_may_turn_out_to_hold_less(publisher: Publisher) -> None:
    store_drafts([Reading(draft=draft(), publisher=publisher)], now=NOON)
    less = draft("Subscribe.", body_state=BodyState.PAYWALLED)
    assert store_drafts([Reading(draft=less, publisher=publisher, sure=True)], now=LATER).changed
    assert Article.objects.get().body_state == "paywalled"


def test_a_full_text_replaces_a_teaser_and_keeps_what_it_lacks(publisher: Publisher) -> None:
    teaser = draft("Cranes…", body_state=BodyState.TEASER, authors=("Ines Marlow",), published=NOON)
    store_drafts([Reading(draft=teaser, publisher=publisher)], now=NOON)
    store_drafts([Reading(draft=draft(), publisher=publisher)], now=LATER)
    article = Article.objects.get()
    assert (article.body_state, article.authors, article.published) == (BodyState.FULL, ["Ines Marlow"], NOON)


def test_twins_of_one_address_are_one_article(publisher: Publisher) -> None:
    twins = [
        "http://www.ledger.example/ports?utm_source=x",
        "https://ledger.example/ports/",
        "https://ledger.example/ports",
    ]
    for address in twins:
        store_drafts([Reading(draft=draft(address=address), publisher=publisher)], now=NOON)
    assert Article.objects.count() == 1


def test_a_date_in_the_future_places_nothing_there() -> None:
    assert place_in_time(NOON + timedelta(days=3), NOON) == NOON
    assert place_in_time(None, NOON) == NOON
    assert place_in_time(NOON - timedelta(days=3), NOON) == NOON - timedelta(days=3)
