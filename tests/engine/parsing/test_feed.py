import gzip

import pytest

from octavo.engine.errors import Unreadable
from octavo.engine.parsing import parse_feed
from octavo.engine.parsing.limits import MAX_ITEMS
from octavo.engine.records import FeedKind


def rss(inside, attributes=""):
    return f'<?xml version="1.0"?><rss version="2.0"{attributes}><channel>{inside}</channel></rss>'.encode()


def only(body, **arguments):
    (item,) = parse_feed(body, **arguments).items
    return item


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "The answer is empty."),
        (b"  \n ", "The answer is empty."),
        (b"<!DOCTYPE html><html><head><title>x</title></head></html>", "This is a web page, not a feed."),
        (b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>", "This is a web page, not a feed."),
        (b"<!doctype html><div>rss</div>", "This is a web page, not a feed."),
        (b"Not found", "This is plain text, not a feed."),
        (b"%PDF-1.7 ...", "This is a PDF document, not a feed."),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "This is a PNG picture, not a feed."),
        (b"\x00\x01\x02binary", "This is a binary file, not a feed."),
        (b"<opml version='2.0'><body/></opml>", "This is a list of feeds (OPML), not a feed."),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "This is markup that begins with <svg>, not a feed."),
        (b'{"error": "gone"}', "This is JSON, but not a JSON Feed."),
        (b'{"items": [', "This begins like JSON but is not well formed."),
        (b"\x1f\x8bnot gzip", "This is a broken gzip file."),
    ],
)
def test_what_is_no_feed_is_named(body, reason):
    with pytest.raises(Unreadable) as caught:
        parse_feed(body, address="https://a.example/")
    assert caught.value.reason == reason
    assert caught.value.subject == "https://a.example/"


def test_a_feed_may_be_gzipped_and_preceded_by_noise():
    body = b"\xef\xbb\xbf\n<!-- made by hand -->\n" + rss("<item><title>a</title></item>").partition(b"?>")[2]
    assert only(body).title == "a"
    assert only(gzip.compress(body)).title == "a"


@pytest.mark.parametrize(
    ("encoded", "media_type"),
    [
        (b"<?xml version='1.0' encoding='windows-1251'?>{}", ""),
        (b"{}", "text/xml; charset=windows-1251"),
        (b"<?xml version='1.0' encoding='nonsense'?>{}", "text/xml; charset=windows-1251"),
    ],
)
def test_letters_survive_their_encoding(encoded, media_type):
    inside = "<rss><channel><item><title>Новый мост</title></item></channel></rss>".encode("cp1251")
    assert only(encoded.replace(b"{}", inside), media_type=media_type).title == "Новый мост"


def test_utf8_wins_over_what_was_declared():
    body = (
        "<?xml version='1.0' encoding='iso-8859-1'?><rss><channel><item><title>Café “x”</title></item></channel></rss>"
    )
    assert only(body.encode(), media_type="text/xml; charset=iso-8859-1").title == "Café “x”"
    assert only(body.replace("iso-8859-1", "utf-16").encode("utf-16")).title == "Café “x”"


def test_one_broken_letter_does_not_spoil_the_others():
    body = "<rss><channel><item><title>Новый мост</title></item></channel></rss>".encode().replace(
        "т<".encode(), b"\xd1<"
    )
    assert only(body).title == "Новый мос\ufffd"


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("AT&amp;T &lt; 5", "AT&T < 5"),
        ("&lt;b&gt;Bold&lt;/b&gt; move", "Bold move"),
        ("<![CDATA[One\n  <em>two</em>]]>", "One two"),
        ("Q&amp;amp;A &amp;#8217;", "Q&A ’"),
        ("don&#146;t", "don’t"),
        ("a &lt;c&gt; d", "a <c> d"),
        ("x & y &nbsp;z &undefined;", "x & y z &undefined;"),
    ],
)
def test_titles_are_plain_text(given, shown):
    assert only(rss(f"<item><title>{given}</title></item>")).title == shown


