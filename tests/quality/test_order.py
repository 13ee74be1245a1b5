"""What the scores of order and workers count."""

from __future__ import annotations

from quality.order import Run, Told, judge

DAY = [Told(draft=None, publisher="ledger", event=event) for event in "aabb"]
RIGHT = Run(story={0: 1, 1: 1, 2: 2, 3: 2}, twins=0, deadlocks=0)


def test_the_same_stories_vary_by_nothing() -> None:
    other_numbers = Run(story={0: 8, 1: 8, 2: 9, 3: 9}, twins=0, deadlocks=0)
    scores = judge(DAY, [RIGHT, RIGHT], other_numbers)
    assert (scores["b3_f1_least"], scores["b3_f1_spread"]) == (1, 0)
    assert scores["duplicates_count"] == scores["deadlocks_count"] == scores["lost_count"] == 0


def test_what_only_workers_tear_apart_is_a_duplicate() -> None:
    torn = Run(story={0: 1, 1: 2, 2: 3, 3: 3}, twins=0, deadlocks=0)
    assert judge(DAY, [RIGHT], torn)["duplicates_count"] == 1
    assert judge(DAY, [torn], torn)["duplicates_count"] == 0  # one after the other they stand apart as well
    assert judge(DAY, [RIGHT], torn)["b3_f1_spread"] > 0


def test_texts_twice_deadlocks_and_losses_add_up() -> None:
    bad = Run(story={0: 1, 1: 1, 2: 2}, twins=2, deadlocks=1)
    scores = judge(DAY, [RIGHT, bad], bad)
    assert (scores["duplicates_count"], scores["deadlocks_count"], scores["lost_count"]) == (4, 2, 2)
