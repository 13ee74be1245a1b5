"""Feeds out of Octavo are valid, say what the site says, and cost nothing when nothing has changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import feedparser
import pytest
from cast import NOW, make_article, make_copy, make_publisher, make_story, make_version
from django.test import Client
from pytest_django import Settings

from octavo.apps.articles.queries import texts_of
from octavo.apps.search.actions import index_articles
from octavo.apps.stories.models import Story
from octavo.engine.parsing import parse_feed

pytestmark = pytest.mark.django_db

SITE = "https://news.example.org"
NASTY = 'Locks & "gates" <reopen> \u0001at dawn'


@pytest.fixture
def story(settings: Settings) -> Story:
    settings.OCTAVO = replace(settings.OCTAVO, values={**settings.OCTAVO.values, "site_address": f"{SITE}/"})
    at = datetime.now(tz=UTC).replace(microsecond=0) - timedelta(hours=1)
    image = {"address": "https://pictures.example/locks.jpg"}
    lead = make_article(NASTY, authors=["Ilka Vandermaat"], standfirst="Ships & crews <wait>.", at=at,
                        topics=["Shipping"], section="World", image=image)  # fmt: skip
    other = make_article(
        "Ships move again", publisher=make_publisher("lantern"), at=at - timedelta(hours=2), topics=["Shipping"]
    )
    copy = make_copy(other, publisher=make_publisher("signalwire"))
    index_articles(texts_of([lead.pk, other.pk, copy.pk]))
    return make_story([lead, other, copy])


def _atom(client: Client, path: str) -> Any:
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    parsed = feedparser.parse(response.content)
    assert not parsed.bozo, parsed.get("bozo_exception")
    assert parsed.version == "atom10"
    return parsed


def _json(client: Client, path: str) -> Mapping[str, Any]:
    response = client.get(path)
    assert response["Content-Type"].startswith("application/feed+json")
    return json.loads(response.content)  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/feeds/front", ""),
        ("/feeds/front", "?language=en"),
        ("/feeds/topic/en/shipping", ""),
        ("/feeds/publisher/harbourledger", ""),
        ("/feeds/story/{pk}", ""),
        ("/feeds/search", "?q=ships"),
        ("/feeds/search", "?publisher=lantern"),
    ],
)
def test_both_forms_say_the_same(client: Client, story: Story, path: str, query: str) -> None:
    path = path.format(pk=story.pk)
    atom, plain = _atom(client, f"{path}.atom{query}"), _json(client, f"{path}.json{query}")
    assert atom.entries
    assert [entry.id for entry in atom.entries] == [item["id"] for item in plain["items"]]
    assert [entry.title for entry in atom.entries] == [item["title"] for item in plain["items"]]
    assert not any("\u0001" in entry.title for entry in atom.entries)
    assert [entry.link for entry in atom.entries] == [item["url"] for item in plain["items"]]
    assert len({entry.id for entry in atom.entries}) == len(atom.entries)
    assert atom.feed.title == plain["title"]
    assert plain["feed_url"] == f"{SITE}{path}.json{query}"
    assert all(entry.link.startswith(f"{SITE}/") for entry in atom.entries)
    assert client.get(plain["home_page_url"].removeprefix(SITE)).status_code == 200


@pytest.mark.parametrize("form", ["atom", "json"])
def test_our_own_parser_reads_them(client: Client, story: Story, form: str) -> None:
    found = parse_feed(client.get(f"/feeds/story/{story.pk}.{form}").content)
    assert [item.title for item in found.items] == ['Locks & "gates" <reopen> at dawn', "Ships move again"]
    assert found.items[0].published == story.last_at


def test_a_story_names_who_reports_it(client: Client, story: Story) -> None:
    entry = _atom(client, "/feeds/front.atom").entries[0]
    assert entry.title == story.title.replace("\u0001", "")
    assert entry.summary == "Ships & crews <wait>."
    assert "Ships &amp; crews &lt;wait&gt;." in entry.content[0].value
    assert "The Lantern" in entry.content[0].value
    assert {author.name for author in entry.authors} == {"The Harbour Ledger", "The Lantern"}
    assert entry.enclosures[0].href.startswith(f"{SITE}/picture/960/")


def test_a_report_leads_to_its_publisher_and_is_not_given_whole(client: Client, story: Story) -> None:
    item = _json(client, "/feeds/publisher/harbourledger.json")["items"][0]
    assert 'href="https://harbourledger.example/' in item["content_html"]
    assert "Forty ships had waited" not in item["content_html"]
    assert item["authors"] == [{"name": "Ilka Vandermaat"}]
    assert item["language"] == "en"


def test_ids_outlive_a_new_headline_and_a_new_address(client: Client, story: Story, settings: Settings) -> None:
    before = _json(client, f"/feeds/story/{story.pk}.json")["items"]
    lead = story.lead
    assert lead is not None
    make_version(lead, title="Another headline", text="Another text.")
    settings.OCTAVO = replace(settings.OCTAVO, values={**settings.OCTAVO.values, "site_address": ""})
    after = _json(client, f"/feeds/story/{story.pk}.json")["items"]
    assert [item["id"] for item in after] == [item["id"] for item in before]
    assert after[0]["title"] == "Another headline"
    assert after[0]["url"].startswith("http://testserver/")


@pytest.mark.parametrize("form", ["atom", "json"])
def test_who_has_it_already_gets_nothing(client: Client, story: Story, form: str) -> None:
    path = f"/feeds/story/{story.pk}.{form}"
    response = client.get(path)
    assert client.get(path, headers={"If-None-Match": response["ETag"]}).status_code == 304
    assert client.get(path, headers={"If-Modified-Since": response["Last-Modified"]}).status_code == 304
    late = make_article("Late report", publisher=make_publisher("dailycompass"), at=NOW)
    story.reports.create(article=late, joined_at=NOW)
    changed = client.get(path, headers={"If-None-Match": response["ETag"]})
    assert changed.status_code == 200
    assert changed["ETag"] != response["ETag"]


def test_a_search_is_followed_by_time(client: Client, story: Story) -> None:
    items = _json(client, "/feeds/search.json?q=ships&order=relevance")["items"]
    assert len(items) == 3
    dates = [item["date_published"] for item in items]
    assert dates == sorted(dates, reverse=True)


def test_an_empty_feed_is_a_feed(client: Client) -> None:
    assert _atom(client, "/feeds/front.atom").entries == []
    assert _json(client, "/feeds/search.json?q=nothing")["items"] == []


@pytest.mark.parametrize(
    "path",
    [
        "/feeds/topic/en/nothing.atom",
        "/feeds/publisher/nobody.json",
        "/feeds/story/999999.atom",
        "/feeds/search.atom",
        "/feeds/front.rss",
    ],
)
def test_what_there_is_not_is_not_found(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_what_is_held_of_a_body_is_said_in_words_and_for_programs(client: Client) -> None:
    make_article("Behind a wall", body_state="paywalled", body_reason="The page shows a notice <for> subscribers.")
    make_article("All of it")
    path = "/feeds/publisher/harbourledger"
    items = {item["title"]: item for item in _json(client, f"{path}.json")["items"]}
    walled = items["Behind a wall"]
    assert walled["_octavo"]["body_state"] == "paywalled"
    assert walled["_octavo"]["body_reason"] == "The page shows a notice <for> subscribers."
    assert "The Harbour Ledger asks for a subscription" in walled["content_html"]
    assert items["All of it"]["_octavo"]["body_state"] == "full"
    assert "as The Harbour Ledger published it" not in items["All of it"]["content_html"]
    atom = client.get(f"{path}.atom").content.decode()
    assert '<octavo:body state="paywalled">The page shows a notice &lt;for&gt; subscribers.</octavo:body>' in atom
    assert len(_atom(client, f"{path}.atom").entries) == 2


def test_who_else_worked_on_it_and_its_licence_are_told_to_programs(client: Client) -> None:
    make_article("Locks reopen", contributors=[{"name": "Jan Kern", "role": "translator"}], free=False, minutes=3,
                 licence="https://creativecommons.org/licenses/by/4.0/")  # fmt: skip
    told = _json(client, "/feeds/publisher/harbourledger.json")["items"][0]["_octavo"]
    assert told["contributors"] == [{"name": "Jan Kern", "role": "translator"}]
    assert (told["licence"], told["free"]) == ("https://creativecommons.org/licenses/by/4.0/", False)
    assert told["reading_minutes"] == 3
    assert told["words"] > 0
