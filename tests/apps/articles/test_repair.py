"""Kept pages: which look wrong, which stay, which are replaced."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from octavo.apps.articles.mapping import item_to_plain
from octavo.apps.articles.models import KeptPage
from octavo.apps.articles.repair import (
    WHY_DOUBTFUL,
    doubtful_pages,
    kept_page,
    page_of_article,
    page_source,
    recent_pages,
    reextract,
)
from octavo.apps.articles.repair.actions import LARGEST, ReadPage, keep_pages
from octavo.apps.sources.actions import publisher_for
from octavo.apps.sources.models import Publisher
from octavo.engine.extraction.site import Examined
from octavo.engine.records import Block, BlockKind, BodyState, Draft, FeedItem

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
LONG = "The pilots went back to work on Thursday after three days. " * 10


@pytest.fixture
def publisher() -> Publisher:
    return publisher_for("https://ledger.example/", name="The Ledger")


def page(
    publisher: Publisher,
    number: int,
    *,
    state: BodyState = BodyState.FULL,
    score: float = 0.9,
    text: str = LONG,
    body: bytes = b"<p>page</p>",
) -> ReadPage:
    address = f"https://ledger.example/{number}"
    blocks = (Block(kind=BlockKind.PARAGRAPH, text=text),) if state.readable else ()
    draft = Draft(address=address, title=f"No {number}", blocks=blocks, body_state=state, body_reason="As said.")
    return ReadPage(
        publisher_id=publisher.pk,
        address=address,
        answered=address,
        charset="iso-8859-1",
        body=body,
        item=item_to_plain(FeedItem(guid=str(number), link=address, title=f"No {number}")),
        examined=Examined(draft=draft, blocks=(), body="", score=score),
        draft=draft,
        article_id=None,
    )


def keep(*pages: ReadPage, hour: int = 0, most: int = 50) -> None:
    keep_pages(pages, now=NOON + timedelta(hours=hour), most=most)


def test_the_pages_that_look_wrong_come_worst_first(publisher: Publisher) -> None:
    keep(
        page(publisher, 1),
        page(publisher, 2, score=0.4),
        page(publisher, 3, state=BodyState.EMPTY, score=0.0),
        page(publisher, 4, text="A line.", score=0.8),
        page(publisher, 5, state=BodyState.NOT_ARTICLE, score=0.2),
        page(publisher, 6, state=BodyState.BLOCKED, score=0.1),
    )
    found = doubtful_pages(publisher)
    assert [(one.title, one.why) for one in found] == [
        ("No 3", "empty"),
        ("No 6", "blocked"),
        ("No 5", "not an article"),
        ("No 2", "unsure"),
        ("No 4", "short"),
    ]
    assert {one.why for one in found} == set(WHY_DOUBTFUL)
    assert [one.why for one in recent_pages(publisher)].count("") == 1


def test_a_page_comes_back_as_it_was_sent(publisher: Publisher) -> None:
    keep(page(publisher, 1, body="<p>Größe</p>".encode("iso-8859-1")))
    row = kept_page(KeptPage.objects.get().pk)
    assert row is not None
    assert "Größe" in page_source(row)
    assert kept_page(row.pk + 1) is None
    assert page_of_article(7) is None


def test_a_page_takes_the_place_of_its_former_state(publisher: Publisher) -> None:
    keep(page(publisher, 1, state=BodyState.EMPTY, body=b"<p>first</p>"))
    keep(page(publisher, 1, body=b"<p>second</p>"), hour=1)
    row = KeptPage.objects.get()
    assert (row.body_state, row.doubt, page_source(row)) == ("full", "", "<p>second</p>")


def test_a_challenge_does_not_take_away_the_page_that_our_text_came_from(publisher: Publisher) -> None:
    keep(page(publisher, 1))
    keep(page(publisher, 1, state=BodyState.BLOCKED, body=b"<p>Are you human?</p>"), hour=1)
    assert KeptPage.objects.get().body_state == "full"


def test_the_last_ones_stay_and_half_as_many_that_look_wrong(publisher: Publisher) -> None:
    other = publisher_for("https://tides.example/", name="Tides")
    keep(page(other, 100))
    for number in range(30):
        score = 0.1 if number < 10 else 0.9
        keep(page(publisher, number, score=score), hour=number, most=8)
    titles = set(KeptPage.objects.filter(publisher=publisher).values_list("title", flat=True))
    assert titles == {f"No {number}" for number in (6, 7, 8, 9, *range(22, 30))}
    assert KeptPage.objects.filter(publisher=other).count() == 1


def test_nothing_is_kept_where_nothing_shall_be_or_where_a_page_is_too_large(publisher: Publisher) -> None:
    keep(page(publisher, 1), most=0)
    keep(page(publisher, 2, body=bytes(LARGEST + 1)))
    assert not KeptPage.objects.exists()


def test_reading_again_is_asked_for_in_batches(publisher: Publisher) -> None:
    keep(*(page(publisher, number) for number in range(70)), most=80)
    assert reextract(publisher) == 70
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = 'octavo.repair'")
        assert cursor.rowcount == 2
