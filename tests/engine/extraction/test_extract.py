"""The reader on whole pages: every fault the sample edition describes, on pages of our own."""

from datetime import UTC, datetime

import pytest

from octavo.engine.extraction import extract
from octavo.engine.records import BlockKind, BodyState, FeedItem

ADDRESS = "https://harbourpost.example/news/ports-reopen"
NOW = datetime(2026, 3, 6, 12, tzinfo=UTC)
ONE = "Ships began to enter the harbour of Osterhaven again on Thursday after pilots ended a strike of three days."
TWO = (
    "The port authority said that forty vessels were waiting in the roads, and that it would take a week to clear them."
)
THREE = (
    "Pilots had asked for longer rests between night shifts, which the ministry of transport has now agreed to pay for."
)
FOUR = "A second round of talks will open on Monday in the town hall, with a mediator whom both sides have named."


def page(body, head="", title="Norland ports reopen after strike"):
    head = f"<head><title>{title} | Harbour Post</title>{head}</head>"
    return f"<!doctype html><html lang=en>{head}<body>{body}</body></html>"


def article(*parts):
    inner = "".join(part if part.startswith("<") else f"<p>{part}</p>" for part in parts)
    return page(f"<nav><a href=/>Home</a></nav><article><h1>Norland ports reopen after strike</h1>{inner}</article>")


def read(markup, **more):
    return extract(markup, ADDRESS, **more)


def texts(draft):
    return [block.text for block in draft.blocks if block.text]


@pytest.mark.parametrize(
    "junk",
    [
        "<div class=taboola><p>The gadget nobody knew they needed this winter</p></div>",
        "<div class=x1><p>Sponsored Links</p><p>One kitchen gadget every household forgets</p><p>Remove Ads</p></div>",
        "<div class=newsletter-signup><p>Sign up for our newsletter and never miss a tide</p></div>",
        "<div class=x2><p>The morning letter, free in your inbox</p><p>Join the readers of the coast.</p></div>",
        '<p><strong>Also read: <a href="/other">Herring fleet sails for the north banks</a></strong></p>',
        '<p><a href="/other">Herring fleet sails for the north banks as ice breaks</a></p>',
        "<div class=share-bar><a href=#>Share on Chirper</a></div>",
        "<p>1/10</p><p>View gallery</p>",
        "<aside><h3>Most read</h3><ul><li><a href=/a>A headline of another story altogether</a></ul></aside>",
        "<p>Lire aussi : <a href=/b>Le port de Port-Brume fermé</a></p>",
        "<p>यह भी पढ़ें: <a href=/c>बंदरगाह बंद</a></p>",
        "<p>اقرأ أيضا: <a href=/c>إغلاق الميناء</a></p>",
        "<p>Lesen Sie auch: <a href=/c>Hafen geschlossen</a></p>",
        "<p>Читайте также: <a href=/c>Порт закрыт</a></p>",
    ],
)
def test_residue_is_dropped_and_nothing_else(junk):
    assert texts(read(article(ONE, TWO, junk, THREE, FOUR))) == [ONE, TWO, THREE, FOUR]


@pytest.mark.parametrize(
    "cut",
    [
        '<p>{a} <span class="promo">Sponsored Links <b>A gadget</b> Remove Ads</span> {b}</p>',
        '<p>{a} <span class="zx9"><i>Sponsored Links</i> <i>A gadget</i> <i>Remove Ads</i></span> {b}</p>',
        '<p>{a} <div class="code-block">Sponsored Links A gadget<br>Shop now <a href=#>Remove Ads</a></div> {b}</p>',
        '<p>{a}</p><div class="ad-slot"><p>Advertisement</p></div><p>{b}</p>',
        '<p>{a}</p><figure><img src="/ship.jpg" alt="A ship"><figcaption>A ship waits.</figcaption></figure><p>{b}</p>',
    ],
)
def test_a_paragraph_cut_in_two_is_one_again(cut):
    a, b = TWO.split("waiting ", 1)
    whole = read(article(ONE, cut.format(a=a.rstrip(), b="waiting " + b), THREE, FOUR))
    assert texts(whole) == [ONE, TWO, THREE, FOUR]


