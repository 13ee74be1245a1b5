from random import Random

import pytest

from octavo.engine.neardup import compare_texts
from octavo.engine.records import Likeness
from quality.copies import summarise
from quality.copy_pairs import EDITS

SENTENCES = [
    f"On day {number} the harbour office of Port Alder told {word} about pier {number} that was closed for repairs."
    for number, word in enumerate(
        ("pilots", "owners", "divers", "unions", "growers", "bakers", "teachers", "nurses"), 10
    )
]
OTHER = " ".join(f"In round {number} the chess players of Norsund drew a game that lasted long." for number in range(9))


@pytest.mark.parametrize("kind", EDITS)
def test_every_edit_leaves_something_that_is_carried(kind: str) -> None:
    edited = EDITS[kind](" ".join(SENTENCES), OTHER, Random(1))
    assert compare_texts(" ".join(SENTENCES), edited).likeness is not Likeness.DIFFERENT


def test_kinds_of_which_nothing_is_claimed_do_not_count() -> None:
    found = {"copy": [True, True, False], "report": [False, True], "one_outlet": [True]}
    scores = summarise(found, {"copy": True, "report": False, "one_outlet": None})
    assert (scores["precision"], scores["recall"]) == (pytest.approx(2 / 3), pytest.approx(2 / 3))
    assert scores["share_called_copy/one_outlet"] == 1.0
