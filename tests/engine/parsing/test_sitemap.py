import gzip

import pytest

from octavo.engine.errors import Unreadable
from octavo.engine.parsing import parse_sitemap

INDEX = b"""<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://a.example/undated.xml</loc></sitemap>
<sitemap><loc>https://a.example/old.xml.gz</loc><lastmod>2030-01-01</lastmod></sitemap>
<sitemap><loc> /new.xml </loc><lastmod>2031-01-01T10:00:00Z</lastmod></sitemap>
<sitemap><loc>ftp://a.example/x</loc></sitemap></sitemapindex>"""


def test_an_index_names_its_children_newest_first():
    for body in (INDEX, gzip.compress(INDEX)):
        found = parse_sitemap(body, address="https://a.example/sitemap.xml")
        addresses = [child.address for child in found.children]
        assert addresses == [
            "https://a.example/new.xml",
            "https://a.example/old.xml.gz",
            "https://a.example/undated.xml",
        ]
        assert found.items == ()


def test_a_sitemap_gives_items():
    found = parse_sitemap(b"<urlset><url><loc>https://a.example/1</loc><lastmod>2031-01-01</lastmod></url></urlset>")
    assert [item.link for item in found.items] == ["https://a.example/1"]
    assert found.children == ()


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"<html></html>", "This is a web page, not a sitemap."),
        (b"<rss><channel/></rss>", "This is markup that begins with <rss>, not a sitemap."),
        (b"<urlset><url>", "This sitemap is not well formed."),
    ],
)
def test_what_is_no_sitemap_is_named(body, reason):
    with pytest.raises(Unreadable) as caught:
        parse_sitemap(body)
    assert caught.value.reason == reason
