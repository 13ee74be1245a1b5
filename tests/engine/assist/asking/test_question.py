"""What a question is understood to ask."""

from __future__ import annotations

import pytest

from octavo.engine.assist.asking.question import Kind, read_question
from octavo.engine.assist.asking.wording import language_of, languages


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Who won the cup?", Kind.PERSON),
        ("Starting this week, travellers from which country need a test?", Kind.PLACE),
        ("Which bank lends the money?", Kind.NAME),
        ("How many pilots stopped work?", Kind.COUNT),
        ("How many days did it take?", Kind.SPAN),
        ("What will it cost?", Kind.MONEY),
        ("How old is the dam?", Kind.AGE),
        ("How deep is the strait?", Kind.LENGTH),
        ("How heavy is the probe?", Kind.WEIGHT),
        ("Why was the alarm off?", Kind.REASON),
        ("Did the dam fail?", Kind.WHETHER),
        ("What did the Bank of Norland decide?", Kind.THING),
        ("Combien de ruches y a-t-il à Rivaine ?", Kind.COUNT),
        ("Quel âge a la ministre ?", Kind.AGE),
        ("¿Quién ganó la copa?", Kind.PERSON),
        ("Wie viele Menschen wurden verletzt?", Kind.COUNT),
        ("Quando foi construída a barragem?", Kind.TIME),
        ("Почему закрыли мост?", Kind.REASON),
        ("बाँध कब टूटा?", Kind.TIME),
        ("كم عدد القوارب؟", Kind.COUNT),
    ],
)
def test_kinds(question: str, kind: Kind):
    assert read_question(question, language_of(question, ["en"])).kind is kind


def test_the_language_is_that_which_knows_the_words():
    asked = {"en": "Who is the captain of the ship?", "fr": "Qui est le capitaine du navire ?",
             "es": "¿Quién es el capitán del barco?", "de": "Wer ist der Kapitän des Schiffes?",
             "pt": "Quem é o capitão do navio?", "ru": "Кто капитан этого корабля?", "hi": "जहाज का कप्तान कौन है?",
             "ar": "من هو قبطان السفينة؟"}  # fmt: skip
    assert {code: language_of(text, []) for code, text in asked.items()} == {code: code for code in asked}
    assert set(asked) <= set(languages())


def test_names_weigh_more_and_grammar_nothing():
    asked = read_question("Who is the captain of the Silver Tern?", "en")
    words = {word.word: word for word in asked.focus}
    assert set(words) == {"captain", "silver", "tern"}
    assert words["tern"].is_name
    assert not words["captain"].is_name
    assert words["tern"].weight > words["captain"].weight
    assert asked.called == (("silver", "tern"),)


def test_a_follow_up_carries_over_less_than_it_says_itself():
    before = [("Who leads the inquiry into the Orrin Dam?", "Judge Edla Marchbank leads it.")]
    asked = read_question("How old is she?", "en", before)
    assert {"edla", "marchbank", "orrin"} <= {word.word for word in asked.focus if word.carried}
    alone = read_question("How old is the Tizonal volcano?", "en", before)
    assert not any(word.carried for word in alone.focus)


def test_a_bare_follow_up_keeps_the_kind():
    before = [("How many boats were in the harbour in 2024?", "There were 20 boats.")]
    asked = read_question("And in 2025?", "en", before)
    assert asked.kind is Kind.COUNT
    assert asked.years == {"2025"}
