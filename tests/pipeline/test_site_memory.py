"""A publisher's pages, one after another: what repeats goes, a redesign is learned, pages are kept and read again."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from fakes import FakeWeb

from octavo.apps.articles.actions import store_items
from octavo.apps.articles.models import Article, KeptPage, Version
from octavo.apps.articles.queries import article_with_text
from octavo.apps.articles.repair import (
    count_pages,
    judged_page,
    memory_summary,
    page_of_article,
    preview,
    reextract,
    score_history,
)
from octavo.apps.sources.actions import publisher_for
from octavo.apps.sources.models import Feed, SiteText
from octavo.apps.sources.rules import Rules, make_rules, save_rules
from octavo.engine.records import FeedItem
from octavo.pipeline import read, repair

NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)
SITE = "http://tideway.example"
PROMO = "Every morning at six the editors of the Tideway choose what matters on the coast, and you can have it by post."
APPEAL = (
    "Readers of the Tideway keep its lighthouse reporters at sea all year, and a small gift keeps one there for a day."
)
WORDS = [
    first + second
    for first in ("har", "pi", "gra", "fer", "mu", "sel", "vac", "mar", "vol", "qua")
    for second in ("bour", "lot", "nery", "tin", "dom", "stead", "wick", "low", "ton", "ridge")
]

pytestmark = pytest.mark.django_db


def prose(number: int, at: int) -> str:
    dice = Random(number * 1000 + at)
    told = " ".join(dice.choices(WORDS, k=24))
    return f"On day {number} the people of {dice.choice(WORDS).title()} said that {told}, as {at} of them knew."


def title(number: int) -> str:
    return " ".join(Random(number).sample(WORDS, 4)).capitalize()


def page(number: int, *, new_look: bool = False) -> str:
    paragraphs = [f"<p>{prose(number, at)}</p>" for at in range(6)]
    if new_look:
        paragraphs.insert(3, f"<p>{APPEAL}</p>")
        body = f'<div class="nx-shell"><section class="nx-text">{"".join(paragraphs)}</section></div>'
    else:
        paragraphs.insert(4, f"<p>{PROMO}</p>")
        body = f'<article><h1>{title(number)}</h1><div class="story-body">{"".join(paragraphs)}</div></article>'
    return (
        f'<!doctype html><html lang="en"><head><title>{title(number)} - The Tideway</title>'
        f'<meta property="og:title" content="{title(number)}"></head><body><nav><a href="/">Home</a></nav>{body}'
        "<footer><p>The Tideway is printed in Osterhaven.</p></footer></body></html>"
    )


@pytest.fixture
def feed() -> Feed:
    publisher = publisher_for(f"{SITE}/", name="The Tideway")
    return Feed.objects.create(publisher=publisher, address=f"{SITE}/feed", added_at=NOW, next_poll_at=NOW)


def items(feed: Feed, web: FakeWeb, numbers: range, *, new_look: bool = False) -> list[int]:
    entries = []
    for number in numbers:
        web.page(f"{SITE}/{number}", page(number, new_look=new_look))
        entries.append(FeedItem(guid=str(number), link=f"{SITE}/{number}", title=title(number)))
    return sorted(store_items(feed, entries, now=NOW))


def read_in_parts(ids: list[int], size: int = 5) -> None:
    for start in range(0, len(ids), size):
        read.run(ids[start : start + size], NOW + timedelta(minutes=start))


def text_of(number: int) -> str:
    held = article_with_text(Article.objects.get(address=f"{SITE}/{number}").pk)
    assert held is not None
    return held.text


def test_what_a_site_repeats_goes_once_it_was_seen(web: FakeWeb, feed: Feed) -> None:
    read_in_parts(items(feed, web, range(25)))
    assert not any(PROMO in text_of(number) for number in range(10, 25))
    assert all(prose(number, at) in text_of(number) for number in range(25) for at in range(6))
    learned = memory_summary(feed.publisher)
    assert (learned.pages, learned.redesigned) == (25, False)
    assert learned.furniture > 0


def test_a_redesign_is_learned_within_twenty_pages(web: FakeWeb, feed: Feed) -> None:
    read_in_parts(items(feed, web, range(25)))
    old = memory_summary(feed.publisher).bodies
    read_in_parts(items(feed, web, range(25, 50), new_look=True))
    assert not any(APPEAL in text_of(number) for number in range(45, 50))
    assert all(prose(number, at) in text_of(number) for number in range(25, 50) for at in range(6))
    learned = memory_summary(feed.publisher)
    assert learned.redesigned
    assert learned.bodies[0][0] != old[0][0]


def test_reading_twice_teaches_once(web: FakeWeb, feed: Feed) -> None:
    ids = items(feed, web, range(6))
    read.run(ids, NOW)
    before = SiteText.objects.values().get()
    read.run(ids, NOW)
    again = store_items(
        feed, [FeedItem(guid=str(at), link=f"{SITE}/{at}", title=title(at), summary="New.") for at in range(6)], now=NOW
    )
    read.run(again, NOW + timedelta(hours=1))
    assert memory_summary(feed.publisher).pages == 6
    assert SiteText.objects.values().get()["essence"] == before["essence"]
    assert count_pages(feed.publisher) == 6


def test_the_number_of_questions_does_not_grow_with_pages_or_publishers(web: FakeWeb, feed: Feed) -> None:
    read.run(items(feed, web, range(2)), NOW)
    with CaptureQueriesContext(connection) as few:
        read.run(items(feed, web, range(2, 4)), NOW)
    with CaptureQueriesContext(connection) as many:
        read.run(items(feed, web, range(4, 24)), NOW)
    assert len(many) == len(few)


def test_pages_are_kept_and_counted_and_the_oldest_go(web: FakeWeb, feed: Feed, settings: object) -> None:
    options = settings.OCTAVO  # type: ignore[attr-defined]
    options.values["kept_pages"] = 10
    read_in_parts(items(feed, web, range(25)))
    assert count_pages(feed.publisher) == 10
    assert set(KeptPage.objects.values_list("address", flat=True)) == {f"{SITE}/{at}" for at in range(15, 25)}
    history = score_history(feed.publisher)
    assert [(day.day, day.pages, day.wrong) for day in history] == [(NOW.date(), 25, 0.0)]
    assert history[0].states == {"full": 25}
    assert 0 < history[0].score <= 1


def test_rules_are_tried_saved_and_applied_to_the_kept_pages(web: FakeWeb, feed: Feed) -> None:
    read.run(items(feed, web, range(3)), NOW)
    rules = make_rules(drop_text=[PROMO.upper()])
    seen = preview(feed.publisher, rules)
    assert (seen.changed, seen.words_before - seen.words_after) == (3, 3 * len(PROMO.split()))
    assert {page.dropped for page in seen.pages} == {(PROMO,)}
    assert PROMO in text_of(1)
    save_rules(feed.publisher, rules, now=NOW)
    assert reextract(feed.publisher) == 3
    pages = list(KeptPage.objects.values_list("pk", flat=True))
    repair.run(pages, NOW + timedelta(hours=1))
    assert not any(PROMO in text_of(number) for number in range(3))
    assert set(Article.objects.values_list("version", flat=True)) == {2}
    repair.run(pages, NOW + timedelta(hours=2))
    assert Version.objects.count() == 6
    assert preview(feed.publisher, rules).changed == 0
    assert preview(feed.publisher, Rules()).changed == 3


def test_a_page_is_shown_with_every_block_and_why(web: FakeWeb, feed: Feed) -> None:
    read.run(items(feed, web, range(2)), NOW)
    number = page_of_article(Article.objects.order_by("pk").first().pk)  # type: ignore[union-attr]
    assert number is not None
    judged = judged_page(number, make_rules(drop_text=[PROMO]))
    assert judged is not None
    assert {block.why for block in judged.blocks if block.text == PROMO} == {"rule"}
    assert judged.state == "full"
    assert judged.chosen == "page"
    assert judged_page(number + 1000) is None


def test_a_rule_may_show_that_an_article_holds_less_than_we_thought(web: FakeWeb, feed: Feed) -> None:
    read.run(items(feed, web, range(1)), NOW)
    save_rules(feed.publisher, make_rules(drop_text=[*(prose(0, at) for at in range(2, 6)), PROMO]), now=NOW)
    repair.run(list(KeptPage.objects.values_list("pk", flat=True)), NOW)
    assert text_of(0) == f"{prose(0, 0)}\n\n{prose(0, 1)}"


def test_where_the_feed_holds_the_text_the_reader_is_told_so(web: FakeWeb, feed: Feed) -> None:
    web.page(f"{SITE}/1", "<!doctype html><title>Pilots</title><body><p>Turn on JavaScript.</p>")
    content = "".join(f"<p>{prose(1, at)}</p>" for at in range(8))
    entry = FeedItem(guid="1", link=f"{SITE}/1", title="Pilots", content=content)
    read.run(store_items(feed, [entry], now=NOW), NOW)
    number = page_of_article(Article.objects.get().pk)
    judged = judged_page(number or 0)
    assert judged is not None
    assert (judged.chosen, judged.state) == ("feed", "full")
    repair.run([judged.page.pk], NOW)
    assert Article.objects.get().version == 1


def test_an_older_page_never_replaces_text_that_came_from_elsewhere_since(web: FakeWeb, feed: Feed) -> None:
    read.run(items(feed, web, range(1)), NOW)
    Article.objects.update(digest="of a newer text", updated_at=NOW + timedelta(hours=1))
    save_rules(feed.publisher, make_rules(drop_text=[PROMO]), now=NOW)
    repair.run(list(KeptPage.objects.values_list("pk", flat=True)), NOW + timedelta(hours=2))
    assert Article.objects.get().version == 1


@pytest.mark.django_db(transaction=True)
def test_no_workers_lesson_is_lost(web: FakeWeb, feed: Feed) -> None:
    ids = items(feed, web, range(16))

    def work(part: list[int]) -> None:
        try:
            read.run(part, NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as workers:
        list(workers.map(work, [ids[at::4] for at in range(4)]))
    assert memory_summary(feed.publisher).pages == 16
    assert count_pages(feed.publisher) == 16
    assert score_history(feed.publisher)[0].pages == 16