@pytest.mark.parametrize(
    ("given", "link"),
    [
        ("<link>/a?b=1</link>", "https://a.example/a?b=1"),
        ("<link>\n https://b.example/x\n</link>", "https://b.example/x"),
        ("<link>javascript:alert(1)</link>", None),
        ("<link>http://[</link>", "http://["),
        ("<link>//c.example/y</link>", "https://c.example/y"),
        ("<guid>https://b.example/g</guid>", "https://b.example/g"),
        ("<guid isPermaLink='false'>https://b.example/g</guid>", None),
        ("<guid isPermaLink='true'>abc</guid>", None),
        ("<a:link xmlns:a='http://www.w3.org/2005/Atom' rel='alternate' href='z'/>", "https://a.example/in/z"),
        (f"<link>https://b.example/{'x' * 5000}</link>", None),
    ],
)
def test_links(given, link):
    assert only(rss(f"<item>{given}</item>"), address="https://a.example/in/feed").link == link


def test_an_item_without_id_has_one_all_the_same():
    first = only(rss("<item><title>a</title><pubDate>2031-01-01</pubDate></item>"))
    again = only(rss("<item><title>a</title><pubDate>2031-01-01</pubDate></item>"))
    other = only(rss("<item><title>b</title><pubDate>2031-01-01</pubDate></item>"))
    assert first.guid == again.guid != other.guid


def test_items_with_one_id_stay_apart_and_twins_are_one():
    body = rss("".join(f"<item><guid>0</guid><link>https://a.example/{n}</link></item>" for n in (1, 2, 2)))
    assert [item.guid for item in parse_feed(body).items] == ["0", "0#https://a.example/2"]


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("<author>desk@a.example (Ana Prat)</author>", ("Ana Prat",)),
        ("<author>Ana Prat &lt;ana@a.example&gt;</author>", ("Ana Prat",)),
        ("<author>noreply@a.example</author>", ()),
        ("<dc:creator>Ana</dc:creator><dc:creator>Bo</dc:creator><author>Ana</author>", ("Ana", "Bo")),
    ],
)
def test_authors(given, name):
    assert only(rss(f"<item>{given}</item>", ' xmlns:dc="http://purl.org/dc/elements/1.1/"')).authors == name


def test_the_newer_end_of_too_many_is_kept():
    def feed(days):
        return rss(
            "".join(
                f"<item><guid>{d}</guid><pubDate>2031-01-01T{d // 60:02}:{d % 60:02}:00Z</pubDate></item>" for d in days
            )
        )

    newest = range(1400, 1400 - MAX_ITEMS, -1)
    assert [item.guid for item in parse_feed(feed(range(1400, 0, -1))).items] == [str(n) for n in newest]
    assert {item.guid for item in parse_feed(feed(range(1, 1401))).items} == {str(n) for n in newest}


def test_channel_facts_out_of_range_are_not_believed():
    document = parse_feed(
        rss("<ttl>-5</ttl><skipHours><hour>25</hour><hour>x</hour><hour>7</hour></skipHours><language>!</language>")
    )
    assert (document.ttl_minutes, document.skip_hours, document.language) == (None, frozenset({7}), None)
    assert document.kind is FeedKind.RSS


def test_a_sitemap_index_has_no_items():
    document = parse_feed(b"<sitemapindex><sitemap><loc>https://a.example/1.xml</loc></sitemap></sitemapindex>")
    assert (document.kind, document.items) == (FeedKind.SITEMAP, ())


def test_what_no_database_takes_is_left_out():
    item = only(rb'{"items": [{"id": "a\u0000b", "title": "x\ud800y", "content_text": "\u0000", "tags": ["\udfff"]}]}')
    assert (item.guid, item.title, item.content, item.tags) == ("ab", "xy", None, ())
    broken = only(b"<rss><channel><item><title>a\x00&#xD800;b &amp;#0; &#0;</title><b></item></channel></rss>")
    assert broken.digest
    assert "\x00" not in broken.title
