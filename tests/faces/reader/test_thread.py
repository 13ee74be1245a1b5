"""The page of an affair, and what stories and articles say of it and of other languages."""

from __future__ import annotations

from datetime import timedelta

import pytest
from cast import NOW, make_article, make_story
from django.test import Client
from world import paragraphs

from octavo.apps.stories.actions import link_stories
from octavo.apps.stories.models import Report, Story, Thread
from octavo.faces.reader.addresses import thread_address

pytestmark = pytest.mark.django_db

TEXT = "Marek Dovrin met Huda Marwani. Karsk and Velmora said so."


@pytest.fixture
def affair() -> list[Story]:
    titles = ("Velmora and Karsk aim for trade", "Karsk raises duty on Velmora wheat")
    stories = [
        make_story([make_article(title, text=TEXT, at=NOW + timedelta(days=day))], terms=["karsk", "velmora", "crown"])
        for day, title in enumerate(titles)
    ]
    link_stories([story.pk for story in stories], now=NOW)
    for story in stories:
        story.refresh_from_db()
    return stories


def get(client: Client, address: str) -> str:
    return client.get(address, follow=True).content.decode()


def test_the_page_shows_the_chain_newest_first_with_reasons(client: Client, affair: list[Story]):
    page = get(client, f"/thread/{affair[0].thread_id}/")
    assert page.index(affair[1].title) < page.rindex(affair[0].title)
    assert "Follows on from" in page
    assert ": both name" in page
    assert "2 stories" in page
    assert f"/feeds/thread/{affair[0].thread_id}.atom" in page
    assert page.count("<h1") == 1


def test_an_old_address_leads_to_the_new_one(client: Client, affair: list[Story]):
    thread = affair[0].thread
    assert thread is not None
    old = Thread.objects.create(title="Old", language="en", first_at=NOW, last_at=NOW, merged_into=thread)
    answer = client.get(f"/thread/{old.pk}/old/")
    assert (answer.status_code, answer.headers["Location"]) == (301, thread_address(thread))
    assert client.get(f"/thread/{thread.pk}/wrong/").status_code == 301


def test_a_chain_of_one_leads_to_its_story(client: Client, affair: list[Story]):
    thread = affair[0].thread_id
    Story.objects.filter(pk=affair[1].pk).update(thread=None)
    answer = client.get(f"/thread/{thread}/")
    assert answer.headers["Location"].startswith(f"/story/{affair[0].pk}/")
    Story.objects.filter(pk=affair[0].pk).update(thread=None)
    assert client.get(f"/thread/{thread}/").status_code == 404
    assert client.get("/thread/999999/").status_code == 404


def test_stories_and_articles_name_the_affair(client: Client, affair: list[Story]):
    story = get(client, f"/story/{affair[1].pk}/")
    assert "Part of a longer affair:" in story
    assert "Before:" in story
    assert "Since:" not in story
    assert "Part of a longer affair:" in get(client, f"/article/{affair[0].lead_id}/")
    alone = make_story([make_article("Alone", at=NOW)])
    assert "longer affair" not in get(client, f"/story/{alone.pk}/")


@pytest.mark.parametrize("form", ["atom", "json"])
def test_the_feed_holds_its_stories(client: Client, affair: list[Story], form: str):
    feed = get(client, f"/feeds/thread/{affair[0].thread_id}.{form}")
    assert all(story.title in feed for story in affair)
    assert client.get(f"/feeds/thread/999999.{form}").status_code == 404


def test_other_languages_stand_in_their_own(client: Client):
    stories = {
        one.language: make_story(
            [make_article(one.told.title, text=one.told.text, at=one.told.at, language=one.language)]
        )
        for one in paragraphs()
        if one.event == "quake-padang"
    }
    link_stories([story.pk for story in stories.values()], now=NOW)
    page = get(client, f"/story/{stories['en'].pk}/")
    assert "In other languages" in page
    assert '<h3 lang="ar" dir="rtl">' in page
    assert "Deutsch" in page
    assert "both give 1,150 and 62" in page
    assert 'Bukittinggi</bdi> (<bdi lang="ru" dir="ltr">Букиттинги</bdi>)' in page


def test_a_chain_whose_stories_became_one_leads_there(client: Client, affair: list[Story]):
    thread = affair[0].thread_id
    first, second = affair
    Report.objects.filter(story=second).update(story=first)
    Story.objects.filter(pk=second.pk).update(merged_into=first, lead=None, is_open=False)
    link_stories([first.pk, second.pk], now=NOW)
    assert Thread.objects.get(pk=thread).stories_count == 0
    answer = client.get(f"/thread/{thread}/", follow=True)
    assert answer.status_code == 200
    assert first.title in answer.content.decode()
