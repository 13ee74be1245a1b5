from itertools import product

import numpy as np
import pytest

from octavo.engine.extraction.features import NAMES
from octavo.engine.extraction.forest import Forest, shipped_forest

TEXT = """# a comment
base 0.5
(a<=1 (b<=2 -1 (a<=0 0.25 2)) 3)
(b<=0 -0.5 0.5)
"""


def walk_down(a, b):
    first = (-1 if b <= 2 else 0.25 if a <= 0 else 2) if a <= 1 else 3
    return 1 / (1 + np.exp(-(0.5 + first + (-0.5 if b <= 0 else 0.5))))


def test_all_trees_at_once_give_what_walking_down_each_gives():
    forest = Forest(TEXT, ["a", "b"])
    rows = [(a, b) for a, b in product((-1.0, 0.0, 0.5, 1.0, 2.0), (-1.0, 0.0, 2.0, 2.5))]
    assert forest.score(np.array(rows)) == pytest.approx([walk_down(a, b) for a, b in rows])


def test_a_column_may_stand_elsewhere():
    assert Forest(TEXT, ["b", "x", "a"]).score(np.array([[2.5, 9.0, 0.5]])) == pytest.approx([walk_down(0.5, 2.5)])


@pytest.mark.parametrize(
    "text",
    ["", "(a<=1 1 2)", "base 0\n(c<=1 1 2)", "base 0\n(a<=1 1", "base 0\n(a<=1 1 2 3)", "base 0\n(a<=x 1 2)"],
)
def test_what_is_no_forest_is_refused(text):
    with pytest.raises(ValueError, match=r"[Ff]orest|could not convert"):
        Forest(text, ["a", "b"])


def test_a_tree_of_too_many_leaves_is_refused():
    tree = "1"
    for _ in range(16):
        tree = f"(a<=1 1 {tree})"
    with pytest.raises(ValueError, match="cannot be read"):
        Forest(f"base 0\n{tree}", ["a"])


def test_the_shipped_forest_fits_the_features():
    scores = shipped_forest(NAMES).score(np.zeros((3, len(NAMES))))
    assert ((scores > 0) & (scores < 1)).all()
