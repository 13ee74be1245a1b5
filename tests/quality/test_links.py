"""Links inside labelled bodies: which count, and which are found again."""

from __future__ import annotations

from octavo.engine.extraction.site import Examined
from octavo.engine.records import Block, BlockKind, BodyState, Draft, Link
from quality.links import Tally, count_kept, labelled_links

ADDRESS = "http://ledger.example/2026/ports"
TRUTH = "The harbour office said on Thursday that forty vessels wait off the coast. Pilots work again."
PAGE = """<!doctype html><body><nav><a href="/">Home of the Ledger</a></nav>
<article><p>
The <a href="/office">harbour office</a> said on Thursday that forty <a href="mailto:a@b.example">vessels</a>
wait off the coast.</p><p hidden><a href="/x">harbour office</a> said on Thursday</p>
<h2><a href="/pilots">Pilots</a> work again.</h2></article><p><a href="/more">More of the coast</a></p>"""


def examined(*blocks: Block) -> Examined:
    draft = Draft(address=ADDRESS, title="Ports", blocks=blocks, body_state=BodyState.FULL, body_reason="")
    return Examined(draft=draft, blocks=(), body="", score=1.0)


def tally(*blocks: Block) -> Tally:
    found = Tally()
    count_kept("ports", labelled_links(PAGE, ADDRESS, TRUTH), examined(*blocks), found)
    return found


def test_only_visible_links_inside_the_labelled_body_count() -> None:
    found = labelled_links(PAGE, ADDRESS, TRUTH)
    assert [(" ".join(one.words), one.address) for one in found] == [
        ("harbour office", "http://ledger.example/office"),
        ("vessels", None),
        ("pilots", "http://ledger.example/pilots"),
    ]


def test_a_link_is_kept_with_its_words_and_linked_with_its_address() -> None:
    first, second = TRUTH[:75], TRUTH[75:]
    whole = tally(
        Block(
            kind=BlockKind.PARAGRAPH,
            text=first,
            links=(Link(start=4, end=18, address="http://ledger.example/office"),),
        ),
        Block(
            kind=BlockKind.HEADING, text=second, links=(Link(start=0, end=6, address="http://ledger.example/pilots"),)
        ),
    )
    assert (whole.links, whole.kept, whole.leading, whole.linked, whole.lost) == (3, 3, 2, 2, [])


def test_text_that_breaks_at_a_link_is_told() -> None:
    broken = tally(Block(kind=BlockKind.PARAGRAPH, text="The said on Thursday that forty wait off the coast."))
    assert (broken.kept, broken.linked) == (0, 0)
    assert "never read" in broken.lost[0]
