"""The briefing out of the database: what came since, its ranking, its spans, and how little it asks."""

from __future__ import annotations

from datetime import timedelta

import pytest
from cast import NOW, make_article, make_copy, make_publisher, make_story, make_version
from evening import evening_edition

from octavo.apps.articles.queries import texts_of
from octavo.apps.assist.briefing import Briefed, Choices, briefing_of
from octavo.apps.stories.models import Outline

pytestmark = pytest.mark.django_db

OPENED = "The last of the four gates at Osterhaven swung open on Saturday and forty ships moved."
LOSS = "The port of Osterhaven put the loss at 310 million crowns for nine days without ships."
YESTERDAY = NOW - timedelta(hours=24)


def brief(since=YESTERDAY, now=NOW, **choices) -> Briefed:
    return briefing_of(Choices.of(**choices), since=since, now=now)


def told(briefed: Briefed) -> dict[str, list[str]]:
    return {line.part.label: [one.text for one in line.part.sentences] for line in briefed.lines}


def test_every_sentence_stands_where_it_says(django_assert_num_queries):
    evening_edition()
    with django_assert_num_queries(5):
        briefed = brief(minutes=10)
    texts = {held.article.pk: held for held in texts_of(briefed.articles)}
    assert len(briefed.lines) > 15
    for line in briefed.lines:
        for cited, article in line.sources:
            (span,) = cited.spans
            assert texts[span.article].text[span.start : span.end] == cited.text
            assert (span.article, span.version) == (article.pk, article.version)


def test_it_goes_by_the_front_page():
    stories = evening_edition()
    assert brief().lines[0].story == stories[0]


def test_what_is_older_is_told_only_where_it_goes_on():
    old = make_article(
        "Gates open", text=f"{OPENED}\n\nMore is to come.", at=NOW - timedelta(days=3), key_sentences=[OPENED]
    )
    new = make_article("Port counts its loss", publisher=make_publisher("lantern"), text=LOSS, key_sentences=[LOSS],
                       at=NOW - timedelta(hours=1))  # fmt: skip
    make_story([old, new], pulse=[old.at, new.at])
    make_story([make_article("Long ago", text=OPENED, at=NOW - timedelta(days=2))])
    (line,) = brief().lines
    assert line.part.kind == "goes_on"
    assert (line.part.detail["fresh"], line.part.detail["independent"]) == (1, 2)
    assert [one.text for one in line.part.sentences] == [LOSS]
    assert brief(since=NOW - timedelta(minutes=10)).lines == ()


def test_wire_copies_bring_no_story_back():
    old = make_article("Gates open", text=OPENED, at=NOW - timedelta(days=3), key_sentences=[OPENED])
    copy = make_copy(old, publisher=make_publisher("signalwire"), at=NOW - timedelta(hours=1))
    make_story([old, copy], pulse=[old.at])
    assert brief().lines == ()


def test_a_new_story_of_an_affair_does_not_repeat_the_one_before():
    before = make_story([make_article("Gates open", text=OPENED, at=NOW - timedelta(days=3), key_sentences=[OPENED])])
    after = make_story([make_article("Port counts", text=f"{OPENED}\n\n{LOSS}", at=NOW, key_sentences=[OPENED, LOSS])])
    assert told(brief()) == {"Port counts": [OPENED, LOSS]}
    Outline.objects.create(story=after, language="en", last_at=NOW, plain={}, keys=[], marks=[], before=before)
    assert told(brief()) == {"Port counts": [LOSS]}


def test_a_sentence_that_changed_since_is_not_shown():
    article = make_article("Gates open", text=OPENED, at=NOW)
    make_story([article])
    make_version(article, text=LOSS)
    assert told(brief(now=NOW + timedelta(hours=2))) == {"Gates open": [LOSS]}


def test_desks_and_languages_are_chosen():
    make_story([make_article("Gates open", text=OPENED)], desk="world")
    make_story([make_article("Loss counted", text=LOSS)], desk="business")
    make_story(
        [make_article("جهاز", publisher=make_publisher("almina"), text="فتحت بوابات ميناء أوسترهافن الأربع يوم السبت.")]
    )
    assert set(told(brief(desks=["business"]))) == {"Loss counted"}
    assert set(told(brief(language="ar"))) == {"جهاز"}
    assert len(brief().lines) == 3
    assert [desk for desk, _ in brief().by_desk][-1] == ""


def test_the_past_is_told_as_it_stood():
    make_story([make_article("Gates open", text=OPENED, at=NOW - timedelta(hours=5))])
    make_story([make_article("Loss counted", text=LOSS, at=NOW - timedelta(hours=1))])
    then = briefing_of(Choices(), since=YESTERDAY, until=NOW - timedelta(hours=3), now=NOW)
    assert set(told(then)) == {"Gates open"}


def test_choices_keep_to_what_is_offered():
    assert Choices.of(["sport", "nonsense", "world"], "en\0", "7") == Choices(desks=("world", "sport"), language="en")
    assert Choices.of(minutes="10").minutes == 10
