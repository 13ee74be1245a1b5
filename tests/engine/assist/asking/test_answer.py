"""Questions answered with sentences of the sources, or not at all."""

from __future__ import annotations

import random
import time
from datetime import UTC, datetime, timedelta

import pytest

from octavo.engine.assist import Composed, Source, answer, search_words

NOW = datetime(2026, 3, 8, tzinfo=UTC)
FERRY = """OSTHAVEN (Gull Wire) - The ferry Silver Tern ran aground on the Marl Ledge on Thursday with 214 people.

Captain Edda Rourke, 52, was the last to leave the ship. She has sailed the route for 22 years, Skerry Line said.

The rescue took four hours because thick fog kept the helicopters away. Nobody was killed.

The ship carried 38 tonnes of fuel. A new ferry would cost 88 million crowns, the company said."""
LATER = """Divers found a hole of four metres in the hull of the Silver Tern, the salvage firm Tessel Marine said.

The ferry had struck the Marl Ledge with 214 people on board on Thursday, the coastguard confirmed."""


def source(article: int, text: str, *, days: float = 1, language: str = "en", title: str = "", **more: int) -> Source:
    return Source(article=article, title=title, text=text, language=language, at=NOW - timedelta(days=days), **more)


SOURCES = [source(1, FERRY, days=3, title="Ferry aground off Marl"), source(2, LATER, title="Divers look at the ferry")]


def said(question: str, sources: list[Source] | None = None, **more: object) -> list[str]:
    found = answer(question, sources or SOURCES, asked_at=NOW, **more)  # type: ignore[arg-type]
    return [one.text for one in found.sentences]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Who was the captain of the Silver Tern?", "Edda Rourke"),
        ("Where did the Silver Tern run aground?", "Marl Ledge"),
        ("How many people were on board the Silver Tern?", "214 people"),
        ("How old is Edda Rourke?", "52"),
        ("How much fuel did the ship carry?", "38 tonnes"),
        ("What would a new ferry cost?", "88 million"),
        ("Why did the rescue take four hours?", "because"),
        ("When did the ferry run aground?", "Thursday"),
    ],
)
def test_the_first_sentence_answers(question: str, words: str):
    assert words in said(question)[0]


@pytest.mark.parametrize(
    "question",
    [
        "Who was the captain of the Golden Heron?",  # another ship
        "How old is the coastguard?",  # no age of it
        "Who designed the Silver Tern?",
        "What did Prime Minister Ulla Brandt say about the ferry?",  # nobody there
        "How many people were on board the Silver Tern in 2019?",  # another year
        "What is the name of the ship's cook?",
        "Which bank insured the Silver Tern?",
    ],
)
def test_the_sources_do_not_say(question: str):
    assert said(question) == []


def test_every_sentence_is_its_spans_text_and_there_are_five_at_most():
    many = [source(n, FERRY + f"\n\nThe ferry Silver Tern passed buoy {n} near the Marl Ledge.") for n in range(1, 9)]
    for question in ("Where did the Silver Tern run aground?", "What happened to the ferry Silver Tern?"):
        found = list(answer(question, many, asked_at=NOW).sentences)
        assert 0 < len(found) <= 5
        for one in found:
            first = one.spans[0]
            text = next(each.text for each in many if each.article == first.article)
            assert text[first.start : first.end] == one.text


def test_reports_of_other_origin_that_say_the_same_are_cited_too():
    copy = source(3, FERRY, origin=1)
    own = source(1, FERRY, origin=1)
    other = source(4, "The Silver Tern ran aground on the Marl Ledge on Thursday.", origin=4)
    found = next(iter(answer("Where did the Silver Tern run aground?", [own, copy, other], asked_at=NOW).sentences))
    assert sorted(span.article for span in found.spans) in ([1, 4], [3, 4])


def test_nothing_that_appeared_later_counts():
    asked = "Which firm said that divers found a hole in the Silver Tern?"
    assert "Tessel Marine" in said(asked)[0]
    assert answer(asked, SOURCES, asked_at=NOW - timedelta(days=2)) == Composed()


def test_the_order_of_the_sources_does_not_matter():
    many = [source(n, text, days=n) for n, text in enumerate([FERRY, LATER] * 6, start=1)]
    first = answer("Where did the ferry run aground?", many, asked_at=NOW)
    for seed in range(3):
        random.Random(seed).shuffle(many)
        assert answer("Where did the ferry run aground?", many, asked_at=NOW) == first


def test_follow_ups_take_the_name_that_was_answered():
    before = ("Who was the captain of the Silver Tern?", said("Who was the captain of the Silver Tern?")[0])
    assert "52" in said("How old is she?", earlier=[before])[0]
    assert "22 years" in said("How long has she sailed the route?", earlier=[before])[0]
    assert said("How old is she?") == []  # nobody was spoken of
    assert said("Is she married?", earlier=[before]) == []
    assert {"edda", "rourke"} <= set(search_words("How old is she?", [before]))


def test_other_languages_answer_too():
    french = source(5, "La capitaine Edda Rourke a quitté le ferry la dernière. Le ferry transportait 214 personnes.",
                    language="fr")  # fmt: skip
    assert "214" in said("Combien de personnes transportait le ferry ?", [french])[0]
    hindi = source(6, "नाव में 214 यात्री सवार थे। कप्तान एडा रोर्क सबसे बाद में उतरीं।", language="hi")
    assert "214" in said("नाव में कितने यात्री सवार थे?", [hindi])[0]
    arabic = source(7, "قادت القبطانة إيدا رورك العبارة. وكان على متن العبارة 214 راكبا.", language="ar")
    assert "214" in said("كم راكبا كان على متن العبارة؟", [arabic])[0]


@pytest.mark.parametrize("question", ["", "   ", "?", "Why?", "who", "\x00", "a" * 5000, "🙂🙂", "the the the"])
def test_odd_questions_harm_nothing(question: str):
    for given in ([], SOURCES, [source(9, "")]):
        assert isinstance(answer(question, given, asked_at=NOW), Composed)


def test_forty_reports_are_quick():
    many = [source(n, (FERRY + "\n\n" + LATER + "\n\n") * 3 + f"Buoy {n}.") for n in range(40)]
    answer("Who was the captain?", many, asked_at=NOW)
    began = time.process_time()
    for _ in range(5):
        answer("Who was the captain of the Silver Tern?", many, asked_at=NOW)
    assert (time.process_time() - began) / 5 < 0.25  # 50 ms alone; several times that beside other work
