"""Comparisons, words of quantity and dates with the words that they belong to."""

from __future__ import annotations

import pytest

from octavo.engine.assist.evidence import Passage, check


@pytest.mark.parametrize(
    ("source", "kept", "edited"),
    [
        ("Trains are now faster than buses to Lamm.", "Buses are now slower than trains to Lamm.",
         "Buses are now quicker than trains to Lamm."),
        ("Koral Bank became the second-largest lender in the land.",
         "Koral Bank became the land's second-largest lender.",
         "Koral Bank became the largest lender in the land."),
        ("Dozens of shops closed in Merrow last winter, and hundreds of jobs went with them.",
         "Hundreds of jobs were lost in Merrow when dozens of shops closed.",
         "Dozens of jobs were lost in Merrow when hundreds of shops closed."),
        ("Men in Orlanda live to 74; in 1990 the gap was wider.", "The gap was wider in 1990.",
         "The gap was wider before 1990."),
        ("Hundreds protested in Arden before the reform of the courts.",
         "Before the reform, hundreds protested in Arden.",
         "After the reform, hundreds protested in Arden."),
    ],
)  # fmt: skip
def test_what_is_compared_counted_and_dated_keeps_its_neighbours(source: str, kept: str, edited: str) -> None:
    assert check(kept, [Passage(source, language="en")]).supported
    assert not check(edited, [Passage(source, language="en")]).supported
