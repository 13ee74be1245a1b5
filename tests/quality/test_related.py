"""How related lists are judged."""

from __future__ import annotations

import pytest

from octavo.engine.ranking import Reason, Related
from quality.related import Listed, Pool, judge
from quality.related_pools import LABELS, judged_pairs

LONG = "the locks of osterhaven were shut for nine days and forty ships waited outside the harbour until dawn broke"
TEXTS = {
    "a": LONG,
    "b": "a different report of the same nine days which says in its own words what the harbour had waited for so long",
    "c": f"an agency wrote: {LONG}",
    "d": "what an inquiry found a month later about the hinge that broke and those who ought to have looked at it",
    "e": "the chess club of brantham won the league on sunday with a draw on the last board after four hours of play",
}
POOL = Pool(
    name="made", texts=TEXTS, label={"a": "1", "b": "1", "c": "1", "d": "2", "e": "3"}, topic={},
    judged={frozenset("ad"): "thread", frozenset("ae"): "unrelated"},
)  # fmt: skip


def listed(name: str, *items: tuple[str, Reason], untrue: int = 0) -> Listed:
    why = tuple((other, Related(id=place, score=1.0, kind=kind)) for place, (other, kind) in enumerate(items))
    return Listed(id=name, list=why, untrue=untrue)


def test_a_good_list() -> None:
    scores = judge(POOL, [listed("a", ("b", Reason.SAME_EVENT), ("d", Reason.FOLLOW_UP))])
    assert scores["related/made/related_of_first_three"] == 1
    assert scores["related/made/lists_without_copies"] == 1
    assert scores["related/made/events_shown"] == 1
    assert scores["related/made/follow_up_right"] == 1


def test_what_is_unrelated_copied_untrue_or_of_the_wrong_kind_counts() -> None:
    scores = judge(
        POOL, [listed("a", ("c", Reason.SAME_EVENT), ("e", Reason.BEFORE), ("d", Reason.SAME_EVENT), untrue=1)]
    )
    assert scores["related/made/related_of_first_three"] == pytest.approx(2 / 3)
    assert scores["related/made/lists_without_copies"] == 0
    assert scores["related/made/reasons_true"] == pytest.approx(2 / 3)
    assert scores["related/made/same_event_right"] == 1 / 2
    assert scores["related/made/before_right"] == 0


def test_what_nobody_judged_is_told_and_empty_lists_cost_recall() -> None:
    scores = judge(POOL, [listed("b", ("e", Reason.BACKGROUND)), listed("a")])
    assert scores["related/made/judged_of_first_three"] == 0
    assert scores["related/made/with_one"] == 1 / 2
    assert scores["related/made/events_shown"] == 0


def test_the_judged_pairs_can_be_read() -> None:
    pairs = judged_pairs()
    assert len(pairs) >= 300
    assert {pair.label for pair in pairs} == set(LABELS)
    assert len({(pair.set, pair.ids) for pair in pairs}) == len(pairs)
