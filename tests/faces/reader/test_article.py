"""The article page: order, evidence, escaping, what search engines are told."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from cast import NOW, make_article, make_copy, make_publisher, make_story, make_version
from django.test import Client
from evening import LEAD_KEYS, evening_edition
from pytest_django import Settings

from octavo.apps.articles.models import Article
from octavo.engine.records import Block, BlockKind, Link

pytestmark = pytest.mark.django_db


def get(client: Client, article: Article, query: str = "") -> str:
    answer = client.get(f"/article/{article.pk}/{query}", follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def in_order(page: str, parts: Sequence[str]) -> bool:
    places = [page.find(part) for part in parts]
    return -1 not in places and places == sorted(places)


def test_it_asks_little_even_of_an_edited_article(client: Client, django_assert_max_num_queries):
    stories = evening_edition()
    for story in stories[:2]:
        address = client.get(f"/article/{story.lead_id}/").headers["Location"]
        with django_assert_max_num_queries(6):
            assert client.get(address).status_code == 200


def test_the_order_of_the_page(client: Client):
    lead = evening_edition()[0].lead
    page = get(client, lead)
    parts = ('class="masthead', "<h1>", 'class="publisher', "Ilka Vandermaat", "minute to read", "The full text",
             'class="body"', "/picture/", "<figcaption>", '<ul class="tags"', "AI features",
             'class="points"', ">Related<")  # fmt: skip
    assert in_order(page[page.index("<body") :], parts)
    assert page.count("<h1") == 1
    assert page[page.index("<body") :].count(f">{lead.title}<") == 2  # the headline, and the story it is part of


def test_key_sentences_are_marked_in_the_body_and_lead_there(client: Client):
    page = get(client, evening_edition()[0].lead)
    for number, sentence in enumerate(LEAD_KEYS, 1):
        assert f'{sentence} <a class="cite" href="#key-{number}">' in page
        assert page.count(f'<mark id="key-{number}">') == 1
    assert f'<mark id="key-1">{LEAD_KEYS[0]}</mark>' in page


def test_key_sentences_of_an_older_text_are_not_shown(client: Client):
    article = make_article(text="It rained. It stopped.", key_sentences=("It rained.",))
    assert 'class="points"' in get(client, article)
    make_version(article, text="It never rained.")
    page = get(client, article)
    assert 'class="points"' not in page
    assert "<mark" not in page


def test_a_quoted_sentence_is_marked(client: Client):
    article = make_article(text="It rained. It stopped.")
    page = client.get(f"/article/{article.pk}/locks-at-osterhaven-reopen-after-nine-days/?quote=11-22").content.decode()
    assert '<mark id="quote">It stopped.</mark>' in page


def test_nothing_of_a_publisher_is_markup(client: Client):
    bad = "<img src=x onerror=alert(1)>"
    link = Link(start=0, end=4, address="javascript:alert(1)")
    good = Link(start=5, end=9, address="https://other.example/?a=1&b=2")
    article = make_article(
        bad, standfirst=bad, authors=[bad], section=bad,
        blocks=[Block(kind=BlockKind.PARAGRAPH, text=f"evil good {bad}", links=(link, good)),
                Block(kind=BlockKind.LIST, text=f"{bad}\nsecond", level=1),
                Block(kind=BlockKind.TABLE, text=f"{bad}\tb\nc\td", caption=bad),
                Block(kind=BlockKind.IMAGE, address="data:image/png;base64,AA", caption=bad),
                Block(kind=BlockKind.EMBED, address="javascript:alert(1)", caption=bad)],
        topics=(bad,),
    )  # fmt: skip
    page = get(client, article)
    assert bad not in page
    assert "javascript:" not in page
    assert "data:image" not in page
    assert '<a href="https://other.example/?a=1&amp;b=2" rel="nofollow noopener">good</a>' in page
    assert "<ol><li>" in page


def test_blocks_take_their_forms(client: Client):
    page = get(client, evening_edition()[0].lead)
    assert "<blockquote><p>“We did not repair" in page
    assert '<th scope="col">Who counts</th>' in page
    assert "<td>310 million</td>" in page
    assert "<ul><li>Gates one and two were replaced.</li>" in page
    assert "<h2>A week in the control room</h2>" in page
    assert '<a class="embed" href="https://video.example/watch/12" rel="nofollow noopener">' in page
    assert "<iframe" not in page


def test_language_and_direction(client: Client):
    article = make_article("عنوان الخبر", publisher=make_publisher("almina"), text="نص الخبر هنا.")
    page = get(client, article)
    assert '<article class="article" dir="rtl">' in page
    assert '<div class="body" lang="ar" dir="rtl">' in page
    assert '<html lang="en" dir="ltr">' in page
    unknown = make_article(publisher=make_publisher("nobody"))
    Article.objects.filter(pk=unknown.pk).update(language=None)
    assert '<div class="body" dir="auto">' in get(client, unknown)


def test_search_engines_are_sent_to_the_publisher(client: Client, settings: Settings):
    article = make_article("A </script> title", standfirst="In short.", authors=["Ilka Vandermaat"])
    page = get(client, article)
    assert f'<link rel="canonical" href="{article.address}">' in page
    assert '<meta name="robots" content="noindex">' in page
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    data = json.loads(found.group(1))
    assert data["@type"] == "NewsArticle"
    assert data["headline"] == "A </script> title"
    assert data["publisher"]["name"] == "The Harbour Ledger"
    assert data["author"][0]["name"] == "Ilka Vandermaat"
    settings.OCTAVO = replace(settings.OCTAVO, values={**settings.OCTAVO.values, "index_full_text": True})
    assert "noindex" not in get(client, article)


def test_body_states_are_told_in_plain_words(client: Client):
    for state, words in (
        ("paywalled", "asks for a subscription"),
        ("blocked", "did not let us read"),
        ("video", "plays at"),
    ):
        article = make_article(body_state=state, blocks=(), body_reason=f"The page says <{state}>.")
        page = get(client, article)
        assert words in page
        assert f"The page says &lt;{state}&gt;." in page
        assert f'<a href="{article.address}" rel="nofollow noopener">Read it at' in page
        assert "We hold no text of this article" in page


def test_dates_are_exact_and_relative_and_never_guessed(client: Client):
    dated = make_article(at=datetime(2024, 5, 1, 14, 5, tzinfo=UTC))
    assert "1 May 2024, 14:05 UTC" in get(client, dated)
    assert "No date given; first seen" in get(client, make_article(published=None))


def test_copies_name_each_other(client: Client):
    original = make_article(agency="Signal Wire")
    copy = make_copy(original, publisher=make_publisher("signalwire"))
    assert "Carries the text of" in get(client, copy)
    page = get(client, original)
    assert "1 other outlet carries this text:" in page
    assert "Credits the agency Signal Wire" in page


def test_related_articles_say_why(client: Client):
    words = "Ilva Marrent let the first ships into the Osterhaven locks at dawn, nine days after they were shut."
    one = make_article("Ilva Marrent opens the Osterhaven locks", text=words, standfirst="Ilva Marrent did it.")
    two = make_article(
        "Growers count what nine days cost them",
        publisher=make_publisher("northgatetimes"), at=NOW + timedelta(hours=3),
        text="Grain sat in the rain until Ilva Marrent opened the Osterhaven locks at dawn and let the first ships in.",
    )  # fmt: skip
    make_story([one, two])
    page = get(client, one)
    related = page[page.index(">Related<") :]
    assert two.title in related
    assert re.search(r'<h3 class="kind-title"><bdi [^>]*>Other views</bdi></h3>', related)
    assert "Northgate Times" in related
    assert 'Both name <bdi lang="en" dir="ltr">Ilva Marrent</bdi> and <bdi' in related
    assert "published in <bdi" in related
    assert ", 3 hours later" in related
    assert "Grain sat in the rain" in related


def test_an_edit_is_said_and_shown(client: Client, django_assert_max_num_queries):
    article = make_article("Forty ships wait", text="The locks are shut.\n\nNobody knows why.")
    make_version(article, title="Fifty ships wait", text="The locks are open.\n\nNobody knows why.", at=NOW)
    page = get(client, article)
    assert "The headline has changed" in page
    assert f'href="/article/{article.pk}/versions/"' in page
    with django_assert_max_num_queries(4):
        changes = client.get(f"/article/{article.pk}/versions/").content.decode()
    assert "<del>Forty</del><ins>Fifty</ins> ships wait" in changes
    assert "The locks are <del>shut</del><ins>open</ins>." in changes
    assert "1 paragraph as before" in changes
    make_version(article, text="Something <else> entirely was printed.", at=NOW)
    changes = client.get(f"/article/{article.pk}/versions/").content.decode()
    assert "<del>The locks are open.</del> <ins>Something &lt;else&gt; entirely was printed.</ins>" in changes
    assert "noindex" in changes


def test_wrong_slugs_lead_to_the_right_page_and_wrong_numbers_nowhere(client: Client):
    article = make_article("प्रभात की खबर", publisher=make_publisher("prabhatsamvad"), at=NOW - timedelta(hours=1))
    answer = client.get(f"/article/{article.pk}/something-else/")
    assert answer.status_code == 301
    assert client.get(answer.headers["Location"]).status_code == 200
    for number in (article.pk + 1, 10**30):
        assert client.get(f"/article/{number}/").status_code == 404
        assert client.get(f"/article/{number}/versions/").status_code == 404


def test_who_else_worked_on_it_and_its_licence_are_shown(client: Client):
    article = make_article(
        "Locks reopen",
        contributors=[{"name": "Jan <Kern>", "role": "translator"}, {"name": "Kim Lee", "role": "photographer"}],
        licence="https://creativecommons.org/licenses/by-sa/4.0/",
        minutes=7,
    )
    page = get(client, article)
    assert "Translated by <bdi>Jan &lt;Kern&gt;</bdi>" in page
    assert "Photographs by <bdi>Kim Lee</bdi>" in page
    assert 'rel="license nofollow noopener"><bdi>CC BY-SA 4.0</bdi></a>' in page
    assert "7 minutes to read" in page
    assert "Licence" not in get(client, make_article("Ships move again"))


def test_a_licence_that_is_no_address_is_no_link(client: Client):
    page = get(client, make_article("Locks reopen", licence="javascript:alert(1)"))
    assert "<bdi>javascript:alert(1)</bdi>" in page
    assert 'href="javascript' not in page
