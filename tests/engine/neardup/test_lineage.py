from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from octavo.engine.neardup import Comparison, Member, Relation, trace_lineage
from octavo.engine.records import Likeness

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)


def member(pk, minutes=0, **values):
    return Member(id=pk, at=NOON + timedelta(minutes=minutes), **{"publisher": f"P{pk}", **values})


def relation(first, second, likeness=Likeness.NEAR, shares=(0.9, 0.9), contained=0.9):
    return Relation(first=first, second=second, found=Comparison(likeness, contained, 0.7, shares))


def originals(traced):
    return {pk: found[0] for pk, found in traced.copies.items()}


def test_a_chain_leads_to_its_first_in_any_order():
    members = [member(1, 20), member(2, 10), member(3, 0)]
    chain = [relation(1, 2), relation(2, 3)]
    found = [
        originals(trace_lineage(order, [1, 2, 3], links))
        for order in permutations(members)
        for links in (chain, chain[::-1])
    ]  # fmt: skip
    assert all(each == {1: 3, 2: 3} for each in found)


@pytest.mark.parametrize(
    ("values", "first"),
    [({"publisher": "Reuters"}, 2), ({"publisher": "Signal Wire", "agency": "Signal Wire"}, 2), ({"agency": "AP"}, 1)],
)
def test_the_agency_itself_comes_first(values, first):
    traced = trace_lineage([member(1, 0), member(2, 30, **values)], [1, 2], [relation(1, 2)])
    assert set(originals(traced).values()) == {first}


def test_a_group_goes_on_without_the_one_that_was_edited():
    members = [member(1), member(2, 5, original=1), member(3, 9, original=1)]
    assert originals(trace_lineage(members, [1], [])) == {3: 2}
    assert originals(trace_lineage(members, [1], [relation(1, 3)])) == {2: 1, 3: 1}
    assert originals(trace_lineage(members, [3], [])) == {2: 1}


def test_a_short_text_does_not_tie_two_long_ones_together():
    members = [member(1, 0), member(2, 1), member(3, 9)]
    weak = [relation(1, 3, shares=(0.1, 0.95)), relation(2, 3, shares=(0.15, 0.9), contained=0.8)]
    assert originals(trace_lineage(members, [3], weak)) == {3: 1}


def test_a_long_text_around_an_earlier_short_one_carries_paragraphs():
    traced = trace_lineage([member(1, 0), member(2, 9)], [2], [relation(1, 2, shares=(0.95, 0.2))])
    assert traced.copies == {}
    assert traced.reuses == {(2, 1): 0.2}


def test_paragraphs_are_told_of_the_first_of_each_text():
    members = [member(1, 0), member(2, 5, original=1), member(3, 9)]
    traced = trace_lineage(members, [3], [relation(2, 3, Likeness.PARTIAL, shares=(0.4, 0.3))])
    assert traced.reuses == {(3, 1): 0.3}
