"""The story page: reports with copies folded, facts with their place, limits."""

from __future__ import annotations

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from cast import NOW, make_article, make_copy, make_publisher, make_story, make_version
from django.template.loader import render_to_string
from django.test import Client
from django.utils.safestring import mark_safe
from evening import evening_edition

from octavo.apps.sources.models import Publisher
from octavo.apps.stories.actions import tell_stories
from octavo.apps.stories.models import Story

pytestmark = pytest.mark.django_db


def test_it_asks_little(client: Client, django_assert_max_num_queries):
    story = evening_edition()[0]
    address = client.get(f"/story/{story.pk}/").headers["Location"]
    with django_assert_max_num_queries(9):
        page = client.get(address).content.decode()
    assert page.count("<h1") == 1
    assert "6 outlets" in page


def test_copies_are_folded_under_the_text_they_carry(client: Client):
    original = make_article("The wire's own words")
    copy = make_copy(original, publisher=make_publisher("signalwire"))
    other = make_article("Words of our own", publisher=make_publisher("meridianpost"), at=NOW - timedelta(hours=1))
    page = client.get(f"/story/{make_story([original, copy, other]).pk}/", follow=True).content.decode()
    assert "3 reports, newest first" in page
    assert "1 other outlet carries this text" in page
    assert (
        page.index("The wire&#x27;s own words</a></h3>")
        < page.index("1 other outlet")
        < page.index("Words of our own</a></h3>")
    )


def test_a_copy_without_its_original_tells_the_story_itself(client: Client):
    original = make_article("Somewhere else entirely")
    copy = make_copy(original, publisher=make_publisher("signalwire"), title="The copy stands here")
    page = client.get(f"/story/{make_story([copy]).pk}/", follow=True).content.decode()
    assert "1 report" in page
    assert "The copy stands here</a></h3>" in page


def test_facts_lead_to_their_sentence(client: Client):
    article = make_article(text="The locks opened at dawn.\n\nShips left.")
    story = make_story([article])
    page = client.get(f"/story/{story.pk}/", follow=True).content.decode()
    assert "?quote=0-25#quote" in page
    make_version(article, text="All was different.")
    page = client.get(f"/story/{story.pk}/", follow=True).content.decode()
    assert "The locks opened at dawn." in page
    assert "?quote=" not in page  # the place no longer holds the sentence


