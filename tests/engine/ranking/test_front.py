from datetime import UTC, datetime, timedelta

from octavo.engine.ranking import StoryCard, rank_front

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


def test_reasons_can_be_checked():
    (story,) = rank_front([card(1, 4, hours=3, countries=2, recent=2)], NOW)
    assert story.reasons == ("4 independent reports", "2 countries", "3 hours ago", "2 of them in the last six hours")
    assert rank_front([card(1, 1, hours=-5)], NOW)[0].reasons == ("1 independent report", "within the hour")


def test_an_empty_front_page():
    assert rank_front([], NOW) == []
