"""What the judge settles without the forest, and what it makes of an odd page."""

import pytest

from octavo.engine.extraction import Memory, Rules, Site, examine
from octavo.engine.extraction.site import Seen, fingerprint

ADDRESS = "https://harbourpost.example/2026/ports-reopen"
TITLE = "Norland ports reopen after strike"
PARAGRAPHS = [
    "Ships began to enter the harbour of Osterhaven again on Thursday, after pilots had ended a strike of nine days.",
    "The port authority said that forty vessels were waiting in the roads, and it would take a week to clear them.",
    "Pilots had asked for longer rests between night shifts, which the ministry has now agreed to pay for.",
    "A second round of talks will open on Monday in the town hall, with a mediator whom both sides have named.",
]
PROMOTION = "The Harbour Post has told the news of the coast since the second lighthouse was lit, in 1871."


def read(inner, site=None):
    markup = f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>{inner}</article></body></html>"
    return examine(markup, ADDRESS, site=site)


def body(*extra, wrap="<div class='text'>{}</div>"):
    return wrap.format("".join(f"<p>{text}</p>" for text in PARAGRAPHS) + "".join(extra))


def why(examined):
    return {block.text: (block.kept, block.why) for block in examined.blocks}


def test_every_block_of_the_page_is_told_with_its_reason():
    found = why(read("<nav><a href=/>Home</a></nav>" + body()))
    assert found["Home"] == (False, "furniture")
    assert found[TITLE] == (False, "headline")
    assert all(found[text] == (True, "article") for text in PARAGRAPHS)


def test_extraction_is_the_same_with_and_without_its_furniture_shown():
    markup = body("<aside><p>Most read</p><ul><li><a href=/a>Another story</a></li></ul></aside>")
    from octavo.engine.extraction import extract

    whole = f"<html><body><article><h1>{TITLE}</h1>{markup}</article></body></html>"
    assert examine(whole, ADDRESS).draft == extract(whole, ADDRESS)


@pytest.mark.parametrize("selector", ["p.c-note", ".text > p.c-note"])
def test_a_rule_drops_what_it_names_and_nothing_else(selector):
    page = body(f"<p class=c-note>{PROMOTION}</p>")
    assert PROMOTION in read(page).draft.text
    dropped = read(page, Site(rules=Rules(drop=(selector,))))
    assert dropped.draft.text.split("\n\n") == PARAGRAPHS
    assert why(dropped)[PROMOTION] == (False, "rule")


def test_a_rule_drops_a_text_wherever_it_stands():
    found = read(body(f"<p>{PROMOTION}</p>"), Site(rules=Rules(drop_text=(PROMOTION.upper(),))))
    assert why(found)[PROMOTION] == (False, "rule")


def test_a_rule_keeps_what_is_named_like_furniture():
    page = body("<div class=related><p>What the strike cost: 4 million crowns a day.</p></div>")
    assert "4 million" not in read(page).draft.text
    assert "4 million" in read(page, Site(rules=Rules(keep=("div.related",)))).draft.text


def test_a_rule_says_where_the_body_is():
    other = body(wrap="<section class='second'>{}</section>").replace("Ships", "Boats")
    found = read(body() + other, Site(rules=Rules(body=("section.second",))))
    assert found.draft.text.startswith("Boats began")
    assert "Ships began" not in found.draft.text
    assert found.body == "section.second"


def test_a_selector_that_is_none_matches_nothing():
    assert read(body(), Site(rules=Rules(drop=("p..x",), body=("[[",)))).draft.text.split("\n\n") == PARAGRAPHS


def test_what_memory_calls_furniture_is_dropped():
    seen = Seen(weight=9.0, last=10, bar=3, pages=(7, 8, 9, 10))
    site = Site(memory=Memory(pages=10, furniture={fingerprint(PROMOTION): seen}))
    found = read(body(f"<p>{PROMOTION}</p>"), site)
    assert why(found)[PROMOTION] == (False, "seen on other pages")
    assert found.draft.text.split("\n\n") == PARAGRAPHS


def test_a_text_that_stands_twice_is_shown_once():
    found = read(body(f"<p>{PARAGRAPHS[1]}</p>"))
    assert found.draft.text.split("\n\n") == PARAGRAPHS


def test_a_sure_page_scores_higher_than_a_poor_one():
    assert read(body()).score > 0.7
    assert read("<p><a href=/a>One</a></p>").score == 0.0
