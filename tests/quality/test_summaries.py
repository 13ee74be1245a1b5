import pytest

from octavo.engine.assist.points import ALONE, FEATURES, Told, shipped_weights, weights_from_text, weights_to_text
from quality.rouge import longest_common, rouge, rouge_words
from quality.summaries import Labelled
from quality.summaries_fit import learn

REFERENCE = rouge_words("The ferry ran aground off Norsund on Monday.")


def test_rouge_of_the_same_text_is_one_and_of_another_zero() -> None:
    assert rouge(REFERENCE, REFERENCE) == (1.0, 1.0, 1.0)
    assert rouge(REFERENCE, ["nothing", "else"]) == (0.0, 0.0, 0.0)
    assert rouge(REFERENCE, []) == rouge([], []) == (0.0, 0.0, 0.0)


def test_rouge_by_hand() -> None:
    found = rouge_words(
        "On Monday the ferry ran aground"
    )  # 6 words of 8, pairs: on-monday, the-ferry, ferry-ran, ran-aground
    one, two, longest = rouge(REFERENCE, found)
    assert one == pytest.approx(2 * 6 / 14)
    assert two == pytest.approx(2 * 4 / 12)
    assert longest == pytest.approx(2 * 4 / 14)
    assert longest_common("abcbdab", "bdcaba") == 4


def test_rouge_is_that_of_the_usual_package() -> None:
    scorer = pytest.importorskip("rouge_score.rouge_scorer").RougeScorer(["rouge1", "rouge2", "rougeL"])
    for text in ("A ferry, the Kittiwake, ran aground.", "Monday: off Norsund 214 people ran on and on"):
        theirs = scorer.score("The ferry ran aground off Norsund on Monday.", text)
        assert rouge(REFERENCE, rouge_words(text)) == pytest.approx(tuple(each.fmeasure for each in theirs.values()))


def test_weights_survive_being_written() -> None:
    assert weights_from_text(weights_to_text(shipped_weights())) == shipped_weights()
    with pytest.raises(ValueError, match=r"."):
        weights_from_text("agree 1.0")


def test_the_shipped_weights_know_every_feature() -> None:
    several, single = shipped_weights()["several"], shipped_weights()["single"]
    assert all(several[name] for name in FEATURES)
    assert all(single[name] for name in ALONE)


def test_learning_prefers_what_the_reference_says() -> None:
    texts = (
        "The ferry Kittiwake ran aground off Norsund on Monday. Rain fell in Velgrad all day long.",
        "Off Norsund the ferry Kittiwake ran aground on Monday morning. Schools in Karsk were closed for the day.",
    )
    told = tuple(Told(title="Ferry aground", text=text, language="en") for text in texts)
    weights = learn([Labelled(told=told, reference="The ferry Kittiwake ran aground off Norsund.", body="")] * 3)
    assert weights["several"]["heard"] > 0
    assert weights["several"]["head"] > 0
