"""What numbers measure."""

from __future__ import annotations

import pytest
from dam import source

from octavo.engine.assist.comparing.figures import differing
from octavo.engine.assist.comparing.measured import counted
from octavo.engine.assist.comparing.numbers import numbers_in
from octavo.engine.assist.comparing.tellings import read_reports


def count(text: str, language: str = "en") -> dict[str, float]:
    (report,) = read_reports([source(1, text, "Post", language=language)])
    return {name: one.value for (name, _), one in counted(report).items()}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "Fourteen people are dead, 29 are missing and six were injured.",
            {"dead": 14, "missing": 29, "injured": 6},
        ),
        ("en", "The toll is now 14.", {"dead": 14}),
        ("fr", "Le séisme a fait au moins douze morts.", {"dead": 12}),
        ("hi", "बाँध टूटने से 14 लोगों की मौत हो गई।", {"dead": 14}),
        ("ar", "أدى انهيار السد إلى مقتل 14 شخصا في الوادي.", {"dead": 14}),
        ("zh", "大坝溃决造成14人死亡。", {"dead": 14}),
    ],
)
def test_people_are_counted(language: str, text: str, expected: dict[str, float]):
    assert count(text, language) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Three more people died in hospital overnight.",
        "A flood of 1987 killed 300 people here.",
        "Twenty years ago a flood killed 30 people here.",
        "The flood came after 14 days, and nobody was killed.",
        "Police named 12 of them on Monday as dead.",
    ],
)
def test_parts_rises_and_other_times_are_no_count(text: str):
    assert "dead" not in count(text)


def test_cows_are_no_people():
    one, other = "The flood killed 140 cows.", "The flood killed 14 people."
    assert differing(read_reports([source(1, one, "Post"), source(2, other, "Wire")])) == []


def test_a_rounded_figure_is_no_other_figure():
    one = "The county evacuated more than 9,000 people from the valley."
    other = "The county evacuated 9,300 people from the valley."
    assert differing(read_reports([source(1, one, "Post"), source(2, other, "Wire")])) == []


def test_things_are_compared_where_the_words_around_are_the_same():
    one = "The Bank of Norland cut its key rate to 3.75 percent on Thursday."
    other = "The Bank of Norland cut its key rate to 3.5 percent on Thursday."
    third = "Inflation in Norland fell to 2.4 percent in the year to May."
    values = [
        one.value for one in differing(read_reports([source(n, t, f"P{n}") for n, t in enumerate((one, other, third))]))
    ]
    assert values == [3.75, 3.5]


def test_numbers_have_their_places():
    text = "Six of 9,300 paid 3.5 percent in 2024 at 04:38."
    assert [(number.value, text[number.start : number.end]) for number in numbers_in(text, "en")] == [
        (6.0, "Six"), (9300.0, "9,300"), (3.5, "3.5 percent")
    ]  # fmt: skip
