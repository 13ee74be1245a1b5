from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from octavo.engine.assist import Source, timeline

DAM = (
    "The Orrin Dam gave way before dawn on Friday and flooded the village of Brackwith, the fire service said. "
    "Four people were killed and 300 houses stand in water, the county said. "
    "Engineers had warned of cracks in the wall of the dam on 3 June, a letter shows."
)
SEARCH = (
    "Rescuers ended their search below the Orrin Dam on Sunday after the last missing person was found alive. "
    "The dam had given way on Friday and flooded the village of Brackwith. "
    "The government will name a judge to lead the inquiry on Tuesday."
)
LETTER = (
    "A letter of 3 June warned the owner of cracks in the wall of the Orrin Dam, the Ledger has learned. "
    "The dam gave way on Friday and flooded the village of Brackwith. "
    "Its owner did not answer questions on Sunday."
)


def report(number: int, text: str, day: int, **more: object) -> Source:
    at = datetime(2026, 11, day, 9, tzinfo=UTC)
    return Source(article=number, text=text, language="en", at=at, publisher=f"paper {number}", **more)  # type: ignore[arg-type]


STORY = [report(1, DAM, 20), report(2, SEARCH, 22), report(3, LETTER, 22)]


def told(sources: list[Source], **more: object) -> dict[str, str]:
    return {part.label: part.sentences[0].text for part in timeline(sources, **more).parts}  # type: ignore[arg-type]


def test_a_story_of_three_reports_in_order_of_time():
    days = told(STORY)
    assert list(days) == ["2026-06-03", "2026-11-20", "2026-11-22", "2026-11-24"]
    for day, words in zip(days, ("cracks", "gave way", "ended their search", "judge"), strict=True):
        assert words in days[day]


def test_every_sentence_stands_verbatim_in_its_source():
    texts = {source.article: source.text for source in STORY}
    for part in timeline(STORY, sentences=2).parts:
        assert (part.kind, part.detail["date"], part.detail["precision"]) == ("date", part.label, "day")
        for cited in part.sentences:
            first = cited.spans[0]
            assert texts[first.article][first.start : first.end] == cited.text


def test_independent_reports_are_counted_copies_are_not():
    copies = [report(1, DAM, 20, origin=9), report(4, DAM, 20, origin=9), *STORY[1:]]
    counts = {part.label: part.detail["reports"] for part in timeline(copies).parts}
    assert counts["2026-11-20"] == 3


def test_who_says_the_same_stands_beside():
    (part,) = timeline([STORY[0], replace(STORY[0], article=5, version=2)], dates=1).parts
    assert [(span.article, span.version) for span in part.sentences[0].spans] == [(1, 1), (5, 2)]


def test_as_many_dates_and_sentences_as_asked_for():
    parts = timeline(STORY, dates=2, sentences=2).parts
    assert len(parts) == 2
    assert all(1 <= len(part.sentences) <= 2 for part in parts)


def test_only_days_within():
    assert list(told(STORY, start=date(2026, 11, 21), end=date(2026, 11, 22))) == ["2026-11-22"]


def test_keywords_that_stand_nowhere_are_not_minded():
    assert told(STORY, keywords=["orrindam"]) == told(STORY)


def test_equal_bytes_in_whatever_order():
    assert timeline(STORY) == timeline(STORY[::-1])


def test_a_month_said_with_its_year():
    background = "The Orrin Dam was finished in March 1987 and has a wall of 60 metres. "
    sources = [replace(source, text=source.text + " " + background) for source in STORY]
    parts = {part.label: part for part in timeline(sources).parts}
    assert parts["1987-03"].detail["precision"] == "month"
    assert "1987-03" not in {part.label for part in timeline(sources, dates=3).parts}


def test_a_long_affair_keeps_what_is_remembered():
    first = report(1, DAM, 1)
    later = [
        report(number, f"Lawyers argued about the Orrin Dam again on Monday, day {number} of the trial in court. "
               "The dam gave way on 30 October and flooded the village of Brackwith.", 10 + number)
        for number in range(2, 15)
    ]  # fmt: skip
    days = told([first, *later], dates=1)
    assert list(days) == ["2026-10-30"]


@pytest.mark.parametrize("text", ["", "   ", "?", "No day is named here at all."])
def test_sources_that_name_no_day_and_have_no_time_say_nothing(text: str):
    assert timeline([Source(article=1, text=text)]).parts == ()
    assert timeline([]).parts == ()


def test_the_clock_of_a_page_is_no_event():
    stamped = [
        replace(source, text=f"{source.text} Page made on 11 February 2031 by a robot of ours.") for source in STORY
    ]
    assert "2031-02-11" not in told(stamped)
    assert "2031-02-11" not in told(stamped, dates=9)


def test_where_no_day_is_named_there_is_no_timeline():
    text = (
        "Sixteen of the seventeen public libraries of the town close at seven in the evening, to the grief of students."
    )
    assert timeline([report(1, text, 20)]).parts == ()