def test_links_keep_their_text_and_place():
    linked = TWO.replace("port authority", '<a href="/authority">port <b>authority</b></a>').replace(
        "week", "<nobr>week</nobr>"
    )
    draft = read(article(ONE, f"<p>{linked}</p>", THREE))
    assert texts(draft) == [ONE, TWO, THREE]
    (link,) = draft.blocks[1].links
    assert draft.blocks[1].text[link.start : link.end] == "port authority"
    assert link.address == "https://harbourpost.example/authority"


def test_headline_is_never_repeated():
    title = "Norland ports reopen after strike"
    draft = read(article(f'<figure><img src="/a.jpg" alt="{title}"></figure>', f"<p>{title}</p>", ONE, TWO, THREE))
    assert draft.title == title
    assert texts(draft) == [ONE, TWO, THREE]
    assert draft.image.alt is None


def test_captions_and_credits_stay_with_their_picture():
    draft = read(
        article(
            ONE,
            '<div class=pic><img src="data:image/gif;base64,R0" data-src="/quay.jpg" alt="The quay">'
            "<div class=q>Cranes stood idle. <span class=credit>Photo: Tomas Reed</span></div></div>",
            TWO,
            THREE,
        )
    )
    assert texts(draft) == [ONE, TWO, THREE]
    picture = draft.image
    assert (picture.address, picture.caption, picture.credit) == (
        "https://harbourpost.example/quay.jpg", "Cranes stood idle.", "Tomas Reed",
    )  # fmt: skip


def test_lists_tables_quotes_and_headings_are_blocks():
    draft = read(
        article(
            ONE,
            "<h2>What was agreed</h2>",
            "<ul><li>Longer rests between night shifts.</li><li>More <a href=/p>pilots</a> from the spring.</li></ul>",
            "<blockquote><p>We shall not strike again this year.</p></blockquote>",
            "<table><tr><th>Port</th><th>Ships</th></tr><tr><td>Osterhaven</td><td>40</td></tr></table>",
            TWO,
            THREE,
        )
    )
    assert [block.kind for block in draft.blocks] == [
        BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST, BlockKind.QUOTE, BlockKind.TABLE,
        BlockKind.PARAGRAPH, BlockKind.PARAGRAPH,
    ]  # fmt: skip
    assert draft.blocks[2].text == "Longer rests between night shifts.\nMore pilots from the spring."
    assert draft.blocks[2].links[0].start == 40
    assert draft.blocks[4].text == "Port\tShips\nOsterhaven\t40"


def test_what_follows_related_is_not_read():
    other = "Herring catches fell again last month, the fisheries office said in a note."
    tail = f"<h3>Related stories</h3><div><p>{other}</p></div>"
    assert texts(read(article(ONE, TWO, THREE, tail))) == [ONE, TWO, THREE]


def test_feed_item_fills_what_the_page_does_not_say():
    item = FeedItem(
        guid="1", link=ADDRESS, title="From the feed", published=NOW, authors=("Ines Marlow",), tags=("ports",)
    )
    draft = read(article(ONE, TWO, THREE), item=item)
    assert (draft.published, draft.authors, draft.keywords) == (NOW, ("Ines Marlow",), ("ports",))


def test_no_text_at_all_is_lost_in_lazy_wrappers_or_behind_line_breaks():
    lazy = "".join(f'<div class="lazyload-wrapper"><div><p>{text}</p></div></div>' for text in (ONE, TWO, THREE))
    assert texts(read(article(lazy))) == [ONE, TWO, THREE]
    assert texts(read(article(f"<div>{ONE}<br><br>{TWO}<br>\n<br>{THREE}</div>"))) == [ONE, TWO, THREE]


def test_live_posts_keep_their_time_and_order():
    posts = "".join(
        f'<li><article><time datetime="2026-03-05T1{hour}:00:00+01:00">1{hour}:00</time><p>{text}</p></article></li>'
        for hour, text in ((6, THREE), (5, TWO), (4, ONE))
    )
    markup = article(f"<ol class=stream>{posts}</ol>").replace("Norland ports reopen", "Live: Norland ports reopen")
    draft = read(markup)
    assert draft.body_state is BodyState.LIVE
    assert texts(draft) == [THREE, TWO, ONE]
    assert [block.posted.hour for block in draft.blocks] == [16, 15, 14]
