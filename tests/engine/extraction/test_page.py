"""The markup given to the parser: whole where it can be, bounded where it must be."""

from __future__ import annotations

import pytest

from octavo.engine.extraction.page import Page

ADDRESS = "http://ledger.example/ports"


def test_a_long_tag_is_left_whole() -> None:
    data = "a=1 " * 60_000
    page = Page(f'<body><div data-state="{data}" class="story"><p>one</p></div>', ADDRESS)
    div = page.first("div.story")
    assert div is not None
    assert div.attributes["data-state"] == data


@pytest.mark.parametrize("attribute", ["a{}=1", "a{}", "a{}='x y'", 'a{} = "x y"'])
def test_too_many_attributes_are_cut_and_the_text_stays(attribute: str) -> None:
    many = " ".join(attribute.format(number) for number in range(50_000))
    page = Page(f"<body><div class=story {many}><p>one</p></div>", ADDRESS)
    div = page.first("div.story")
    assert div is not None
    assert len(div.attributes) < 400
    assert page.first("p") is not None


def test_what_is_nested_deeper_than_any_page_is_cut_and_the_text_stays() -> None:
    page = Page("<div>" * 5_000 + "one" + "</div>" * 5_000 + "<p>two", ADDRESS)
    assert page.odd
    assert page.body is not None
    assert page.body.text() == "onetwo"
