"""The front page: what leads, what is asked of the database, and what stands there before the first story."""

from __future__ import annotations

import gzip
import re
from datetime import timedelta
from importlib.resources import files

import pytest
from cast import NOW, make_article, make_feed, make_publisher, make_story
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from evening import evening_edition

from octavo.apps.sources.models import Edition, Feed
from octavo.apps.stories.models import Counterpart

pytestmark = pytest.mark.django_db


def test_it_asks_little(client: Client, django_assert_max_num_queries):
    evening_edition()
    with django_assert_max_num_queries(6):
        page = client.get("/").content.decode()
    assert page.count('class="card ') > 20


def test_it_is_small(client: Client):
    evening_edition()
    page = client.get("/").content
    ours = files("octavo.faces.reader") / "static" / "reader"
    parts = [page, (ours / "octavo.css").read_bytes(), (ours / "octavo.js").read_bytes()]
    parts.append((files("django_htmx") / "static" / "django_htmx" / "htmx-2.min.js").read_bytes())
    assert sum(len(gzip.compress(part)) for part in parts) < 60_000


def test_stories_lead_by_independent_reports_and_say_so(client: Client):
    stories = evening_edition()
    page = client.get("/").content.decode()
    assert re.search(r'<article class="card big".*?</article>', page, re.S).group().count(stories[0].title) == 1
    assert "6 outlets · 5 independent reports" in page
    assert page.count("<h1") == 1


def test_each_story_says_why_it_is_there(client: Client):
    evening_edition()
    page = client.get("/").content.decode()
    assert page.count('<details class="why-here">') == page.count('<article class="card ')
    lead = re.search(r'<article class="card big".*?</article>', page, re.S)
    assert lead
    assert "Why is this here?" in lead.group()
    assert re.search(r"<li><bdi [^>]*>5 independent reports</bdi> <bdi>2.58</bdi></li>", lead.group())
    assert re.search(r"ranks? above</bdi> <bdi>× 0\.", page)  # what diversity pushed down


def test_one_event_in_two_languages_stands_once(client: Client):
    english = make_story([make_article("Locks reopen")])
    french = make_story([make_article("Les écluses rouvrent", language="fr")])
    Counterpart.objects.create(story=english, other=french, score=1)
    page = client.get("/", headers={"Accept-Language": "fr,en;q=0.5"}).content.decode()
    assert "Les écluses rouvrent</a></h2>" in page
    assert "Locks reopen</a>" not in page
    assert re.search(rf'Also in <a href="/story/{english.pk}/locks-reopen/" title="Locks reopen" lang="en"', page)


def test_every_headline_carries_its_language_and_direction(client: Client):
    evening_edition()
    page = client.get("/").content.decode()
    cards = re.findall(r'<article class="card [a-z]*" ([^>]*)>', page)
    assert len(cards) > 20
    assert {'lang="en" dir="ltr"', 'lang="hi" dir="ltr"', 'lang="ar" dir="rtl"'} == set(cards)


def test_a_language_is_chosen(client: Client):
    evening_edition()
    page = client.get("/?language=ar").content.decode()
    assert '<div lang="ar" dir="rtl">' in page
    assert "Osterhaven" not in page
    assert "العربية</a>" in page
    assert 'href="?language=hi"' in page


def test_a_language_without_stories_leads_back(client: Client):
    evening_edition()
    answer = client.get("/?language=fi")
    assert answer.status_code == 200
    assert "No stories here" in answer.content.decode()


def test_a_day_in_the_past(client: Client):
    make_story([make_article("Before that day", at=NOW - timedelta(days=40))])
    make_story([make_article("After that day", at=NOW)])
    page = client.get(f"/?as_of={(NOW - timedelta(days=39)).date()}").content.decode()
    assert "Before that day" in page
    assert "After that day" not in page
    assert f"as it stood on {NOW - timedelta(days=39):%-d %B %Y}" in page
    assert client.get("/?as_of=tomorrow").status_code == 404


def test_before_the_first_story_it_says_what_happens_and_looks_again(client: Client):
    make_feed()
    make_feed(succeeded_at=None, polled_at=None)
    page = client.get("/").content.decode()
    assert "2 feeds are being asked" in page
    assert "1 has answered so far" in page
    assert 'hx-trigger="every 3s"' in page
    assert '<noscript><meta http-equiv="refresh"' in page


def test_without_any_source_it_asks_for_one(client: Client):
    Feed.objects.all().delete()
    page = client.get("/").content.decode()
    assert "No sources yet" in page
    assert 'href="/sources/"' in page


def test_the_waiting_part_alone_is_answered_to_htmx(client: Client):
    make_feed()
    asked = {"HX-Request": "true", "HX-Target": "waiting"}
    part = client.get("/", headers=asked).content.decode()
    assert "<html" not in part
    assert 'id="waiting"' in part
    make_story([make_article()])
    assert client.get("/", headers=asked).headers["HX-Refresh"] == "true"
    assert "HX-Request" in client.get("/").headers["Vary"]


def test_the_rest_is_a_click_away(client: Client, monkeypatch: pytest.MonkeyPatch):
    evening_edition()
    monkeypatch.setattr("octavo.faces.reader.pages.front.FIRST_PAGE", 12)
    page = client.get("/").content.decode()
    assert 'href="/?from=12"' in page
    whole = client.get("/?from=12").content.decode()
    part = client.get("/?from=12", headers={"HX-Request": "true"}).content.decode()
    assert "<html" in whole
    assert "<html" not in part
    assert "You have seen it all" in part


def test_the_sample_edition_is_named(client: Client):
    evening_edition()
    assert "Sample edition" not in client.get("/").content.decode()
    Edition.objects.create(name="sample", loaded_at=timezone.now(), reason="No feed could be reached.")
    cache.clear()  # pages look for it every few seconds only
    page = client.get("/").content.decode()
    assert "Sample edition" in page
    assert "No feed could be reached." in page


def test_pictures_come_from_here_and_keep_their_place(client: Client):
    evening_edition()
    pictures = re.findall(r"<img [^>]*>", client.get("/").content.decode())
    assert len(pictures) > 5
    for picture in pictures:
        assert re.search(r' src="/picture/', picture)
        assert re.search(r' width="\d+" height="\d+"', picture)
        assert "https:" not in picture


def test_titles_are_escaped(client: Client):
    make_story([make_article("<script>alert(1)</script> & more", publisher=make_publisher())], section="<b>World")
    page = client.get("/").content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in page
    assert "<b>World" not in page
