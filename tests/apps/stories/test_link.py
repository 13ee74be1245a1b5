"""Stories of one event across languages, and of one affair: found, and moved with their reports."""

from __future__ import annotations

from datetime import timedelta
from itertools import permutations

import pytest
from cast import NOW, make_article, make_publisher, make_story, remember
from django.db import connection
from django.test.utils import CaptureQueriesContext
from line import drain
from world import paragraphs

from octavo.apps.queue.actions import set_aside
from octavo.apps.stories.actions import link_stories, tell_stories
from octavo.apps.stories.actions.thread import _recount, _Threads, _write
from octavo.apps.stories.linked import (
    chain_of,
    in_other_languages,
    stories_never_linked,
    thread_by_id,
    thread_chain,
)
from octavo.apps.stories.models import Counterpart, Outline, Report, Story, Thread
from octavo.apps.stories.queries import stories_never_told

pytestmark = pytest.mark.django_db

AFFAIR = (  # day, title, text, the words that tell the story
    (
        0,
        "Velmora and Karsk aim for more trade",
        "Marek Dovrin met Nadim al-Qasri in Velgrad. Karsk wants more trade.",
        "trade crown",
    ),
    (
        3,
        "Karsk raises duty on Velmora wheat",
        "Velmora protested. Huda Marwani of Karsk did not answer Marek Dovrin.",
        "wheat trade crown",
    ),
    (
        5,
        "Velmora and Karsk end wheat dispute",
        "Marek Dovrin thanked Huda Marwani for a quota. Karsk keeps its duty.",
        "wheat trade crown quota",
    ),
)


def world(*events: str) -> dict[tuple[str, str], Story]:
    """The stories of these events, one a language."""
    return {
        (one.event, one.language): make_story(
            [make_article(one.told.title, text=one.told.text, at=one.told.at, language=one.language)]
        )
        for one in paragraphs()
        if one.event in events
    }


def chapter(number: int) -> Story:
    day, title, text, terms = AFFAIR[number]
    article = make_article(title, text=text, at=NOW + timedelta(days=day))
    return make_story([article], terms=["karsk", "velmora", *terms.split()])


def link(*stories: Story) -> None:
    link_stories([story.pk for story in stories], now=NOW)


def pairs() -> set[tuple[int, int]]:
    return set(Counterpart.objects.values_list("story_id", "other_id"))


def test_an_event_is_linked_across_languages_and_to_nothing_else():
    stories = world("quake-arequipa", "quake-padang")
    link(*stories.values())
    linked = in_other_languages(stories["quake-padang", "ar"])
    assert {one.card.story.language for one in linked} == {"en", "ru", "de", "hi"}
    events = {story.pk: event for (event, _), story in stories.items()}
    assert all(events[one] == events[other] for one, other in pairs())


def test_reasons_are_told_from_either_side():
    stories = world("quake-padang")
    link(*stories.values())
    russian = next(one for one in in_other_languages(stories["quake-padang", "ar"]) if one.card.story.language == "ru")
    assert dict(zip(russian.mine, russian.theirs, strict=True))["بوكيتينغي"] == "Букиттинги"
    assert "1150" in russian.figures
    arabic = next(one for one in in_other_languages(stories["quake-padang", "ru"]) if one.card.story.language == "ar")
    assert dict(zip(arabic.mine, arabic.theirs, strict=True))["Букиттинги"] == "بوكيتينغي"


def test_one_by_one_and_twice_give_what_all_at_once_gives():
    stories = list(world("mocanu-verdict", "mocanu-hospital").values())
    link(*stories)
    at_once = pairs()
    Counterpart.objects.all().delete()
    Outline.objects.all().delete()
    for story in reversed(stories):
        link(story)
    assert pairs() == at_once
    link(*stories)
    assert pairs() == at_once


def test_a_story_without_reports_loses_its_links_and_what_follows_it_moves():
    stories = world("turkey-rate")
    link(*stories.values())
    gone = stories["turkey-rate", "ru"]
    goal = make_story([make_article("Ставка снижена", text="Ставка снижена.", language="ru", at=gone.first_at)])
    Report.objects.filter(story=gone).update(story=goal)
    Story.objects.filter(pk=gone.pk).update(merged_into=goal, lead=None)
    link(gone, goal)
    assert not Outline.objects.filter(story=gone).exists()
    assert all(gone.pk not in pair for pair in pairs())
    assert any(goal.pk in pair for pair in pairs())


def test_reports_that_leave_take_the_link_with_them():
    stories = world("turkey-rate")
    link(*stories.values())
    german = stories["turkey-rate", "de"]
    other = make_article("Museum zeigt Uhren", text="Das Museum in Kelmarrow zeigt 90 Uhren.", language="de")
    Report.objects.filter(story=german).update(article=other)
    link(german)
    assert all(german.pk not in pair for pair in pairs())


