"""Topics, publishers, search, sources, status, errors, and what every answer says to the browser."""

from __future__ import annotations

import re

import pytest
from cast import NOW, make_article, make_feed, make_publisher, make_story
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client, RequestFactory
from evening import evening_edition

from octavo.apps.articles.models import Article
from octavo.apps.articles.queries import texts_of
from octavo.apps.queue.actions import set_aside
from octavo.apps.queue.models import Setback
from octavo.apps.queue.queries import jobs_left
from octavo.apps.search.actions import index_articles
from octavo.apps.sources.discovery import Added
from octavo.apps.sources.models import Feed
from octavo.faces.reader.headers import HeadersMiddleware

pytestmark = pytest.mark.django_db

EVERY_PAGE = ("/", "/topics/", "/topic/en/norland/", "/publisher/harbourledger/", "/search/", "/search/?q=locks",
              "/sources/", "/sources/harbourledger/text/", "/status/", "/about/", "/nowhere/")  # fmt: skip


def get(client: Client, address: str) -> str:
    return client.get(address, follow=True).content.decode()


def test_every_page_is_guarded_and_free_of_inline_code(client: Client):
    lead = evening_edition()[0].lead
    for address in (
        *EVERY_PAGE,
        f"/article/{lead.pk}/",
        f"/story/{lead.report.story_id}/",
        f"/article/{lead.pk}/versions/",
    ):
        answer = client.get(address, follow=True)
        page = answer.content.decode()
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy  # no other site
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=", page), address
        scripts = re.findall(r"<script([^>]*)>", page)
        assert all("src=" in script or "application/ld+json" in script for script in scripts), address
        assert not re.search(r'(?:src|srcset|poster)="https?:', page), address
        assert page.count("<h1") == 1, address
        assert '<a class="skip" href="#main">' in page
        assert '<main id="main"' in page
        assert not re.findall(r'id="([^"]+)"(?=.*id="\1")', page, re.S), address


def test_feeds_out_are_announced(client: Client):
    story = evening_edition()[0]
    feeds = {
        "/": "/feeds/front",
        "/topic/en/norland/": "/feeds/topic/en/norland",
        "/publisher/lantern/": "/feeds/publisher/lantern",
        f"/story/{story.pk}/": f"/feeds/story/{story.pk}",
        "/search/?q=locks&language=en": "/feeds/search",
    }
    for address, feed in feeds.items():
        page = get(client, address)
        assert f'type="application/atom+xml" href="{feed}.atom' in page
        assert f'type="application/feed+json" href="{feed}.json' in page
    assert "/feeds/search.atom?q=locks&amp;language=en" in get(client, "/search/?q=locks&language=en")


def test_topics(client: Client, django_assert_max_num_queries):
    evening_edition()
    with django_assert_max_num_queries(5):
        page = get(client, "/topics/")
    assert "#Osterhaven locks" in page
    page = get(client, "/topics/?language=ar")
    assert "كارسك" in page
    assert "Osterhaven" not in page
    with django_assert_max_num_queries(11):
        page = get(client, "/topic/en/osterhaven-locks/")
    assert page.count('<article class="row"') == 1  # its five reports are one story
    assert page.count('<li><bdi class="who">') == 4
    assert "All of this story" in page
    assert client.get("/topic/en/unheard-of/").status_code == 404


