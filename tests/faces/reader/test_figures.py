"""Figures and lists as people write them."""

from __future__ import annotations

import pytest

from octavo.faces.reader.figures import listed, told_figure, without_bare


@pytest.mark.parametrize(
    ("figure", "told"),
    [
        ("31400000000 usd", "31.4 billion USD"),
        ("5200000 usd", "5.2 million USD"),
        ("4187212", "4,187,212"),  # no word for it that is as exact
        ("9300", "9,300"),
        ("64.5 km", "64.5 km"),
        ("9.25 %", "9.25%"),
        ("210000 t", "210,000 t"),
    ],
)
def test_figures_as_people_write_them(figure: str, told: str):
    assert told_figure(figure) == told


def test_a_number_is_said_once():
    assert without_bare(["12 %", "12", "40"]) == ["12 %", "40"]


@pytest.mark.parametrize(("words", "told"), [([], ""), (["A"], "A"), (["A", "B"], "A and B"), ("ABC", "A, B and C")])
def test_lists_are_read_aloud(words: list[str], told: str):
    assert listed(words) == told