def test_an_affair_becomes_a_thread_whatever_came_first():
    for order in permutations(range(3)):
        Story.objects.all().delete()
        Thread.objects.all().delete()
        stories = [chapter(number) for number in range(3)]
        other = make_story([make_article("Norland win the cup", text="Ines Marlow scored twice for Norland.", at=NOW)])
        for number in order:
            link(stories[number], other)
        threads = set(Story.objects.filter(pk__in=[story.pk for story in stories]).values_list("thread", flat=True))
        assert len(threads) == 1, order
        assert None not in threads, order
        assert Story.objects.get(pk=other.pk).thread_id is None
        thread = Thread.objects.get(pk=threads.pop())
        assert (thread.stories_count, thread.first_at, thread.last_at) == (3, NOW, NOW + timedelta(days=5))


def test_a_chain_tells_what_ties_each_story_to_the_one_before():
    first, second, third = (chapter(number) for number in range(3))
    link(first, second, third)
    second.refresh_from_db()
    chain = chain_of(second)
    assert chain is not None
    assert (chain.before, chain.since) == (first, third)
    links = thread_chain(chain.thread)
    assert [one.card.story for one in links] == [third, second, first]
    assert links[-1].before is None
    assert {"Karsk", "Marek Dovrin"} <= set(links[1].names)
    assert links[1].before == first
    assert "Karsk" in chain.thread.title


def test_a_bridge_makes_two_threads_one_and_the_old_address_lasts():
    first, second, third = (chapter(number) for number in range(3))
    one, other = (
        Thread.objects.create(title=title, language="en", first_at=NOW, last_at=NOW, stories_count=1) for title in "ab"
    )
    Story.objects.filter(pk=first.pk).update(thread=one)
    Story.objects.filter(pk=second.pk).update(thread=other)
    Outline.objects.all().delete()
    link(first, second, third)
    kept = Story.objects.get(pk=third.pk).thread
    assert kept is not None
    assert set(Story.objects.filter(thread=kept)) == {first, second, third}
    assert {thread_by_id(one.pk), thread_by_id(other.pk)} == {kept}


def test_a_chain_that_falls_apart_counts_its_stories():
    first, second = chapter(0), chapter(1)
    link(first, second)
    other = make_article("Museum shows clocks", text="The museum shows 90 clocks.", at=NOW + timedelta(days=3))
    Report.objects.filter(story=second).update(article=other)
    remember(second, other, ["museum", "clocks"])
    link(second)
    second.refresh_from_db()
    assert second.thread_id is None
    link(first)
    first.refresh_from_db()
    assert first.thread_id is None
    assert Thread.objects.get().stories_count == 0


def test_a_large_batch_asks_no_more_questions_than_a_small_one():
    stories = list(world("quake-arequipa", "quake-padang", "mocanu-verdict", "tokyo-summit").values())
    link(*stories)
    with CaptureQueriesContext(connection) as few:
        link(stories[0])
    with CaptureQueriesContext(connection) as many:
        link(*stories)
    assert len(many) <= len(few) + 2


def test_telling_queues_linking():
    story = make_story([make_article(publisher=make_publisher("lantern"))])
    assert stories_never_linked(before=NOW + timedelta(days=1)) == [story.pk]
    tell_stories([story.pk], now=NOW)
    assert drain(NOW) == ["link"]
    assert stories_never_linked(before=NOW + timedelta(days=1)) == []


def test_what_was_set_aside_is_not_asked_for_again():
    story = make_story([make_article()])
    Story.objects.filter(pk=story.pk).update(told_at=None)
    assert stories_never_told(before=NOW + timedelta(days=1)) == [story.pk]
    set_aside("tell", story.pk, ValueError("odd"), now=NOW)
    assert stories_never_told(before=NOW + timedelta(days=1)) == []
    tell_stories([story.pk], now=NOW)
    set_aside("link", story.pk, ValueError("odd"), now=NOW)
    assert stories_never_linked(before=NOW + timedelta(days=1)) == []


def test_threads_that_merge_one_after_the_other_all_lead_to_the_last():
    threads = [Thread.objects.create(title=name, language="en", first_at=NOW, last_at=NOW) for name in "abc"]
    stories = [make_story([make_article(name, at=NOW)]) for name in "abc"]
    for story, thread in zip(stories, threads, strict=True):
        Story.objects.filter(pk=story.pk).update(thread=thread)
    state = _Threads({}, set())
    first, second, third = (thread.pk for thread in threads)
    state._merge(first, second)
    state._merge(second, third)
    _write(state, {}, set(), {})
    assert set(Story.objects.values_list("thread", flat=True)) == {third}
    assert {thread_by_id(thread.pk) for thread in threads} == {threads[2]}
    assert Thread.objects.get(pk=third).stories_count == 3


def test_a_thread_with_stories_leads_nowhere_and_a_circle_ends():
    story = make_story([make_article()])
    one, other = (Thread.objects.create(title=name, language="en", first_at=NOW, last_at=NOW) for name in "ab")
    Thread.objects.filter(pk=one.pk).update(merged_into=other)
    Thread.objects.filter(pk=other.pk).update(merged_into=one)
    assert thread_by_id(one.pk) in (one, other)
    Story.objects.filter(pk=story.pk).update(thread=one)
    _recount([one.pk])
    assert {thread_by_id(one.pk), thread_by_id(other.pk)} == {one}
