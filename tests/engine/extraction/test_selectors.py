from octavo.engine.extraction.page import Page
from octavo.engine.extraction.selectors import find_elements, name_block, name_container
from octavo.engine.extraction.walk import walk_by_rules


def walked(markup):
    page = Page(f"<body>{markup}</body>", "https://harbourpost.example/")
    return page, walk_by_rules(page.body, {})


def test_a_block_is_named_so_that_its_name_finds_it():
    page, walk = walked("<div id=main><section><p class='lead a8f3c2'>One</p><p>Two</p></section></div>")
    names = [name_block(raw, walk.elements) for raw in walk.blocks]
    assert names == ["p.lead", "div#main > section > p"]
    for raw, name in zip(walk.blocks, names, strict=True):
        assert raw.path[-1] in find_elements(page.tree, [name])


def test_made_up_numbers_are_left_out_of_names():
    _, walk = walked("<div class='css-8fe2a1 story-text' id='post-9912837'><p>One</p></div>")
    (raw,) = walk.blocks
    assert name_container(raw.path[:-1], walk.elements) == "div.story-text"
