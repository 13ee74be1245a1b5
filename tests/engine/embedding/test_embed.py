import logging

import numpy as np
import pytest

from octavo.engine.embedding import DIMENSIONS, embed


def test_rows_have_unit_length_and_keep_their_order():
    texts = ["The harbour reopened.", "Parliament votes on the budget."]
    vectors = embed(texts)
    assert vectors.shape == (2, DIMENSIONS)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1], abs=1e-5)
    assert np.allclose(vectors[1], embed(texts[1:])[0], atol=1e-6)


def test_meaning_is_nearer_than_other_topics():
    ferry, boat, cup = embed(
        [
            "The ferry sank off the coast at night.",
            "A boat went down near the shore.",
            "The team won the cup final 3-1.",
        ]
    )
    assert ferry @ boat > ferry @ cup + 0.1


@pytest.mark.parametrize("text", ["भारत और रूस ने समझौता किया", "وقعت الدولتان اتفاقا", "日本語の記事", "🚢"])
def test_scripts_the_model_knows_badly_still_give_a_vector(text):
    assert np.isfinite(embed([text])).all()


def test_nothing_to_say_is_a_row_of_zeros():
    vectors = embed(["", " \n— … ", "word"])
    assert not vectors[0].any()
    assert not vectors[1].any()
    assert vectors[2].any()
    assert embed([]).shape == (0, DIMENSIONS)


def test_loading_leaves_the_logging_of_the_process_alone():
    before = list(logging.getLogger().handlers)
    embed(["word"])
    assert logging.getLogger().handlers == before
