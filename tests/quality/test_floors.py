"""Floors: what falls is told, and they only rise."""

from __future__ import annotations

from quality.floors import find_fallen, raise_floors, read_floors


def test_a_score_below_its_floor_is_told() -> None:
    assert find_fallen({"a.f1": 0.90, "b.f1": 0.95}, {"a.f1": 0.91, "b.f1": 0.95}) == [
        "a.f1 is 0.9000, below its floor 0.9100"
    ]


def test_noise_is_forgiven_and_what_was_not_scored_is_passed_over() -> None:
    assert find_fallen({"a.f1": 0.9095}, {"a.f1": 0.91, "c.f1": 0.5}) == []


def test_floors_only_rise_and_speeds_are_none() -> None:
    raised = raise_floors({"a.f1": 0.9339, "b.f1": 0.80, "a.pages_per_second": 99.0}, {"a.f1": 0.91, "b.f1": 0.95})
    assert raised == {"a.f1": 0.933, "b.f1": 0.95}


def test_the_floors_in_force_are_scores() -> None:
    assert all(0 <= floor <= 1 for floor in read_floors().values())
