from octavo.engine.embedding import article_text
from octavo.engine.embedding.passage import LONGEST


def test_title_standfirst_and_lead():
    assert article_text(" Harbour reopens ", "After nine days.", "The harbour took ships again.") == (
        "Harbour reopens\nAfter nine days.\nThe harbour took ships again."
    )


def test_a_standfirst_that_the_text_repeats_counts_once():
    text = "The harbour took ships again after nine days of storms. More followed."
    assert (
        article_text("Harbour open", "The harbour took ships again after nine days of storms.", text)
        == f"Harbour open\n{text}"
    )


def test_long_text_is_cut_between_words():
    cut = article_text("Title", None, "word " * 1000)
    assert len(cut) <= LONGEST
    assert cut.endswith("word")


def test_a_text_without_spaces_is_cut_too():
    assert len(article_text("", None, "語" * 5000)) == LONGEST


def test_missing_parts_leave_no_empty_lines():
    assert article_text("", None, "Body.") == "Body."


def test_a_title_that_is_only_how_the_text_begins_counts_once():
    assert article_text("The harbour took", None, "The harbour took ships again.") == "The harbour took ships again."
