"""The outline of a story, and its way to a JSON column and back."""

from __future__ import annotations

import json
from datetime import timedelta

from world import outline_of, paragraphs

from octavo.engine.linking import Told, from_plain, make_outline, to_plain
from octavo.engine.linking.outline import MOST_REPORTS, picture_key

AT = paragraphs()[0].told.at


def test_what_stands_in_the_headline_weighs_most():
    outline = outline_of("mocanu-verdict", "en")
    assert max(outline.names.values()) == outline.names["Mocanu"]
    assert outline.figures.keys() >= {"3400000 eur", "14"}
    assert outline.places.keys() == {"MD"}
    assert "court" in outline.happenings


def test_what_one_of_several_reports_says_weighs_less():
    one = Told(title="Locks reopen at Norsund", text="Norsund said so.", at=AT)
    other = Told(title="Norsund lets ships through", text="Ines Marlow saw it at Norsund.", at=AT)
    outline = make_outline(1, "en", [one, other])
    assert outline.names["Norsund"] > outline.names["Marlow"]


def test_who_tells_is_not_what_is_told():
    told = Told(
        title="Locks reopen", text="Locks reopen, Signal Wire said at Norsund.", at=AT, credits=("Signal Wire",)
    )
    assert not {"Signal", "Wire"} & make_outline(1, "en", [told]).names.keys()


def test_a_large_story_is_read_from_its_beginning():
    reports = [
        Told(title=f"Report {n}", text=f"At Place{n}x it rained.", at=AT + timedelta(hours=n)) for n in range(40)
    ]
    outline = make_outline(1, "en", reports)
    assert (outline.first, outline.last) == (AT, AT + timedelta(hours=39))
    assert outline == make_outline(1, "en", [*reports[:MOST_REPORTS], reports[-1]])


def test_it_comes_back_from_plain_values_as_it_was():
    for one in paragraphs():
        outline = outline_of(one.event, one.language)
        assert from_plain(json.loads(json.dumps(to_plain(outline))), id=outline.id) == outline


def test_a_picture_is_known_in_other_sizes():
    assert picture_key("https://a.example/i/orrin-dam-breach-640x360.jpg?w=1") == picture_key(
        "https://cdn.example/orrin-dam-breach-1280x720.jpg"
    )
    assert picture_key("https://a.example/1.jpg") != picture_key("https://b.example/1.jpg")