def test_many_reports_come_in_stretches(client: Client, monkeypatch: pytest.MonkeyPatch):
    articles = [
        make_article(f"Report number {number}", publisher=make_publisher(f"paper{number}")) for number in range(7)
    ]
    story = make_story(articles)
    monkeypatch.setattr("octavo.faces.reader.pages.story.REPORTS_SHOWN", 3)
    page = client.get(f"/story/{story.pk}/", follow=True).content.decode()
    assert "?from=3" in page
    rest = client.get(f"/story/{story.pk}/report-number-0/?from=3", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in rest
    assert rest.count("<h3>") == 3
    assert "?from=6" in rest


def two_countries(copied_by: str = "isle0") -> Story:
    """A told story of two countries, with a copy and a strip; a blind spot where its own country copied it."""
    text = "The ship was carrying about 380 tonnes of fuel when she struck the ledge."
    for slug, country in (
        ("signalwire", "Norland"),
        ("meridianpost", "Norland"),
        ("isle0", "Isles"),
        ("isle1", "Isles"),
    ):
        make_publisher(slug)
        Publisher.objects.filter(slug=slug).update(country_name=country, kind="newspaper")
    first, second = (
        make_article(f"Ship aground <{slug}>", publisher=Publisher.objects.get(slug=slug), text=f"{text} So {slug}.",
                     at=NOW + timedelta(hours=hours))
        for hours, slug in enumerate(("signalwire", "meridianpost"))
    )  # fmt: skip
    others = [
        make_article("Ship aground", publisher=Publisher.objects.get(slug=f"isle{n}"), at=NOW + timedelta(hours=4),
                     text=f"A ship is aground, part {n}.")
        for n in range(2)
    ]  # fmt: skip
    story = make_story([first, second, *others, make_copy(first, publisher=make_publisher(copied_by))])
    tell_stories([story.pk], now=NOW)
    story.refresh_from_db()
    return story


def test_reports_by_country_where_there_is_more_than_one(client: Client, django_assert_max_num_queries):
    address = f"/story/{(story := two_countries()).pk}/"
    address = client.get(address).headers["Location"]
    with django_assert_max_num_queries(8):
        page = client.get(address).content.decode()
    assert "5 reports, by country" in page
    assert re.search(r"<bdi [^>]*>Isles</bdi> <span class=\"small\" [^>]*>2 outlets", page)
    assert "1 other outlet carries this text" in page
    assert "Carrying the text of others:" in page
    assert "newspaper" in page
    assert "Ship aground &lt;signalwire&gt;" in page
    assert "<signalwire>" not in page
    by_time = client.get(f"{address}?by=time").content.decode()
    assert "5 reports, newest first" in by_time
    assert 'href="?by=country#reports"' in by_time
    assert story.countries_count == 2


def test_a_publisher_says_what_kind_it_is(client: Client):
    two_countries()
    assert "Newspaper · <bdi>Isles</bdi>" in client.get("/publisher/isle0/").content.decode()


def test_first_tellers_and_blind_spots_are_named(client: Client):
    page = client.get(f"/story/{two_countries('meridianpost').pk}/", follow=True).content.decode()
    blind = re.search(r'<section class="main blind".*?</section>', page, re.S)
    assert blind
    assert "None of the 2 later reports from <bdi>Isles</bdi> that we hold mentions" in blind.group()
    assert re.search(r"<q [^>]*>380 tonnes</q>", blind.group())
    assert re.search(r"First <bdi class=\"who\">Signal Wire</bdi>.*then also .*Meridian Post", blind.group(), re.S)
    assert "?quote=" in blind.group()


def test_the_strip_has_words_and_a_table(client: Client):
    page = client.get(f"/story/{two_countries().pk}/", follow=True).content.decode()
    strip = re.search(r'<figure class="strip".*?</figure>', page, re.S)
    assert strip
    assert 'role="img" aria-label="Reports over time, from 14 March 2026, 18:00 UTC' in strip.group()
    assert strip.group().count("<tr>") == 4  # the head and three hours with reports
    single = client.get(f"/story/{make_story([make_article()]).pk}/", follow=True).content.decode()
    assert 'class="strip"' not in single


def test_there_is_no_such_story(client: Client):
    for address in ("/story/1/", "/story/999999999999999999999999/x/"):
        assert client.get(address).status_code == 404


def test_many_silent_sides_are_counted_and_folded():
    kinds = [("country", "NO", "Norland")] * 3 + [("kind", "state", "")] * 2
    silent = [SimpleNamespace(kind=kind, side=side, name=name, reports=2) for kind, side, name in kinds]
    fact = SimpleNamespace(article=make_article(), span=None, text="It sank.", at=NOW, also=())
    spots = [SimpleNamespace(fact=fact, silent=silent, marks=("380 tonnes",))] * 5
    page = render_to_string("reader/parts/blind_spots.html", {"blind": spots, "spoken_here": mark_safe('lang="en"')})
    assert "No later report that we hold from 3 countries and 2 kinds of outlets mentions" in page
    assert page.count('<details><summary><bdi lang="en">No later report') == 5
    assert "2 more" in page
    assert page.count("<bdi>state media</bdi>&nbsp;(2)") == 10


def test_a_story_that_sleeps_says_so(client: Client):
    story = make_story([make_article("Locks closed")])
    assert "asleep" not in client.get(f"/story/{story.pk}/", follow=True).content.decode()
    Story.objects.filter(pk=story.pk).update(is_open=False)
    page = client.get(f"/story/{story.pk}/", follow=True).content.decode()
    assert "asleep: later reports begin another story" in page
