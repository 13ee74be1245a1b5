import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from lxml import etree

from octavo.engine.parsing import parse_feed
from octavo.engine.parsing.feed_out import OutFeed, OutItem, render_atom, render_json_feed

NOW = datetime(2031, 3, 4, 13, 0, tzinfo=timezone(timedelta(hours=5.5)))
ITEM = OutItem(
    id="urn:octavo:1",
    link="https://octavo.example/a?x=1&y=\"2'",
    title="Tolls & <b>\x00\x1b]]> \ud83d up",
    published=NOW,
    updated=NOW + timedelta(hours=1),
    content="<p>One &amp; <b>two</b></p>\x0b\ufffe",
    summary="One & two",
    authors=("Mirel <T>",),
    tags=('"harbour"', "नदी"),
    image="https://octavo.example/i.jpg?a=1&b=2",
    source_title="The Ledger",
    language="en",
)
FEED = OutFeed(
    id="urn:octavo:front",
    title="Front & page",
    address="https://octavo.example/front.atom",
    homepage="https://octavo.example/",
    updated=NOW,
    items=(ITEM, replace(ITEM, id="urn:octavo:2", authors=(), image=None)),
    description="All <stories>",
    language="en",
    hub="https://hub.example/",
)


def test_both_formats_say_the_same_when_read_again():
    for body in (render_atom(FEED), render_json_feed(FEED)):
        document = parse_feed(body, address=FEED.address)
        assert (document.title, document.homepage, document.hub) == (FEED.title, FEED.homepage, FEED.hub)
        assert (document.own_address, document.language) == (FEED.address, "en")
        first, second = document.items
        assert first.link == ITEM.link
        assert first.published == datetime(2031, 3, 4, 7, 30, tzinfo=UTC)
        assert first.content == "<p>One &amp; <b>two</b></p>"
        assert first.summary == "One &amp; two"
        assert (first.tags, first.image) == (ITEM.tags, ITEM.image)
        assert second.authors == ("The Ledger",)


def test_atom_is_well_formed_whatever_the_text():
    root = etree.fromstring(render_atom(FEED))
    assert root.findtext("{*}entry/{*}title") == "Tolls & <b>]]>  up"
    assert root.findtext("{*}entry/{*}updated") == "2031-03-04T08:30:00Z"


def test_json_feed_states_its_version_and_no_empty_fields():
    document = json.loads(render_json_feed(FEED))
    assert document["version"] == "https://jsonfeed.org/version/1.1"
    assert "image" not in document["items"][1]
    assert json.loads(render_json_feed(replace(FEED, items=())))["items"] == []


def test_control_characters_do_not_travel_as_escapes():
    body = render_json_feed(FEED)
    assert b"\\u00" not in body
    assert b"\\u001b" not in body
