"""The weights as text."""

import pytest

from octavo.engine.clustering import model_to_text
from octavo.engine.clustering.model import FEATURES, model_from_text, read_model


def test_the_weights_that_ship_are_whole_and_survive_a_round_trip() -> None:
    model = read_model()
    assert tuple(model.weights) == FEATURES
    assert model_from_text(model_to_text(model)) == model


def test_a_missing_weight_is_named() -> None:
    text = "".join(line for line in model_to_text(read_model()).splitlines(True) if not line.startswith("silence"))
    with pytest.raises(ValueError, match="lack silence"):
        model_from_text(text)


def test_what_is_missing_counts_against_a_story() -> None:
    weights = read_model().weights
    assert weights["terms"] > 0 > max(weights["lacks_names"], weights["lacks_terms"], weights["lacks_focus"])
    assert weights["silence"] < 0
    assert weights["length"] < 0
