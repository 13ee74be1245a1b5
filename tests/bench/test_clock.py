"""Works take turns, and what they compute is what is counted."""

from __future__ import annotations

from bench.harness.clock import take_turns


def test_works_take_turns_and_another_begins_each_time() -> None:
    order: list[str] = []
    spent = take_turns({name: lambda name=name: order.append(name) for name in "abc"}, passes=2)
    assert "".join(order) == "abcbca"
    assert {name: len(each) for name, each in spent.items()} == {"a": 2, "b": 2, "c": 2}


def test_computing_costs_more_than_nothing() -> None:
    spent = take_turns({"idle": lambda: None, "busy": lambda: sum(range(3_000_000))}, passes=1)
    assert spent["busy"][0] > 5 * spent["idle"][0] > 0
