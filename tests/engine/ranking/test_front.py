import math
from dataclasses import fields
from datetime import UTC, datetime, timedelta

import pytest

from octavo.engine.ranking import StoryCard, Why, rank_front

NOW = datetime(2026, 3, 6, 12, tzinfo=UTC)


def card(identity, independent=3, hours=2.0, **more):
    return StoryCard(id=identity, independent=independent, latest=NOW - timedelta(hours=hours), **more)


def order(*cards, limit=None):
    return [story.id for story in rank_front(cards, NOW, limit)]


def test_more_independent_reports_come_first_with_diminishing_returns():
    assert order(card(1, 2), card(2, 5)) == [2, 1]
    scores = {story.id: story.score for story in rank_front([card(1, 1), card(2, 3), card(3, 5)], NOW)}
    assert scores[2] - scores[1] > scores[3] - scores[2]


def test_copies_count_nothing():
    scores = {story.id: story.score for story in rank_front([card(1, 2, outlets=2), card(2, 2, outlets=40)], NOW)}
    assert scores[1] == scores[2]


def test_freshness_halves():
    scores = {story.id: story.score for story in rank_front([card(1, hours=0), card(2, hours=14)], NOW)}
    assert scores[2] == scores[1] / 2
    assert order(card(1, 6, hours=30), card(2, 3, hours=1)) == [2, 1]


def test_breadth_and_pace_count():
    assert order(card(1), card(2, countries=4)) == [2, 1]
    assert order(card(1), card(2, recent=3)) == [2, 1]


def test_desks_take_turns():
    cards = [card(n, 5, desk="world") for n in range(1, 5)] + [card(9, 4, desk="science")]
    assert order(*cards).index(9) == 1


def test_unknown_desks_lose_nothing():
    stories = rank_front([card(1), card(2), card(3)], NOW)
    assert len({story.score for story in stories}) == 1


def test_the_order_of_cards_does_not_matter():
    cards = [
        card(n, n % 4 + 1, hours=n, desk="world" if n % 2 else "sport", language="en" if n % 3 else "fr")
        for n in range(30)
    ]
    assert order(*cards) == order(*reversed(cards))
    assert order(*cards, limit=5) == order(*cards)[:5]
    assert sorted(order(*cards)) == list(range(30))


def test_the_score_is_the_product_of_the_reasons_shown():
    cards = [
        card(n, n % 5 + 1, hours=n, countries=n % 3 + 1, recent=n % 4, desk="world" if n % 2 else "sport",
             language="en", places=("Osterhaven",) if n % 3 else ("Velgrad", "Karsk"))
        for n in range(12)
    ]  # fmt: skip
    for story in rank_front(cards, NOW):
        assert math.prod(weight.factor for weight in story.weights) == pytest.approx(story.score)


def test_reasons_can_be_checked():
    (story,) = rank_front([card(1, 4, hours=3, countries=2, recent=2)], NOW)
    assert [(weight.why, weight.count) for weight in story.weights] == [
        (Why.INDEPENDENT, 4), (Why.COUNTRIES, 2), (Why.PACE, 2), (Why.AGE, 3)
    ]  # fmt: skip
    assert rank_front([card(1, 1, hours=-5)], NOW)[0].weights[-1].factor == 1


def test_places_take_turns_and_the_reader_is_told():
    cards = [card(n, 6, places=("Osterhaven", f"Quay {n}")) for n in range(1, 4)]
    cards.append(card(9, 5, places=("Velgrad",)))
    ranked = rank_front(cards, NOW)
    assert [story.id for story in ranked][1] == 9
    pushed = [weight for weight in ranked[2].weights if weight.why == Why.PLACE]
    assert [(weight.name, weight.count) for weight in pushed] == [("Osterhaven", 1)]
    assert pushed[0].factor < 1


def test_an_event_takes_one_place_in_the_readers_language():
    cards = [card(1, 5, language="en", event=1), card(2, 2, language="fr", event=1), card(3, 4, language="en")]
    english, other = rank_front(cards, NOW, languages=["en", "fr"])
    assert (english.id, other.id) == (1, 3)
    assert rank_front(cards, NOW, languages=["fr"])[0].id == 2
    assert rank_front(cards, NOW)[0].id == 1  # nobody asked: the one with most reports
    first = english.weights[0]
    assert (first.count, first.languages) == (7, 2)  # the reports of all versions count


def test_neither_length_nor_clicks_are_known_to_the_ranking():
    known = {field.name for field in fields(StoryCard)}
    assert known == {
        "id",
        "latest",
        "independent",
        "outlets",
        "countries",
        "recent",
        "desk",
        "language",
        "places",
        "event",
    }


def test_an_empty_front_page():
    assert rank_front([], NOW) == []
