"""Who speaks in a sentence."""

from __future__ import annotations

import pytest

from octavo.engine.assist.saying import find_speech, is_said_by_pronoun
from octavo.engine.text.sentences import split_sentences


def spoken(text: str, language: str = "en") -> list[tuple[str, str]]:
    return [(each.holder, each.sentence.text) for each in find_speech(split_sentences(text, language), language)]


def holders(text: str, language: str = "en") -> list[str]:
    return [holder for holder, _ in spoken(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "holder"),
    [
        ("en", "“You cannot sleep on a bonus,” said Rowena Pike, the guild's chair.", "Rowena Pike"),
        ("en", "The mayor, Beatrix Omund, said that the siren had saved them.", "Beatrix Omund"),
        ("en", "The tide was low, according to the pilot Desmond Quill.", "Desmond Quill"),
        ("fr", "Le maire, Ghislain Porcherel, a rejeté la proposition.", "Ghislain Porcherel"),
        ("es", "«Sigue subiendo», explicó la vulcanóloga Inés Barrantúa.", "Inés Barrantúa"),
        ("de", "„Er liegt drei Kilometer weit draußen“, sagte Henrike Solvang.", "Henrike Solvang"),
        ("pt", "Segundo a promotora Lúcia Montarro, faltam doze contratos.", "Lúcia Montarro"),
        ("it", "«La diga era sicura», ha detto Dario Velmonte.", "Dario Velmonte"),
        ("ru", "«Мы считаем смены», — сказал Павел Дростин.", "Павел Дростин"),
        ("pl", "„Zboże poczeka”, powiedziała Olga Temrin.", "Olga Temrin"),
        ("hi", "महापौर बीट्रिक्स ओमंड ने कहा कि गाँव बच गया।", "महापौर बीट्रिक्स ओमंड"),
        ("ar", "قال المنتج عدي السواحلي إن الفيلم صُوّر في ستة أسابيع.", "المنتج عدي السواحلي"),
        ("zh", "港务局局长林海波表示，新码头明年开放。", "港务局局长林海波"),
        ("tr", "Kemal Arslan köprünün kapatılacağını söyledi.", "Kemal Arslan"),
    ],
)
def test_the_speaker_is_found(language: str, text: str, holder: str):
    assert holders(text, language) == [holder]


def test_a_surname_is_the_one_full_name_that_ends_so():
    assert holders("Arun Rao opened the bridge. Mr Rao said the tolls would end.") == ["Arun Rao"]
    assert holders("Arun Rao met Mira Rao. Mr Rao said the tolls would end.") == ["Rao"]


def test_a_pronoun_is_who_spoke_before_unless_somebody_else_came_between():
    first = "Jonas Aldwick warned sightseers away."
    assert holders(f"{first} “They are in my way,” he said.") == ["Jonas Aldwick", "Jonas Aldwick"]
    between = f"{first} Then Ilva Marrent came to the lock. “They are in my way,” she said."
    assert holders(between) == ["Jonas Aldwick"]


def test_the_other_pronoun_is_somebody_else():
    text = "Jonas Aldwick warned sightseers away. “Go home,” he said. “We shall stay,” she said."
    assert holders(text) == ["Jonas Aldwick", "Jonas Aldwick"]


@pytest.mark.parametrize(
    "text",
    [
        "The ferry ran aground on Thursday.",
        "Officials travelling with Marek Dovrin said trade had grown.",
        "“Forty is a number,” somebody had painted on the wall.",
        "On Monday said nothing of itself.",
        "“Ilva Marrent said it would hold. It did not.”",
    ],
)
def test_where_nobody_is_sure_nobody_speaks(text: str):
    assert [holder for holder in holders(text) if holder in ("Marek Dovrin", "Monday", "Ilva Marrent")] == []


def test_an_unnamed_body_is_the_one_that_the_text_names():
    text = "The Upland Water Board runs the dam. The spillway, the board said, was clear."
    assert holders(text) == ["Upland Water Board"]


def test_opposition_and_role():
    (speech,) = find_speech(split_sentences("Port chief Desmond Quill denied that the tide was low."), "en")
    assert speech.opposing
    assert speech.role == "Port chief"


def test_said_by_pronoun():
    assert is_said_by_pronoun("“We shall hide nothing,” she said.", "en")
    assert not is_said_by_pronoun("“We shall hide nothing,” said Rhona Tellick.", "en")
    assert find_speech(split_sentences("Whatever."), "xx") == ()


def test_what_is_promised_promises_nothing():
    assert holders("A revised timetable is promised for Wednesday.") == []
