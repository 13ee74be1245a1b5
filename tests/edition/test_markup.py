from datetime import time

import pytest

from octavo.edition.markup import clean_text, parse_body
from octavo.edition.records import Junk, Picture, Post


def test_every_kind_of_block_has_its_clean_text():
    nodes = parse_body(
        "One [two three](https://a.example/x) **four**.\n\n## Head\n\n> Said\n> so\n\n- a\n- b\n\n1. c\n2. d\n\n"
        "| k | v |\n|---|---|\n| 1 | *2* |\n\n![alt](x) Words below.\n\n{{newsletter}}\n\n{{also-read: Other news}}"
    )
    clean = clean_text(nodes)
    assert clean.paragraphs == ("One two three four.", "Head", "Said so", "a\nb", "c\nd", "k\tv\n1\t2")
    assert clean.kinds == ("paragraph", "heading", "quote", "list", "list", "table")
    assert clean.links == (("two three", "https://a.example/x"),)
    assert nodes[-3:] == (Picture("alt", "Words below."), Junk("newsletter"), Junk("also-read", "Other news"))


def test_a_promotion_in_mid_sentence_leaves_no_trace():
    clean = clean_text(parse_body("After the hall, {{promo}} the minister left."))
    assert clean.paragraphs == ("After the hall, the minister left.",)


@pytest.mark.parametrize("order", [("09:00", "10:30"), ("10:30", "09:00")])
def test_a_live_blog_comes_newest_first(order):
    nodes = parse_body(f"Opening.\n\n### {order[0]}\n\nAt {order[0]}.\n\n### {order[1]}\n\nAt {order[1]}.", live=True)
    clean = clean_text(nodes)
    assert clean.paragraphs == ("Opening.", "At 10:30.", "At 09:00.")
    assert clean.posts == ((time(10, 30), 1), (time(9, 0), 2))
    assert sum(isinstance(node, Post) for node in nodes) == 2


@pytest.mark.parametrize("body", ["# Too high", "Text with {{newsletter}} inside it", "- a\nloose line"])
def test_other_markdown_is_refused(body):
    with pytest.raises(ValueError, match="not the edition's Markdown"):
        parse_body(body)
