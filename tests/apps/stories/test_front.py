"""Which stories compete for the front page, and how versions of one event are told together."""

from __future__ import annotations

from datetime import timedelta

import pytest
from cast import NOW, make_article, make_publisher, make_story
from pytest_django import DjangoAssertNumQueries

from octavo.apps.stories.front import front_page
from octavo.apps.stories.models import Counterpart, Story

pytestmark = pytest.mark.django_db


def story(title: str, *, language: str = "en", hours: float = 1, **values: object) -> Story:
    return make_story([make_article(title, language=language, at=NOW - timedelta(hours=hours))], **values)


def link(one: Story, other: Story) -> None:
    first, second = sorted((one, other), key=lambda each: each.pk)
    Counterpart.objects.create(story=first, other=second, score=0.9)


def test_an_event_in_several_languages_stands_once_in_the_readers() -> None:
    english, french, arabic = (
        story("Locks reopen"),
        story("Les écluses", language="fr"),
        story("الأقفال", language="ar"),
    )
    link(english, french)
    link(french, arabic)  # English and Arabic only by way of French
    alone = story("Another thing", hours=2)
    front = front_page(now=NOW, preferred=["fr", "en"])
    assert [card.story for card in front.cards] == [french, alone]
    assert [(version.language, version.id) for version in front.places[french.pk].also] == [
        ("ar", arabic.pk), ("en", english.pk)
    ]  # fmt: skip
    assert front.total == 2
    assert front.places[alone.pk].also == ()


def test_a_reader_of_one_language_is_told_of_the_others() -> None:
    english, french = story("Locks reopen"), story("Les écluses", language="fr")
    link(english, french)
    front = front_page(now=NOW, languages=["en"])
    assert [card.story for card in front.cards] == [english]
    assert [version.title for version in front.places[english.pk].also] == ["Les écluses"]


def test_a_large_story_is_not_washed_away_by_the_newest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("octavo.apps.stories.front.WINDOW", 3)
    large = story("A dam fails", hours=5, independent_count=9, outlets_count=9)
    for number in range(6):
        story(f"Small news {number}", hours=0.1)
    assert front_page(now=NOW).cards[0].story == large


def test_length_counts_nothing() -> None:
    long = make_story([make_article("A long read", text="Word upon word. " * 4000, at=NOW)])
    short = make_story([make_article("A short one", publisher=make_publisher("lantern"), text="Word.", at=NOW)])
    places = front_page(now=NOW).places
    assert [(each.why, each.factor) for each in places[long.pk].weights][:2] == [
        (each.why, each.factor) for each in places[short.pk].weights
    ][:2]


def test_pace_is_counted_from_the_pulse() -> None:
    busy = story("Busy", pulse=[NOW - timedelta(hours=hours) for hours in (30, 5, 2, 1)])
    weights = {each.why: each.count for each in front_page(now=NOW).places[busy.pk].weights}
    assert weights["pace"] == 3


def test_it_asks_the_same_for_many(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(12):
        link(story(f"News {number}"), story(f"Nouvelles {number}", language="fr"))
    with django_assert_num_queries(4):
        assert len(front_page(now=NOW, with_reports=3).cards) == 12
