import numpy as np

from quality.sets import FOLDS, fold_of, site_of
from quality.training.labels import label_by_body, label_by_segments

BODY = "Ships began to enter the harbour again. Pilots had ended their strike. Home at last, they said."


def test_blocks_of_the_body_are_told_from_the_rest():
    texts = [
        "Home",
        "Ships began to enter the harbour again.",
        "Pilots had ended their strike.",
        "Sign up for our letter now",
    ]
    assert label_by_body(texts, BODY).tolist() == [1, 1, 1, 0]  # "Home" stands in the body, and nothing longer takes it


def test_a_stretch_of_the_body_is_used_once_the_longest_block_first():
    texts = ["Pilots had ended", "Pilots had ended their strike.", "Pilots had ended"]
    assert label_by_body(texts, "Pilots had ended their strike.").tolist() == [0, 1, 0]


def test_half_a_match_says_nothing():
    assert np.isnan(label_by_body(["a b c d e f g h i j", "…"], "a b c d e f x y z")).tolist() == [True, True]


def test_segments_label_what_holds_them():
    labels, weights = label_by_segments(["One two", "One two three four", "Menu"], ["One two"], ["Menu", "Nowhere"])
    assert np.isnan(labels[0])
    assert labels[1:].tolist() == [1, 0]
    assert weights.tolist() == [0, 1, 1]


def test_all_pages_of_a_site_are_in_one_fold():
    rows = [{"url": f"https://{host}/a", "id": "x"} for host in ("www.harbourpost.example", "m.harbourpost.example")]
    assert {site_of(row) for row in rows} == {"harbourpost.example"}
    assert len({fold_of(row) for row in rows}) == 1
    assert site_of({"url": "https://news.bbc.co.uk/1", "id": "x"}) == "bbc.co.uk"
    spread = {fold_of({"url": f"https://site{number}.example/", "id": "x"}) for number in range(60)}
    assert spread == set(range(FOLDS))
