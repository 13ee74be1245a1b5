"""The rehearsal of placing, by which grouping learns."""

from datetime import UTC, datetime, timedelta

import pytest

from octavo.engine.clustering import view_article
from octavo.engine.clustering.model import read_model
from quality.groupings import compare_groupings
from quality.training.rehearsal import Rehearsal

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
TEXTS = [
    "The ferry Gannet Spirit ran aground off Hollin Island with 214 people on board, said Skerry Line.",
    "Tesselan recalls 3.1 million charging chips sold to Velanto after fires in electric bicycles.",
    "All 214 people left the ferry Gannet Spirit after it struck a ledge at Hollin Island in fog.",
    "After fires in bicycles Velanto batteries lose their Tesselan chips: 3.1 million are recalled.",
]


def test_two_events_become_two_stories() -> None:
    views = [
        view_article("", text, "en", NOON + timedelta(hours=at), None, None, id=at) for at, text in enumerate(TEXTS)
    ]
    stories = Rehearsal(read_model()).run(views)
    assert stories[0] == stories[2] != stories[1] == stories[3]


def test_groupings_are_compared_by_what_they_put_together() -> None:
    same = compare_groupings(["a", "a", "b"], [1, 1, 2])
    assert same["b3_f1"] == same["pairwise_f1"] == same["ari"] == 1.0
    heap = compare_groupings(["a", "a", "b", "b"], [1, 1, 1, 1])
    assert heap["b3_precision"] == pytest.approx(0.5)
    assert heap["b3_recall"] == 1.0
    assert heap["ari"] == pytest.approx(0.0)
