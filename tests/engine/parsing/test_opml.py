from datetime import UTC, datetime

import pytest

from octavo.engine.errors import Unreadable
from octavo.engine.parsing.opml import parse_opml, render_opml
from octavo.engine.records import FeedLink

NOW = datetime(2031, 3, 4, 7, 30, tzinfo=UTC)
LINKS = (
    FeedLink(address="https://a.example/feed?x=1&y=2", title='A & "B" <c>', homepage="https://a.example/"),
    FeedLink(address="https://b.example/feed", title="ब", folder=("World", "Asia & Oceania")),
    FeedLink(address="https://c.example/feed", title="C", folder=("World",)),
    FeedLink(address="https://d.example/feed", folder=("Sport",)),
)


def test_what_is_written_is_read_again():
    body = render_opml(LINKS, title="Feeds \x00 of me", created=NOW)
    assert set(parse_opml(body)) == set(LINKS)
    assert b"<title>Feeds  of me</title>" in body
    assert b"Tue, 04 Mar 2031 07:30:00 +0000" in body
    assert body.count(b'text="World"') == 1


def test_files_of_other_readers():
    body = b"""<?xml version="1.0"?><opml version="1.0"><head><title>x</title></head><body>
    <outline title="News &raquo;"><outline text="A & co" xmlurl="https://a.example/feed" htmlUrl="https://a.example"/>
    <outline text="nothing"/></outline>
    <outline text="B" type="rss" xmlUrl="https://b.example/feed" category="/World/Asia,/other"/>
    <outline text="B again" xmlUrl="https://b.example/feed"/>
    <outline text="evil" xmlUrl="javascript:alert(1)"/><outline text="C" xmlUrl="feed://c.example/"/></body></opml>"""
    assert parse_opml(body) == (
        FeedLink(address="https://a.example/feed", title="A & co", homepage="https://a.example", folder=("News »",)),
        FeedLink(address="https://b.example/feed", title="B", folder=("World", "Asia")),
    )


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"<html/>", "This is a web page, not a list of feeds (OPML)."),
        (b"", "The answer is empty."),
        (b"<opml><body><outline", "This OPML file is not well formed."),
        (b"<opml><body>" + b"<outline text='x'>" * 100_000, "This OPML file is not well formed."),
    ],
)
def test_what_is_no_opml_is_named(body, reason):
    with pytest.raises(Unreadable) as caught:
        parse_opml(body)
    assert caught.value.reason == reason
