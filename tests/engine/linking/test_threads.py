"""What goes on with what: an affair, not a country and not an event."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from world import paragraphs

from octavo.engine.linking import Continuation, Ground, Outline, Told, choose_thread, goes_on, make_outline, name_thread

AT = paragraphs()[0].told.at
QUIET = Ground(stories=100, counts={}, of_thread={})
TALKS = "Marek Dovrin and Nadim al-Qasri met in Velgrad. Karsk and Velmora want to trade more, Dovrin said in Velgrad."
TARIFF = "Karsk has raised its duty on wheat from Velmora, Huda Marwani said. Velmora protested; Karsk did not answer."
CUP = "Norland won the cup. Ines Marlow scored twice for Norland in Velgrad."


def story(number: int, title: str, text: str, day: int, *terms: str) -> Outline:
    return make_outline(number, "en", [Told(title=title, text=text, at=AT + timedelta(days=day))], terms)


SUMMIT = story(1, "Velmora and Karsk aim for more trade", TALKS, 0, "karsk", "velmora", "trade", "crown")
WHEAT = story(2, "Karsk raises duty on Velmora wheat", TARIFF, 4, "wheat", "karsk", "velmora", "trade", "crown")
FINAL = story(3, "Norland win the cup in Velgrad", CUP, 5, "cup", "norland", "marlow", "velgrad")


def test_two_rare_names_that_both_are_about_make_an_affair():
    found = goes_on(WHEAT, SUMMIT, QUIET)
    assert found.holds
    assert {"Karsk", "Velmora"} <= set(found.names)


def test_one_name_in_common_makes_none():
    assert not goes_on(FINAL, SUMMIT, QUIET).holds


def test_names_that_all_the_news_name_say_nothing():
    usual = Ground(stories=100, counts={"karsk": 60, "velmora": 60}, of_thread={})
    assert not goes_on(WHEAT, SUMMIT, usual).holds


def test_names_that_only_this_affair_names_say_much_however_often():
    counts = {"karsk": 60, "velmora": 60}
    ground = Ground(stories=100, counts=counts, of_thread={7: counts})
    assert goes_on(WHEAT, SUMMIT, ground, thread=7).holds


def test_a_long_silence_ends_an_affair():
    late = replace(WHEAT, first=AT + timedelta(days=200), last=AT + timedelta(days=200))
    assert not goes_on(late, SUMMIT, QUIET).holds


def tie(number: int, thread: int | None, log_odds: float) -> Continuation:
    return Continuation(id=number, thread=thread, log_odds=log_odds, names=(), terms=())


def test_the_best_tie_decides_and_nothing_is_joined_below_even_odds():
    assert choose_thread([tie(1, None, -0.5)]).before is None
    choice = choose_thread([tie(1, None, 1.0), tie(2, None, 2.0)])
    assert choice.before == tie(2, None, 2.0)
    assert choice.thread is None


def test_a_thread_of_several_stories_needs_more_than_one_of_them():
    assert choose_thread([tie(1, 7, 3.0), tie(2, 7, -4.0), tie(3, 7, -4.0)]).before is None
    assert choose_thread([tie(1, 7, 3.0), tie(2, 7, 0.5), tie(3, 7, -4.0)]).thread == 7


def test_a_story_that_goes_on_with_two_threads_makes_them_one():
    choice = choose_thread([tie(1, 9, 3.0), tie(2, 7, 2.0)])
    assert (choice.thread, choice.merged) == (7, (9,))


def test_an_affair_is_called_by_the_names_its_stories_share():
    assert name_thread([SUMMIT, WHEAT]) in ("Karsk, Velmora", "Velmora, Karsk")
    assert name_thread([SUMMIT, FINAL]) == SUMMIT.title
