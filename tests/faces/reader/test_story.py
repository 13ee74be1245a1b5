"""The story page: reports with copies folded, facts with their place, limits."""

from __future__ import annotations

from datetime import timedelta

import pytest
from cast import NOW, make_article, make_copy, make_publisher, make_story, make_version
from django.test import Client
from evening import evening_edition

pytestmark = pytest.mark.django_db


def test_it_asks_little(client: Client, django_assert_max_num_queries):
    story = evening_edition()[0]
    address = client.get(f"/story/{story.pk}/").headers["Location"]
    with django_assert_max_num_queries(6):
        page = client.get(address).content.decode()
    assert page.count("<h1") == 1
    assert "6 outlets" in page


def test_copies_are_folded_under_the_text_they_carry(client: Client):
    original = make_article("The wire's own words")
    copy = make_copy(original, publisher=make_publisher("signalwire"))
    other = make_article("Words of our own", publisher=make_publisher("meridianpost"), at=NOW - timedelta(hours=1))
    page = client.get(f"/story/{make_story([original, copy, other]).pk}/", follow=True).content.decode()
    assert "2 reports, newest first" in page
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


def test_there_is_no_such_story(client: Client):
    for address in ("/story/1/", "/story/999999999999999999999999/x/"):
        assert client.get(address).status_code == 404
