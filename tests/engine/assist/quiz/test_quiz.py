"""Questions with their proof."""

from __future__ import annotations

import random

import pytest
from dam import assert_verbatim, reports, source

from octavo.engine.assist import quiz
from octavo.engine.assist.composed import Composed
from octavo.engine.assist.quiz.choices import wrong_choices
from octavo.engine.assist.quiz.facts import Fact, find_facts
from octavo.engine.assist.quiz.known import know_names
from octavo.engine.assist.quiz.wording import ask
from octavo.engine.assist.reading import hear_reports


def asked(text: str, language: str = "en") -> list[Fact]:
    heard = hear_reports([source(1, text, "Post", language=language)], 9_000)
    return list(find_facts(heard, know_names(heard), []))


def test_every_right_choice_is_proved_by_its_sentence_and_no_wrong_one():
    sources = reports()
    for seed in range(20):
        composed = quiz(sources, dice=random.Random(seed))
        assert_verbatim(composed, *sources)
        assert 2 <= len(composed.parts) <= 5
        for part in composed.parts:
            choices, right = part.detail["choices"], part.detail["right"]
            assert len(set(choices)) == 4
            held = [choice in part.sentences[0].text for choice in choices]
            assert held[right]
            assert sum(held) == 1
            assert choices[right] not in part.label


def test_a_figure_on_which_reports_differ_is_not_asked():
    for seed in range(20):
        answers = [
            part.detail["choices"][part.detail["right"]] for part in quiz(reports(), dice=random.Random(seed)).parts
        ]
        assert not {"11", "14"} & set(answers)


def test_the_same_dice_give_the_same_quiz():
    assert quiz(reports(), dice=random.Random(5)) == quiz(reports()[::-1], dice=random.Random(5))
    assert quiz(reports(), dice=random.Random(5), questions=1).parts == quiz(reports(), dice=random.Random(5)).parts[:1]


def test_nothing_sure_is_no_question():
    assert quiz([], dice=random.Random(1)) == Composed()
    assert quiz([source(1, "It rained. They left.", "Post")], dice=random.Random(1)) == Composed()


@pytest.mark.parametrize(
    "text",
    [
        "The bill, called Senate Bill 1381 by its friends, had been pushed by the wine makers.",
        "The last train will leave the station of Brenik at 22 h 14 on a cold night.",
        "Remedies came from Agnes Trevallow, 52, who makes salt on a spit of clay.",
        "The dam broke on 12 March and the water stood in the streets for days.",
        "Its friends had not forgotten the 90s when the harbour was still open to ships.",
        "Rovers, champions of the league, have been winners of 14 of their last games.",
        "The deal marked the 117th year of the harbour company in the northern town.",
    ],
)
def test_codes_times_ages_days_and_parts_are_no_figures(text: str):
    assert [fact.answer for fact in asked(text) if fact.kind == "figure"] == []


def test_a_sentence_that_tells_the_gender_asks_for_nobody():
    plain = "Infrastructure Minister Caspar Wynne ordered army engineers to the flooded valley on Monday."
    assert "Caspar Wynne" in [fact.answer for fact in asked(plain)]
    telling = "Infrastructure Minister Caspar Wynne ordered his army engineers to the flooded valley."
    assert [fact.answer for fact in asked(telling) if fact.kind == "name"] == []


def test_wrong_figures_are_near_as_round_and_not_in_the_reports():
    text = "Some 9,300 people in the Sennet valley were evacuated by bus to Aldersome on Monday."
    heard = hear_reports([source(1, f"{text} Others counted 12,100 or 6,000 there.", "Post")], 9_000)
    fact = next(fact for fact in asked(text) if fact.kind == "figure")
    for seed in range(10):
        wrong = wrong_choices(fact, heard, know_names(heard), random.Random(seed))
        assert len(set(wrong)) == 3
        assert not {"9,300", "12,100", "6,000"} & set(wrong)
        assert all("," in choice and choice.endswith("00") for choice in wrong)


def test_questions_in_plain_english_where_the_grammar_is_sure():
    who = "Minister Caspar Wynne denied the charge. Caspar Wynne rejected the demand of the council for a siren."
    labels = [ask(fact) for fact in asked(who) if fact.kind == "name"]
    assert labels == ["Who rejected the demand of the council for a siren?"]
    (many,) = [ask(fact) for fact in asked("About 240 engineers were sent to the flooded valley on foot.")]
    assert many == "How many engineers were sent to the flooded valley on foot?"
    (other,) = [ask(fact) for fact in asked("In the valley 240 engineers, most of them tired, were at work.")]
    assert other == "In the valley ____ engineers, most of them tired, were at work."


def test_other_languages_have_questions_too():
    hindi = "बाँध टूटने से पूरे इलाके के 9,300 लोगों ने अपने घर छोड़ दिए हैं।"
    parts = quiz([source(1, hindi, "Samvad", language="hi")], dice=random.Random(1)).parts
    assert parts[0].detail["choices"][parts[0].detail["right"]] == "9,300"
