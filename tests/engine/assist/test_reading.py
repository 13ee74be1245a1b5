"""Reports as the panel reads them."""

from __future__ import annotations

from dam import AT, LEDGER, WIRE, source

from octavo.engine.assist.reading import find_name, hear_reports


def test_reports_come_in_order_of_time_each_once():
    sources = [source(2, LEDGER, "B"), source(1, WIRE, "A"), source(1, WIRE, "A"), source(3, WIRE[:200], "C", at=None)]
    assert [heard.source.article for heard in hear_reports(sources, 9_000)] == [1, 2, 3]


def test_one_text_is_one_source_said_or_unsaid():
    said = [source(1, WIRE, "A", origin=1), source(2, LEDGER, "B", origin=1), source(3, "Other words here.", "C")]
    assert [heard.group for heard in hear_reports(said, 9_000)] == [0, 0, 1]
    unsaid = [source(1, WIRE, "A"), source(2, f"{WIRE}\n\nOur reporter adds a line.", "B")]
    assert [heard.group for heard in hear_reports(unsaid, 9_000)] == [0, 0]
    assert [heard.group for heard in hear_reports([source(1, WIRE, ""), source(2, LEDGER, "")], 9_000)] == [0, 1]


def test_each_has_its_share_and_no_sentence_is_cut():
    long = " ".join(f"Sentence number {number} of this report ends here." for number in range(400))
    (heard,) = hear_reports([source(1, long, "A", at=AT)], 2_000)
    assert len(heard.opening) <= 2_000
    assert all(sentence.text.endswith("here.") for sentence in heard.sentences)


def test_a_name_is_found_as_a_whole():
    assert find_name("The Northgate Times of Northgate", "Northgate") == 23
    assert find_name("Minister Caspar Wynne left", "Caspar Wynne") == 9
    assert find_name("The Orrin Damage fund", "Orrin Dam") == -1
