"""The second look weighs a report as the first choice does."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from octavo.engine.clustering import absorb, view_article
from octavo.engine.clustering.compare import compare
from octavo.engine.clustering.model import read_model
from octavo.engine.clustering.odds import Neighbourhood

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
TEXTS = [
    (
        "Ferry aground",
        "The ferry Gannet Spirit ran aground off Hollin Island with 214 people in 2026, said Skerry Line.",
    ),
    ("Gannet Spirit struck", "All 214 people left the Gannet Spirit after it struck a ledge at Hollin Island in fog."),
    (
        "Fog and a ledge",
        "Fog put the ferry Gannet Spirit on the ledge at Hollin Island; all 214 are safe in March 2026.",
    ),
    (
        "Second ferry",
        "The ferry Puffin Star ran aground off Hollin Island in fog with 90 people, said Skerry Line in 2019.",
    ),
    (
        "Ferry rules",
        "After Gannet Spirit and Puffin Star the ferry rules of Skerry Line are looked at, 304 people say.",
    ),
]


def views(*, dated: bool = True) -> list:
    dice = np.random.default_rng(4)
    made = []
    for at, (title, text) in enumerate(TEXTS):
        vector = dice.normal(size=256).astype(np.float32) + 2
        vector /= np.linalg.norm(vector)
        time = NOON + timedelta(hours=9 * at) if dated else None
        made.append(view_article(title, text, "en", time, f"paper{at}", vector, id=at))
    return made


def odds_of(report, others) -> float:
    story = None
    for other in others:
        story = absorb(story, other)
    model, features = read_model(), compare(report, replace(story, id=1))
    return model.bias + sum(model.weights[name] * value for name, value in features.items())


@pytest.mark.parametrize("dated", [True, False])
@pytest.mark.parametrize("members", [[0], [0, 1], [0, 1, 2], [1, 2, 3], [0, 1, 2, 3]])
def test_odds_for_a_group_of_others_are_those_of_a_story(members: list[int], dated: bool) -> None:
    reports = views(dated=dated)
    groups = np.zeros((5, 2))
    groups[members, 0], groups[4, 1] = 1.0, 1.0
    found = Neighbourhood(reports, read_model()).log_odds(groups)[4, 0]
    assert found == pytest.approx(odds_of(reports[4], [reports[at] for at in members]), abs=1e-5)


@pytest.mark.parametrize("members", [[0, 4], [0, 1, 4], [0, 1, 2, 4]])
def test_a_report_is_weighed_against_the_others_of_its_group(members: list[int]) -> None:
    reports = views()
    own = np.array([0 if at in members else 1 for at in range(5)])
    groups = np.stack([own == 0, own == 1], axis=1).astype(float)
    found = Neighbourhood(reports, read_model()).log_odds(groups, without=own)[4, 0]
    others = [reports[at] for at in members if at != 4]
    assert found == pytest.approx(odds_of(reports[4], others), abs=1e-5)


def test_contrast_tells_two_events_of_one_kind_apart() -> None:
    gannet = [
        f"The ferry Gannet Spirit ran aground off Hollin Island, captain {name} said." for name in ("Orr", "Lund")
    ]
    puffin = [f"The ferry Puffin Star ran aground near Cape Velm, its owner {name} said." for name in ("Nash", "Ito")]
    reports = [view_article("", text, "en", NOON, None, None, id=at) for at, text in enumerate([*gannet, *puffin])]
    near = Neighbourhood(reports, read_model())
    events = np.array([[1.0, 0], [1, 0], [0, 1], [0, 1]])
    mixed = np.array([[1.0, 0], [0, 1], [1, 0], [0, 1]])
    assert near.contrast(events)[0, 1] > 0.1
    assert near.contrast(mixed)[0, 1] == 0.0
    assert near.contrast(np.eye(4)).max() == 0.0  # of single reports nobody knows
