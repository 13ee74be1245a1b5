from datetime import UTC, datetime

from octavo.engine.assist import Source, changes

FIRST = (
    "The Orrin dam broke on Monday and 11 people were killed, the county police said. About 9,300 people had to leave."
)
SECOND = "The county police said on Tuesday that 14 people were killed when the Orrin dam broke. Rescuer Ines Thorold found two children alive in Brackwith."  # noqa: E501


def source(article: int, text: str, hour: int, **values: object) -> Source:
    given = {"language": "en", **values}
    return Source(article=article, text=text, at=datetime(2026, 3, 2, hour, tzinfo=UTC), **given)  # type: ignore[arg-type]


NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_a_figure_with_another_value_and_a_new_fact() -> None:
    found = changes([source(1, FIRST, 9), source(2, SECOND, 15)], since=NOON)
    assert [part.kind for part in found.parts] == ["updated", "new"]
    updated, new = found.parts
    assert dict(updated.detail) == {"before": "11 people", "after": "14 people"}
    assert [cited.spans[0].article for cited in updated.sentences] == [2, 1]
    assert "Ines Thorold" in new.sentences[0].text
    texts = {1: FIRST, 2: SECOND}
    for cited in found.sentences:
        span = cited.spans[0]
        assert texts[span.article][span.start : span.end] == cited.text


def test_a_copy_of_an_earlier_report_adds_nothing() -> None:
    story = [source(1, FIRST, 9, origin=1), source(2, FIRST.replace("11", "12"), 15, origin=1)]
    assert changes(story, since=NOON).parts == ()


def test_the_same_figure_again_is_no_change() -> None:
    assert changes([source(1, FIRST, 9), source(2, FIRST, 15)], since=NOON).parts == ()


def test_a_figure_of_something_else_is_no_update() -> None:
    other = "Some 40 people marched in Velgrad for better schools and new buses."
    kinds = [part.kind for part in changes([source(1, FIRST, 9), source(2, other, 15)], since=NOON).parts]
    assert "updated" not in kinds


def test_dates_are_no_counts() -> None:
    story = [
        source(1, "The Orrin dam inquiry of the county police opens on 12 November in Aldersome town hall.", 9),
        source(2, "The Orrin dam inquiry of the county police opens on 19 November in Aldersome town hall.", 15),
    ]
    assert all(part.kind != "updated" for part in changes(story, since=NOON).parts)


def test_nothing_came_since_or_nothing_was_read_before() -> None:
    story = [source(1, FIRST, 9), source(2, SECOND, 10)]
    assert changes(story, since=NOON).parts == ()
    assert changes(story, since=datetime(2026, 3, 1, tzinfo=UTC)).parts == ()


def test_other_languages_and_scripts() -> None:
    story = [
        source(
            1, "Bei dem Dammbruch am Orrin starben nach Angaben der Polizei 11 Menschen in Brackwith.", 9, language="de"
        ),
        source(
            2,
            "Nach Angaben der Polizei starben bei dem Dammbruch am Orrin 14 Menschen in Brackwith.",
            15,
            language="de",
        ),
        source(3, "ओरिन बाँध टूटने से 20 लोगों की मौत हुई, पुलिस ने कहा।", 16, language="hi"),
    ]
    found = changes(story, since=NOON)
    assert dict(found.parts[0].detail) == {"before": "11 Menschen", "after": "14 Menschen"}
    assert {span.article for cited in found.sentences for span in cited.spans} == {1, 2}


def test_last_year_s_sum_is_not_corrected_by_next_year_s() -> None:
    before = "Velmora exported 2.3 million tonnes of wheat to Karsk last year, a record."
    after = "Karsk will charge 7 percent on the first 1.2 million tonnes of Velmoran wheat each year from now on."
    kinds = [part.kind for part in changes([source(1, before, 9), source(2, after, 15)], since=NOON).parts]
    assert "updated" not in kinds
