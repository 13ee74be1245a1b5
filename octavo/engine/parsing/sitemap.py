"""Sitemaps of news and of pages, and sitemap indexes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from octavo.engine.errors import Unreadable
from octavo.engine.parsing.charset import to_utf8
from octavo.engine.parsing.cut import cut_middle
from octavo.engine.parsing.dates import parse_date
from octavo.engine.parsing.items import build_item, settle_items
from octavo.engine.parsing.limits import MAX_ITEMS
from octavo.engine.parsing.markup import web_address
from octavo.engine.parsing.namespaces import Fields, short_name
from octavo.engine.parsing.sniff import explain, find_root, unpack
from octavo.engine.parsing.tree import read_tree
from octavo.engine.records import FeedDocument, FeedItem, FeedKind


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapChild:
    """A sitemap that an index names."""

    address: str
    modified: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitemap:
    """Either items (a sitemap) or children (an index of sitemaps), both newest end first cut to 500."""

    items: tuple[FeedItem, ...]
    children: tuple[SitemapChild, ...]


def parse_sitemap(body: bytes, *, media_type: str = "", address: str = "") -> Sitemap:
    """A sitemap or an index of sitemaps, gzipped or not. Raises Unreadable, saying what it is instead.

    Children come newest first; those without a date after those with one, in the order of the document.
    """
    subject = address or "the sitemap"
    text = to_utf8(unpack(body, subject), media_type)
    root = find_root(text)
    if root is None or root.name not in ("urlset", "sitemapindex"):
        raise Unreadable(subject, explain(text, root).replace("not a feed", "not a sitemap"))
    text = cut_middle(text, root.name, subject)
    tree = read_tree(text, root)
    if tree is None:
        raise Unreadable(subject, "This sitemap is not well formed.")
    if root.name == "urlset":
        return Sitemap(items=read_sitemap(tree, address).items, children=())
    return Sitemap(items=(), children=_read_children(tree, address))


def read_sitemap(root: etree._Element, address: str) -> FeedDocument:
    """A `urlset` as a feed: news entries with title and date, other pages with their address only."""
    pages = [Fields(page) for page in Fields(root).all("url")] if short_name(root.tag) == "urlset" else []
    return FeedDocument(
        kind=FeedKind.SITEMAP, title="", items=settle_items([_read_page(page, address) for page in pages])
    )


def _read_page(page: Fields, address: str) -> FeedItem:
    element = page.first("news:news")
    news = Fields(element, "news:") if element is not None else None
    outlet = news.first("publication") if news else None
    picture = page.first("image:image")
    link = web_address(page.text("loc"), address)
    return build_item(
        guid=link,
        link=link,
        title=news.text("title") if news else None,
        published=parse_date(news.text("publication_date")) if news else None,
        updated=parse_date(page.text("lastmod")),
        tags=[word.strip() for word in (news.text("keywords") or "").split(",")] if news else None,
        image=web_address(Fields(picture).text("image:loc"), address) if picture is not None else None,
        language=Fields(outlet, "news:").text("language") if outlet is not None else None,
    )


def _read_children(root: etree._Element, address: str) -> tuple[SitemapChild, ...]:
    entries = [Fields(entry) for entry in Fields(root).all("sitemap")]
    children = [
        SitemapChild(address=link, modified=parse_date(entry.text("lastmod")))
        for entry in entries
        if (link := web_address(entry.text("loc"), address))
    ]
    children.sort(key=lambda child: -child.modified.timestamp() if child.modified else 0.0)
    return tuple(children[:MAX_ITEMS])
