"""Two affairs, told by the fictional press."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from octavo.engine.clustering import view_article
from octavo.engine.embedding import article_text, embed

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
SHIP = (
    ("Container ship runs aground off Port Alder", "The container ship Gannet ran aground on the Skerry bank late on "
     "Monday with 19 people aboard. Two tugs from Port Alder failed to pull the Gannet free, the coastguard said, and "
     "divers found a gash in the hull. The owner, Cormorant Lines, said the crew were safe."),
    ("Tugs fail to free the Gannet", "A second attempt to drag the stranded Gannet off the Skerry bank was called off on "  # noqa: E501
     "Tuesday. Cormorant Lines has hired salvage divers from Norsund. All 19 sailors stay on the container ship, which "
     "ran aground near Port Alder, while fishing around the bank is banned."),
)  # fmt: skip
VOTE = (
    ("Parliament rejects the pension bill", "Lawmakers in Velgrad voted 61 to 58 on Tuesday against a bill that would "
     "have raised the pension age to 67. Prime Minister Ilsa Korn called the vote a defeat for the young and said her "
     "cabinet would meet to discuss new elections. Unions danced outside parliament."),
)  # fmt: skip


@pytest.fixture(scope="session")
def view():
    def make(told, *, language="en", hours=0.0, publisher="Meridian Post", dated=True, vectors=True):
        title, text = told
        vector = embed([article_text(title, None, text)])[0] if vectors else None
        return view_article(
            title, text, language, MONDAY + timedelta(hours=hours) if dated else None, publisher, vector
        )

    return make


@pytest.fixture(scope="session")
def ship(view):
    return view(SHIP[0])


@pytest.fixture(scope="session")
def stories(view):
    from octavo.engine.clustering import absorb

    return [replace(absorb(None, view(told)), id=at) for at, told in ((7, SHIP[0]), (9, VOTE[0]))]
