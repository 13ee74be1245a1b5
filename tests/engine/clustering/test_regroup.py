"""The second look does not depend on the order of what it looks at."""

from datetime import UTC, datetime, timedelta
from random import Random

from octavo.engine.clustering import regroup, view_article

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
TEXTS = [
    (
        "Ferry aground",
        "The ferry Gannet Spirit ran aground off Hollin Island with 214 people on board, said Skerry Line.",
    ),
    ("Gannet Spirit struck", "All 214 people left the Gannet Spirit after it struck a ledge at Hollin Island in fog."),
    (
        "Fog and a ledge",
        "Fog put the ferry Gannet Spirit on the ledge at Hollin Island, Skerry Line said; 214 are safe.",
    ),
    ("Chips recalled", "Tesselan recalls 3.1 million charging chips sold to Velanto after fires in electric bicycles."),
    ("Chip fires", "After fires in bicycles Velanto batteries lose their Tesselan chips: 3.1 million are recalled."),
]


def views() -> list:
    return [
        view_article(title, text, "en", NOON + timedelta(hours=at), f"paper{at}", None, id=at)
        for at, (title, text) in enumerate(TEXTS)
    ]


def partition(reports: list) -> set[frozenset[int]]:
    groups: dict[int, set[int]] = {}
    for report, group in zip(reports, regroup(reports), strict=True):
        groups.setdefault(group, set()).add(report.id)
    return {frozenset(group) for group in groups.values()}


def test_reports_of_one_event_meet() -> None:
    assert partition(views()) == {frozenset({0, 1, 2}), frozenset({3, 4})}


def test_order_decides_nothing() -> None:
    reports = views()
    expected = partition(reports)
    dice = Random(7)
    for _ in range(5):
        dice.shuffle(reports)
        assert partition(reports) == expected


def test_groups_are_numbered_by_their_first_report() -> None:
    assert regroup(views())[0] == 0
    assert regroup(views()[:1]) == [0]
    assert regroup([]) == []
