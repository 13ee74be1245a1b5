from octavo.engine.extraction.furniture import is_residue
from octavo.engine.extraction.naming import Part, part_of
from octavo.engine.extraction.page import Page
from octavo.engine.extraction.walk import walk_page
from octavo.engine.records import BlockKind


def walk(markup):
    return walk_page(Page(f"<body>{markup}</body>", "https://harbourpost.example/").body)


def test_blocks_in_document_order_with_white_space_folded():
    raws = walk("<h2> A \n b </h2><p>one <i>two</i>,\n three</p>four<ul><li>x</li><li>y</li></ul>")
    assert [(raw.kind, raw.text) for raw in raws] == [
        (BlockKind.HEADING, "A b"), (BlockKind.PARAGRAPH, "one two, three"), (BlockKind.PARAGRAPH, "four"),
        (BlockKind.LIST, "x\ny"),
    ]  # fmt: skip


def test_link_offsets_survive_folding_and_breaks():
    (raw,) = walk('<p>  go <a href="/a"> to\n port </a> now</p>')
    assert raw.text == "go to port now"
    assert [(raw.text[a:b], href) for a, b, href in raw.links] == [("to port", "/a")]
    raws = walk('<a href="/card"><div>Title</div><div>Text</div></a>')
    assert all(raw.linked == 1 for raw in raws)


def test_furniture_by_name_needs_to_be_the_lesser_part_of_the_page():
    prose = "<p>" + "Ships began to enter the harbour again on Thursday, pilots said. " * 4 + "</p>"
    short = "<p>Ships began to enter the harbour again on Thursday, pilots said.</p>"
    assert len(walk(prose * 4 + f"<div class=related>{short}</div>")) == 4
    (doubted,) = [raw for raw in walk(prose * 4 + f"<div class=related>{prose}</div>") if raw.part is Part.DOUBT]
    assert doubted.text.startswith("Ships")  # named so, but running text: the judge decides
    assert len(walk(prose + f"<div class=related>{prose * 6}</div>")) == 7


def test_names():
    assert part_of("ArticleBody__Newsletter-sc-1") is Part.FURNITURE
    assert part_of("js-ad-slot") is Part.FURNITURE
    assert part_of("article-body") is Part.BODY
    assert part_of("image-caption") is Part.CAPTION
    assert part_of("header-title shadow") is Part.PLAIN
    assert part_of("address badge download") is Part.PLAIN


def test_residue():
    for text in (
        "Advertisement",
        "1 of 10",
        "SHARE",
        "Remove Ads",
        "विज्ञापन",
        "إعلان",
        "Lire aussi",
        "14:40",
        "* * *",
        "12 comments",
    ):
        assert is_residue(text), text
    for text in ("Ships entered the harbour.", "He advertised the advertisement in the paper.", "Share prices fell."):
        assert not is_residue(text), text


def test_a_link_in_a_sentence_is_text_whatever_its_class() -> None:
    named = '<p>After <a class="recommendation-inline-link" href="/a">announcing it</a>, you may be eager to plan.</p>'
    ended = '<p>Fill out <a class="external-popup" href="/b">Form 4868</a>.</p>'
    share = '<p>They said so on Thursday.<a class="share-link" href="/c">Share</a></p>'
    texts = [raw.text for raw in walk(named + ended + share)]
    assert texts == [
        "After announcing it, you may be eager to plan.",
        "Fill out Form 4868.",
        "They said so on Thursday.",
    ]


def test_a_table_within_a_table_of_layout_is_a_table():
    raws = walk("<table><tr><td><p>one<table><tr><td>1<td>2<tr><td>3<td>4</table></table>")
    assert [(raw.kind, raw.text) for raw in raws] == [(BlockKind.PARAGRAPH, "one"), (BlockKind.TABLE, "1\t2\n3\t4")]
