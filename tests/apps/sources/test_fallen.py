"""Publishers whose pages are read with less certainty than before."""

from __future__ import annotations

from datetime import timedelta

import pytest
from cast import NOW, make_publisher

from octavo.apps.sources.fallen import fallen_publishers
from octavo.apps.sources.models import TextDay

pytestmark = pytest.mark.django_db


def days(slug: str, *scores: tuple[int, float], pages: int = 5) -> None:
    """Days so many ago with this mean score."""
    for back, score in scores:
        TextDay.objects.create(publisher=make_publisher(slug), day=(NOW - timedelta(days=back)).date(), pages=pages,
                               score_sum=pages * score)  # fmt: skip


def test_the_deepest_fall_comes_first(django_assert_num_queries):
    days("harbourledger", (9, 0.9), (8, 0.9), (1, 0.7))
    days("lantern", (9, 0.9), (1, 0.4), (0, 0.4))
    days("meridianpost", (9, 0.9), (1, 0.85))  # a wobble
    days("dailycompass", (9, 0.4), (1, 0.9))  # a rise
    with django_assert_num_queries(1):
        found = fallen_publishers(now=NOW)
    assert [fall.publisher.slug for fall in found] == ["lantern", "harbourledger"]
    assert found[0].before == pytest.approx(0.9)
    assert found[0].lately == pytest.approx(0.4)


def test_few_pages_and_old_days_say_nothing():
    days("harbourledger", (9, 0.9), (1, 0.1), pages=3)
    days("lantern", (40, 0.9), (1, 0.1))
    days("meridianpost", (9, 0.9))
    assert fallen_publishers(now=NOW) == []
