"""Document frequencies that age."""

import pytest

from octavo.engine.clustering import Vocabulary
from octavo.engine.clustering.background import rareness
from octavo.engine.clustering.vocabulary import HALF_LIFE


def test_before_anything_is_read_the_background_stands() -> None:
    found = Vocabulary().rareness(["harbour", "gannet", "the"], "en")
    assert found["harbour"] == pytest.approx(rareness("harbour", "en"), abs=0.3)
    assert found["gannet"] > found["harbour"] > found["the"] == 0.0


def test_a_word_that_is_read_often_is_rare_no_more() -> None:
    seen = Vocabulary().learn([{"harbour", "strike"}] * 300 + [{"pilots"}] * 700)
    before = Vocabulary().rareness(["harbour", "gannet"], "en")
    now = seen.rareness(["harbour", "gannet", "the"], "en")
    assert now["harbour"] < before["harbour"] - 1
    assert now["gannet"] > before["gannet"]  # still unread, and more was read
    assert now["the"] == 0.0


def test_words_of_every_fourth_article_say_nothing() -> None:
    seen = Vocabulary().learn([{"zug", f"wort{at}"} for at in range(6_000)])
    assert seen.rareness(["zug"], "xx")["zug"] == 0.0


def test_what_was_read_long_ago_counts_less() -> None:
    seen = Vocabulary().learn([{"harbour"}] * 100)
    for _ in range(HALF_LIFE // 1000):
        seen = seen.learn([{f"word{at % 50}"} for at in range(1000)])
    assert seen.articles < 100 + HALF_LIFE
    assert seen._counts_of(["harbour"])[0] == pytest.approx(50, rel=0.05)


def test_no_more_words_are_kept_than_there_is_room_for() -> None:
    seen = Vocabulary().learn([{f"word{at}-{part}" for part in range(10)} for at in range(5_000)])
    often = seen.learn([{f"often{at}" for at in range(20_000)}] * 3)
    assert len(often.keys) <= 20_000
    assert often._counts_of(["often7"]) == [3.0]


def test_the_round_trip_keeps_what_counts() -> None:
    seen = Vocabulary().learn([{"harbour", "strike"}, {"harbour"}])
    again = Vocabulary.from_bytes(seen.to_bytes())
    assert again.articles == 2.0
    assert again._counts_of(["harbour", "strike", "nothing"]) == [2.0, 1.0, 0.0]
    with pytest.raises(ValueError, match="no vocabulary"):
        Vocabulary.from_bytes(b"abc")
