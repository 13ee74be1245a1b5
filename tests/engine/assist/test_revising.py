"""What became of a sentence in a later version."""

from __future__ import annotations

from octavo.engine.assist.revising import still_stands, successor_of

OLD = "The dam gave way on Friday and killed 21 people in Kelmarrow."
NEW = "The dam gave way on Friday and killed 23 people in Kelmarrow."


def test_a_sentence_stands_whatever_the_spaces():
    assert still_stands(OLD, f"First. {OLD.replace(' on ', chr(10) + 'on ')} Last.")
    assert not still_stands(OLD, NEW)


def test_the_successor_is_the_sentence_most_like_it():
    text = f"Rain fell for three days. {NEW} The minister came on Saturday."
    assert successor_of(OLD, text) == NEW
    assert successor_of(OLD, "The minister came on Saturday. Rain fell.") == ""
    assert successor_of(OLD, "") == ""
