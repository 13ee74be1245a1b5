import pytest

from octavo.engine.ranking import fuse


def test_agreement_beats_a_single_first_place():
    assert fuse([[1, 2, 3], [4, 2, 5]])[0][0] == 2


def test_scores_are_sums_of_reciprocal_ranks():
    assert fuse([[7, 8], [8]]) == [(8, pytest.approx(1 / 62 + 1 / 61)), (7, pytest.approx(1 / 61))]


def test_an_id_named_twice_counts_once():
    assert fuse([[3, 3, 4]]) == fuse([[3, 4]])


def test_ties_go_to_the_lower_id_and_nothing_gives_nothing():
    assert [identity for identity, _ in fuse([[9], [5]])] == [5, 9]
    assert fuse([]) == fuse([[]]) == []
