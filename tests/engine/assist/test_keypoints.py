from datetime import UTC, datetime

import pytest

from octavo.engine.assist import Length, Source, key_points

FIRST = """NORSUND (Signal Wire) - The ferry Kittiwake ran aground off Norsund on Monday with 214 people aboard, the coastguard said. All of them were brought ashore by noon. Two tugs will try to pull the Kittiwake free on Tuesday."""  # noqa: E501
SECOND = """A ferry with 214 people aboard, the Kittiwake, ran aground off Norsund on Monday, according to the coastguard. The captain, Mara Dell, had reported fog an hour before. Nobody was hurt."""  # noqa: E501
THIRD = """Fog and a broken radar: the ferry Kittiwake had both when it struck a reef off Norsund. The owner, Cormorant Lines, promised an inquiry within 30 days. But the union wants an independent one."""  # noqa: E501
HINDI = "नोर्सुंड के पास किट्टीवेक नौका सोमवार को 214 लोगों के साथ फँस गई। सभी यात्री दोपहर तक किनारे पहुँचा दिए गए।"


def source(article: int, text: str, **values: object) -> Source:
    given = {"title": "Ferry Kittiwake runs aground off Norsund", "language": "en", **values}
    return Source(article=article, text=text, at=datetime(2026, 3, 2, article, tzinfo=UTC), **given)  # type: ignore[arg-type]


STORY = [source(1, FIRST), source(2, SECOND), source(3, THIRD)]


@pytest.mark.parametrize("length", list(Length))
def test_every_span_is_verbatim_and_the_text_is_the_first_ones(length: Length) -> None:
    texts = {each.article: each.text for each in STORY}
    told = list(key_points(STORY, length=length).sentences)
    assert told
    for cited in told:
        first = cited.spans[0]
        assert texts[first.article][first.start : first.end] == cited.text
        assert all(0 <= span.start < span.end <= len(texts[span.article]) for span in cited.spans)


def test_longer_lengths_tell_more_and_hold_the_shorter_ones() -> None:
    told = [{cited.text for cited in key_points(STORY, length=length).sentences} for length in Length]
    assert told[0] <= told[1] <= told[2]
    assert len(told[0]) < len(told[2]) <= 8


def test_a_report_that_says_the_same_is_cited_and_one_with_another_figure_is_not() -> None:
    lead = next(cited for cited in key_points(STORY).sentences if "214" in cited.text)
    assert {span.article for span in lead.spans} == {1, 2}
    other = [source(1, FIRST), source(2, SECOND.replace("214", "241")), source(3, THIRD)]
    assert all(len({span.article for span in cited.spans}) == 1 for cited in key_points(other).sentences)


def test_copies_add_nothing() -> None:
    copies = [source(9, FIRST, origin=1), source(8, FIRST, origin=1)]
    with_origin = [source(1, FIRST, origin=1), *STORY[1:]]
    assert key_points([*with_origin, *copies]) == key_points(with_origin)


def test_the_same_in_any_order() -> None:
    assert key_points(STORY[::-1]) == key_points(STORY)


def test_no_dateline() -> None:
    told = [cited.text for cited in key_points(STORY, length=Length.LONG).sentences]
    assert any(text.startswith("The ferry Kittiwake ran aground") for text in told)
    assert not any("Signal Wire" in text for text in told)


def test_what_points_back_comes_right_after_what_it_points_at() -> None:
    text = "Mara Dell won the sailing cup of Norsund on Monday after nine races. She is the youngest winner since 1931."
    told = [cited.text for cited in key_points([source(1, text)], length=Length.LONG).sentences]
    assert [sentence[:4] for sentence in told] == ["Mara", "She "]


def test_one_language_the_reader_s_where_there_is_a_report_in_it() -> None:
    story = [*STORY, source(4, HINDI, language="hi", title="नौका फँसी")]
    assert {cited.spans[0].article for cited in key_points(story, language="hi").sentences} == {4}
    assert 4 not in {cited.spans[0].article for cited in key_points(story, language="fr").sentences}


@pytest.mark.parametrize("text", ["", "   ", "Why?", "Photo: a ferry"])
def test_nothing_to_tell(text: str) -> None:
    assert key_points([source(1, text)]).parts == ()
    assert key_points([]).parts == ()


def test_what_points_back_is_not_told_without_it() -> None:
    text = "What happened to the sailing cup of Norsund on Monday? She is the youngest winner of the cup since 1931."
    assert key_points([source(1, text)]).parts == ()
