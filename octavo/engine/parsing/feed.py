"""Any feed, from bytes."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from octavo.engine.errors import Unreadable
from octavo.engine.parsing.atom import read_atom
from octavo.engine.parsing.charset import to_utf8
from octavo.engine.parsing.cut import cut_middle
from octavo.engine.parsing.json_feed import read_json_feed
from octavo.engine.parsing.namespaces import short_name
from octavo.engine.parsing.rss import read_rss
from octavo.engine.parsing.sitemap import read_sitemap
from octavo.engine.parsing.sniff import explain, find_root, unpack
from octavo.engine.parsing.tolerant import read_tolerant
from octavo.engine.parsing.tree import read_tree
from octavo.engine.records import FeedDocument


def parse_feed(body: bytes, *, media_type: str = "", address: str = "") -> FeedDocument:
    """RSS 0.9 to 2.0, RDF, Atom 0.3 and 1.0, JSON Feed and sitemaps, however served; raises Unreadable for all else.

    The content decides, not the media type (of which only a charset is used). `address` is where the body was
    found: relative links count from it. At most 500 items come out, from the end of the feed that is newer.
    A sitemap index has no items; `parse_sitemap` gives its children.
    """
    subject = address or "the feed"
    body = unpack(body, subject)
    if body[:64].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return read_json_feed(body, address, subject)
    text = to_utf8(body, media_type)
    root = find_root(text)
    if root is None or not root.is_feed:
        raise Unreadable(subject, explain(body, root))
    text = cut_middle(text, root.name, subject)
    document = _read_tree(read_tree(text, root), address)
    if document is None:
        document = read_tolerant(text[root.start :], root.name, address, subject)
    return replace(document, title=document.title[:1000])


def _read_tree(root: etree._Element | None, address: str) -> FeedDocument | None:
    name = short_name(root.tag).rpartition(":")[2] if root is not None else ""
    if root is None:
        return None
    if name in ("rss", "rdf"):
        return read_rss(root, address)
    if name == "feed":
        return read_atom(root, address)
    if name in ("urlset", "sitemapindex"):
        return read_sitemap(root, address)
    return None
