"""The scores of timelines, by hand."""

from __future__ import annotations

from datetime import date

import pytest

from octavo.engine.assist.timeline.choose import FEATURES, read_weights, weights_from_text, weights_to_text
from quality.porter import porter_stem
from quality.timeline_scores import score_timeline

FIRST, SECOND, LATER = date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 24)
THEIRS = {FIRST: ["The dam burst ."], LATER: ["Judges opened an inquiry ."]}


def test_the_reference_itself_is_whole() -> None:
    score = score_timeline(THEIRS, THEIRS)
    assert (score.ar1.f1, score.ar2.f1, score.dates.f1) == (1, 1, 1)


def test_a_day_off_counts_half() -> None:
    score = score_timeline({SECOND: ["The dam burst ."]}, {FIRST: ["The dam burst ."]})
    assert (score.ar1.precision, score.ar1.recall, score.dates.f1) == (0.5, 0.5, 0)


def test_words_of_one_date_are_counted_against_the_other() -> None:
    score = score_timeline({FIRST: ["A dam bursts in the valley ."]}, THEIRS)
    # dam, burst of dam, burst, vallei; of dam, burst and of judg, open, inquiri, whose date aligns three days off.
    assert score.ar1.precision == pytest.approx(2 / 3)
    assert score.ar1.recall == pytest.approx(2 / 5)
    assert (score.dates.precision, score.dates.recall) == (1, 0.5)


def test_nothing_scores_nothing() -> None:
    assert score_timeline({}, THEIRS).ar1.f1 == 0
    assert score_timeline(THEIRS, {}).dates.f1 == 0


@pytest.mark.parametrize(
    ("word", "stem"),
    [("caresses", "caress"), ("ponies", "poni"), ("agreed", "agre"), ("hopping", "hop"), ("relational", "relat"),
     ("happy", "happi"), ("enjoy", "enjoy"), ("dying", "die"), ("controlled", "control"), ("sky", "sky")],
)  # fmt: skip
def test_stems(word: str, stem: str) -> None:
    assert porter_stem(word) == stem


def test_the_weights_that_ship_are_whole_and_survive_a_round_trip() -> None:
    weights = read_weights()
    assert set(weights) == set(FEATURES)
    assert weights_from_text(weights_to_text(weights)) == weights


def test_a_missing_weight_is_named() -> None:
    with pytest.raises(ValueError, match="lack followed"):
        weights_from_text("reports 1\ndays 1\nremembered 1\npublished 1\n")
