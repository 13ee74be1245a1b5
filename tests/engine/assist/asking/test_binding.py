"""Sentences that share a question's words and do not answer it, beside those that do."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from octavo.engine.assist import Source, answer

NOW = datetime(2026, 3, 8, tzinfo=UTC)
TOWN = """President Ivo Marr welcomed Prime Minister Lena Ostrow of Sudmark and said trade with Sudmark had grown.

Lake Vessel was lowered by four metres in the spring. The 38-metre wall of the Vessel dam held.

The Gull Museum, whose director is Hanna Pell, reopened after 12 years. Its captain of the guard, Tom Arlet, was absent.

Rook Airways has bought 14 aircraft, and Dunlin Air laid off 300 pilots. A judge denied the claim of Rook Airways.

A fever that kills 900 people a year was studied in a trial with 6,200 children."""
SOURCES = [Source(article=1, title="News of the week", text=TOWN, language="en", at=NOW)]


def said(question: str) -> list[str]:
    return [one.text for one in answer(question, SOURCES, asked_at=NOW).sentences]


@pytest.mark.parametrize(
    "question",
    [
        "Who is the president of Sudmark?",
        "How deep is Lake Vessel?",
        "How many pilots did Rook Airways lay off?",
        "Which judge denied the claim of Rook Airways?",
        "How many children died in the trial?",
        "How old is Hanna Pell?",
    ],
)
def test_a_sentence_that_shares_the_words_alone_is_no_answer(question: str):
    assert said(question) == []


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Who is the prime minister of Sudmark?", "Lena Ostrow"),
        ("Who leads the Gull Museum?", "Hanna Pell"),
        ("How high is the wall of the Vessel dam?", "38-metre"),
        ("How many aircraft has Rook Airways bought?", "14 aircraft"),
        ("How many children were in the trial?", "6,200"),
    ],
)
def test_what_is_said_of_the_very_thing_is_an_answer(question: str, words: str):
    assert words in said(question)[0]