def test_lists_go_on_backwards(client: Client, monkeypatch: pytest.MonkeyPatch):
    evening_edition()
    monkeypatch.setattr("octavo.faces.reader.pages.topic.PAGE", 4)
    page = get(client, "/topic/en/osterhaven-locks/")
    more = re.search(r'href="(\?before=[^"]+)"', page).group(1).replace("&amp;", "&")
    rest = client.get(f"/topic/en/osterhaven-locks/{more}", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in rest
    first = set(re.findall(r"/article/(\d+)/", page))
    assert first.isdisjoint(re.findall(r"/article/(\d+)/", rest))
    assert client.get("/topic/en/norland/?before=never").status_code == 200


def test_a_publisher_shows_what_it_carries_and_how_its_feeds_are(client: Client, django_assert_max_num_queries):
    evening_edition()
    with django_assert_max_num_queries(7):
        page = get(client, "/publisher/lantern/")
    assert "The server did not answer within 20 seconds." in page
    assert client.get("/publisher/nobody/").status_code == 404


def test_search_shows_why_and_keeps_its_filters(client: Client):
    evening_edition()
    index_articles(texts_of(Article.objects.values_list("pk", flat=True)))
    page = get(client, "/search/?q=locks&language=en&since=2026-01-01&order=time")
    assert "<mark>Locks</mark>" in page
    assert '<option value="en" selected' in page
    assert 'value="2026-01-01"' in page
    assert '<a href="?q=locks&amp;language=en&amp;since=2026-01-01&amp;order=relevance"' in page
    assert "Nothing found" in get(client, "/search/?q=xylophone&language=fi")
    assert 'value="&lt;script&gt;"' in get(client, "/search/?q=%3Cscript%3E")
    assert client.get("/search/?q=a&since=soon&order=up&after=zz&limit=x%00").status_code == 200


def test_sources_tell_health_and_filter(client: Client, django_assert_max_num_queries):
    evening_edition()
    with django_assert_max_num_queries(5):
        page = get(client, "/sources/")
    assert page.count("<tr id=") == 9
    assert "1 failing" in page
    assert get(client, "/sources/?health=failing").count("<tr id=") == 1
    assert get(client, "/sources/?words=meridian").count("<tr id=") == 1
    assert "No feed fits" in get(client, "/sources/?words=zzz")
    part = client.get("/sources/?words=meridian", headers={"HX-Request": "true", "HX-Target": "feeds"}).content.decode()
    assert "<html" not in part


def test_asking_a_feed_again(client: Client):
    feed = make_feed(retired_at=NOW, next_poll_at=None)
    address = f"/sources/{feed.pk}/retry"
    assert client.get(address).status_code == 405
    assert client.post(address).headers["Location"] == f"/sources/?asked={feed.pk}#feed-{feed.pk}"
    assert jobs_left() == 1
    assert Feed.objects.get().retired_at is None
    part = client.post(address, headers={"HX-Request": "true"}).content.decode()
    assert part.strip().startswith("<tr")
    assert "being asked now" in part
    assert client.post("/sources/4711/retry").status_code == 404


def test_posts_are_guarded_against_forgery():
    feed, guarded = make_feed(), Client(enforce_csrf_checks=True)
    assert guarded.post(f"/sources/{feed.pk}/retry").status_code == 403
    assert guarded.post("/sources/", {"address": "news.example"}).status_code == 403
    guarded.get("/sources/")
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', guarded.get("/sources/").content.decode()).group(1)
    assert guarded.post(f"/sources/{feed.pk}/retry", {"csrfmiddlewaretoken": token}).status_code == 302


def test_adding_a_source_says_what_was_tried(client: Client, monkeypatch: pytest.MonkeyPatch):
    asked: list[str] = []

    def add(address: str, *, now: object) -> Added:
        asked.append(address)
        feed = make_feed() if "good" in address else None
        return Added(feed=feed, tried=("https://bad.example/feed: nothing <there>",), message=f"About {address}.")

    monkeypatch.setattr("octavo.faces.reader.pages.sources.add_source", add)
    good = client.post("/sources/", {"address": " good.example "})
    bad = client.post("/sources/", {"address": "bad.example"})
    assert asked == ["good.example", "bad.example"]
    assert good.status_code == 200
    assert "About good.example." in good.content.decode()
    assert bad.status_code == 422
    assert "nothing &lt;there&gt;" in bad.content.decode()
    assert 'value="bad.example"' in bad.content.decode()  # what was typed is kept
    assert client.post("/sources/", {}).status_code == 422


def test_opml_goes_out_and_comes_in(client: Client):
    make_feed(address="https://harbourledger.example/world.xml")
    answer = client.get("/sources/opml")
    assert "attachment" in answer.headers["Content-Disposition"]
    assert b"https://harbourledger.example/world.xml" in answer.content
    Feed.objects.all().delete()
    taken = client.post("/sources/opml", {"file": SimpleUploadedFile("feeds.opml", answer.content)})
    assert taken.headers["Location"] == "/sources/?added=1&known=0"
    assert "1 feed added." in get(client, taken.headers["Location"])
    assert Feed.objects.count() == 1
    assert client.post("/sources/opml", {"file": SimpleUploadedFile("x.opml", b"no list")}).status_code == 422
    assert client.post("/sources/opml").status_code == 422


def test_status_names_what_was_set_aside_and_tries_again(client: Client):
    article = make_article("The article that broke")
    story = make_story([article])
    set_aside("tag", article.pk, ValueError("<odd>"), now=NOW)
    for step in ("tell", "link"):
        set_aside(step, story.pk, ValueError("x"), now=NOW)
    set_aside("poll", 4711, ValueError("x"), now=NOW)
    page = get(client, "/status/")
    assert f'href="/article/{article.pk}/the-article-that-broke/"' in page
    assert "ValueError: &lt;odd&gt;" in page
    assert page.count(f'href="/story/{story.pk}/') == 2
    assert "feed 4711" in page
    assert "PostgreSQL" in page
    setback = Setback.objects.get(step="tag")
    assert client.get(f"/status/setbacks/{setback.pk}/retry").status_code == 405
    assert client.post(f"/status/setbacks/{setback.pk}/retry").status_code == 302
    assert not Setback.objects.filter(pk=setback.pk).exists()
    assert jobs_left() == 1
    assert client.post(f"/status/setbacks/{setback.pk}/retry").status_code == 404


@pytest.mark.parametrize(
    ("address", "status"),
    [("/?language=%00", 200), ("/desk/world/?language=e%00n", 200), ("/topics/?language=%00", 200),
     ("/topic/%00/%00/", 404), ("/publisher/a%00b/", 404), ("/feeds/desk/world.atom?language=%00", 200),
     ("/feeds/topic/en/%00.json", 404), ("/?as_of=9999-12-28", 404), ("/?as_of=0001-01-01", 404)],
)  # fmt: skip
def test_odd_addresses_are_answered(client: Client, address: str, status: int):
    assert client.get(address).status_code == status


def test_empty_pages_never_look_broken(client: Client):
    for address, words in (
        ("/topics/", "No topics yet"),
        ("/sources/", "Nothing is followed yet"),
        ("/status/", "Nothing was set aside"),
    ):
        answer = client.get(address)
        assert answer.status_code == 200
        assert words in answer.content.decode()
    make_publisher("lantern")
    assert "No articles of this publisher yet" in get(client, "/publisher/lantern/")


def test_the_theme_is_remembered_without_script(client: Client):
    assert "data-theme" not in get(client, "/about/")
    answer = client.post("/theme/", {"theme": "dark", "next": "/about/"})
    assert answer.headers["Location"] == "/about/"
    assert 'data-theme="dark"' in get(client, "/about/")
    assert client.post("/theme/", {"theme": "auto", "next": "https://evil.example/"}).headers["Location"] == "/"
    assert client.post("/theme/", {"theme": "auto", "next": "//evil.example/"}).headers["Location"] == "/"
    assert "data-theme" not in get(client, "/about/")
    client.cookies["theme"] = 'x" onload="alert(1)'
    assert "alert" not in get(client, "/about/")


def test_reading_sets_no_cookie(client: Client):
    lead = evening_edition()[0].lead
    for address in ("/", f"/article/{lead.pk}/", "/topics/", "/search/?q=locks"):
        get(client, address)
    assert not client.cookies


def test_errors_help(client: Client):
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert 'action="/search/"' in answer.content.decode()
    away = HeadersMiddleware(lambda request: None).process_exception(
        RequestFactory().get("/"), OperationalError("gone")
    )
    assert away.status_code == 503
    assert away.headers["Retry-After"]
    assert "Nothing is lost" in away.content.decode()
    assert HeadersMiddleware(lambda request: None).process_exception(RequestFactory().get("/"), ValueError()) is None


def test_a_broken_page_says_so(monkeypatch: pytest.MonkeyPatch):
    def break_down(**values: object) -> None:
        raise ValueError("on purpose")

    monkeypatch.setattr("octavo.faces.reader.pages.front.front_page", break_down)
    answer = Client(raise_request_exception=False).get("/")
    assert answer.status_code == 500
    assert "Something broke on this page" in answer.content.decode()
    assert "on purpose" not in answer.content.decode()


def test_robots(client: Client):
    assert "Disallow: /search/" in get(client, "/robots.txt")
