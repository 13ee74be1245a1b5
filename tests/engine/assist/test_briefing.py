"""The briefing says what is new, once, in the time there is, word for word."""

from __future__ import annotations

import pytest

from octavo.engine.assist.briefing import BriefStory, briefing, minutes_of
from octavo.engine.assist.composed import Cited
from octavo.engine.records import Span

LOCKS = "The last of the four gates at Osterhaven swung open on Saturday and forty ships moved again."
LOCKS_AGAIN = "Forty ships moved again on Saturday when the last of the four gates at Osterhaven swung open."
LOSS = "The port of Osterhaven put the loss at 310 million crowns for nine days without ships."
ASIDE = "A bakery beside the market sold twice as many poppy rolls as in any other week."
BACK = "He said that this was the day for which he had waited so long."
FERRY = "A ferry with 214 people on board ran aground off Hollin Island on Monday morning."


def cited(text: str, article: int = 1) -> Cited:
    return Cited(text=text, spans=(Span(article=article, version=1, start=0, end=len(text)),))


def story(number: int, *texts: str, title: str = "Gates at Osterhaven open again", **values: object) -> BriefStory:
    sentences = tuple(cited(text, number) for text in texts)
    return BriefStory(**{"id": number, "title": title, "language": "en", "sentences": sentences, **values})


def texts_of(*stories: BriefStory, minutes: int = 5) -> list[list[str]]:
    return [[one.text for one in part.sentences] for part in briefing(stories, minutes=minutes).parts]


def test_sentences_are_those_given_with_their_spans() -> None:
    (part,) = briefing([story(7, LOCKS, LOSS, desk="world", outlets=5, independent=4, fresh=4)]).parts
    assert [(one.text, one.spans[0].article) for one in part.sentences] == [(LOCKS, 7), (LOSS, 7)]
    assert (part.kind, part.label) == ("new", "Gates at Osterhaven open again")
    assert part.detail["story"] == 7
    assert (part.detail["desk"], part.detail["outlets"], part.detail["fresh"]) == ("world", 5, 4)


def test_nothing_is_said_twice_in_one_story_or_two() -> None:
    assert texts_of(story(1, LOCKS, LOCKS_AGAIN), story(2, LOCKS_AGAIN, LOSS)) == [[LOCKS], [LOSS]]
    assert texts_of(story(1, LOCKS), story(2, LOCKS_AGAIN)) == [[LOCKS]]


def test_what_was_told_before_is_not_news() -> None:
    goes_on = story(1, LOCKS_AGAIN, LOSS, told=(LOCKS,), fresh=2, independent=6, is_new=False)
    (part,) = briefing([goes_on]).parts
    assert part.kind == "goes_on"
    assert [one.text for one in part.sentences] == [LOSS]
    assert texts_of(story(1, LOCKS_AGAIN, told=(LOCKS,))) == []


def test_copies_alone_bring_nothing() -> None:
    assert texts_of(story(1, LOCKS, fresh=0)) == []


def test_a_sentence_that_needs_its_neighbours_is_passed_over() -> None:
    assert texts_of(story(1, BACK, LOCKS, ASIDE)) == [[LOCKS]]  # the last one has nothing to do with the headline


def test_sentences_about_the_headline_come_before_side_issues() -> None:
    aside = "The mayor of Osterhaven thanked a florist and two students for a banner of paper."
    found = texts_of(story(1, LOCKS, aside, LOSS), story(2, FERRY, title="Ferry aground"))
    assert found[0] == [LOCKS, LOSS, aside]


@pytest.mark.parametrize("minutes", [2, 5, 10])
def test_it_fills_the_time_and_no_more(minutes: int) -> None:
    places = [
        f"{first}{second}port" for first in "BDFGKLMNPR" for second in ("al", "en", "il", "or", "um", "yr", "as", "ek")
    ]
    many = [
        story(number, f"Harbour {place} lost {number} ferries near {place}bay while {place} pilots of {place} slept.",
              title=f"{place} loses ferries", desk=("world", "sport", "")[number % 3])
        for number, place in enumerate(places)
    ]  # fmt: skip
    composed = briefing(many, minutes=minutes)
    assert minutes * 0.85 <= minutes_of(composed) <= minutes
    assert composed == briefing(many, minutes=minutes)
    desks = [part.detail["desk"] for part in composed.parts]
    assert desks == sorted(desks, key=["world", "sport", ""].index)  # grouped, no desk last
    first = [part.detail["story"] for part in composed.parts if part.detail["desk"] == "world"]
    assert first == sorted(first)


def test_the_first_stories_get_more_room_than_the_others() -> None:
    more = ("Pilots at Osterhaven had asked for new gates since the storms of 2019.",
            "Growers near Osterhaven count 460 million because grain rots in rain.")  # fmt: skip
    first = story(1, LOCKS, LOSS, *more)
    others = [story(number, f"Team {number} of Osterhaven{number} beat Rovers{number} by {number} goals in a final.",
                    title=f"Team {number} wins Osterhaven{number}") for number in range(2, 12)]  # fmt: skip
    found = texts_of(first, *others)
    assert len(found[0]) == 3
    assert len(found) > 8


def test_other_scripts_work_alike() -> None:
    hindi = "ओस्टरहेवन के बंदरगाह में नौ दिन बाद चालीस जहाज़ फिर चल पड़े और अनाज उतरा।"
    arabic = "فتحت بوابات ميناء أوسترهافن الأربع يوم السبت بعد تسعة أيام من الانتظار."
    found = texts_of(
        story(1, hindi, title="जहाज़ फिर चले", language="hi"), story(2, arabic, title="بوابات الميناء", language="ar")
    )
    assert found == [[hindi], [arabic]]


def test_of_nothing_comes_nothing() -> None:
    assert briefing([]).parts == ()
    assert briefing([story(1)]).parts == ()
