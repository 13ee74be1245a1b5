"""Desk pages, their feeds, and the way to them; topic pages by story, over time, in other languages."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from cast import NOW, make_article, make_copy, make_publisher, make_story
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from octavo.apps.stories.actions import desk_stories
from octavo.apps.topics.models import Tagging, Topic
from octavo.faces.reader.days import days_drawn
from octavo.faces.reader.pages.front import picture_first

pytestmark = pytest.mark.django_db


def _page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def _stories() -> None:
    for number in range(3):
        reports = [make_article(f"Cup final {number}", publisher=make_publisher(slug), desk="sport", at=NOW)
                   for slug in ("harbourledger", "lantern")[: number + 1]]  # fmt: skip
        make_story(reports, desk="sport")
    make_story([make_article("कप फाइनल", publisher=make_publisher("prabhatsamvad"), desk="sport")], desk="sport")
    make_story([make_article("Rates fall", desk="business")], desk="business")


def test_a_desk_shows_its_stories_and_no_others(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    _stories()
    with django_assert_max_num_queries(7):
        page = _page(client, "/desk/sport/")
    assert page.count("Cup final") >= 3
    assert "Rates fall" not in page
    assert 'href="/feeds/desk/sport.atom"' in page
    assert '<a href="/desk/business/"' in page
    english = _page(client, "/desk/sport/?language=en")
    assert "कप फाइनल" not in english
    assert "Cup final" in english
    assert "No stories here yet" in _page(client, "/desk/science/")


def test_no_such_desk_helps(client: Client) -> None:
    answer = client.get("/desk/gardening/")
    assert answer.status_code == 404
    assert b'href="/desk/sport/"' in answer.content
    assert client.get("/feeds/desk/gardening.atom").status_code == 404


def test_the_feed_of_a_desk_follows_its_page(client: Client) -> None:
    _stories()
    feed = client.get("/feeds/desk/sport.json").json()
    assert len(feed["items"]) == 4
    assert len(client.get("/feeds/desk/sport.json?language=hi").json()["items"]) == 1


def test_desks_are_linked_from_stories_and_articles(client: Client) -> None:
    article = make_article("Cup final", desk="sport", section="Football")
    story = make_story([article], desk="sport")
    for address in (f"/story/{story.pk}/cup-final/", f"/article/{article.pk}/cup-final/"):
        assert '<a href="/desk/sport/"' in _page(client, address)
    plain = make_article("Rain", section="harbour notes")
    assert '<p class="desk">Harbour notes</p>' in _page(client, f"/article/{plain.pk}/rain/")


def test_a_story_has_the_desk_its_reports_are_surest_of() -> None:
    reports = [
        make_article("One", desk="sport", desk_confidence=0.9),
        make_article("Two", desk="business", desk_confidence=0.5),
        make_article("Three", desk="", desk_confidence=0.2),
    ]
    story = make_story(reports)
    desk_stories([story.pk])
    story.refresh_from_db()
    assert story.desk == "sport"
    desk_stories([])


def test_a_topic_folds_copies_and_groups_by_story(client: Client) -> None:
    first = make_article("Locks reopen", topics=["Norland locks"])
    other = make_article("Ships move", publisher=make_publisher("lantern"), topics=["Norland locks", "Shipping"])
    copy = make_copy(other, publisher=make_publisher("signalwire"))
    topic = Topic.objects.get(slug="norland-locks")
    topic.taggings.create(article=copy, weight=1, at=copy.at)
    make_story([first, other, copy])
    alone = make_article("Locks in winter", topics=["Norland locks", "Shipping"], at=NOW - timedelta(days=3))
    page = _page(client, "/topic/en/norland-locks/")
    assert page.count('<article class="row"') == 2
    assert "and 1 copy" in page
    assert "#Shipping" not in page
    assert ">Shipping</a>" in page
    assert f"/article/{alone.pk}/" in page
    assert 'role="img" aria-label="4 articles from' in page


def test_a_topic_leads_to_the_same_in_other_languages_and_from_old_names(client: Client) -> None:
    make_article("A", topics=["Ilsa Korn"])
    make_article("B", publisher=make_publisher("almina"), topics=["Ilsa Korn"])
    assert 'href="/topic/ar/ilsa-korn/"' in _page(client, "/topic/en/ilsa-korn/")
    kept = Topic.objects.get(language="en")
    Topic.objects.create(slug="korn", language="en", name="Korn", merged_into=kept)
    answer = client.get("/topic/en/korn/")
    assert (answer.status_code, answer["Location"]) == (301, "/topic/en/ilsa-korn/")
    near = client.get("/topic/en/ilsa-kron/")
    assert near.status_code == 404
    assert b"/topic/en/ilsa-korn/" in near.content


def test_days_are_drawn_where_there_are_two() -> None:
    assert days_drawn([]) is None


def test_a_desk_opens_with_its_best_story_that_has_a_picture() -> None:
    plain, shown, later = cards = [
        SimpleNamespace(story=SimpleNamespace(picture=picture)) for picture in (None, object(), object())
    ]
    assert picture_first(cards) == (shown, plain, later)
    assert picture_first([]) == ()


def test_topics_of_one_name_say_their_language(client: Client) -> None:
    for slug, language in (("lantern", "en"), ("gazettefleuve", "fr")):
        article = make_article(f"Karsk {slug}", publisher=make_publisher(slug), language=language)
        topic, _ = Topic.objects.get_or_create(slug="karsk-twin", language=language, defaults={"name": "KarskTwin"})
        Tagging.objects.create(article=article, topic=topic, weight=1, at=article.at)
    page = _page(client, "/topics/")
    assert '<span class="small" lang="fr" dir="ltr">Français</span>' in page
    assert '<span class="small"' not in _page(client, "/topics/?language=fr")
