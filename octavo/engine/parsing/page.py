"""The feeds a web page names, and where a site's feeds usually lie."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from octavo.engine.parsing.limits import MAX_NAME
from octavo.engine.parsing.markup import plain_text, web_address
from octavo.engine.records import FeedLink
from octavo.engine.text.charset import decode

_READ = 4 * 1024 * 1024  # bytes of a page
_MOST = 50  # links given
_LONGEST_TAG = 8_000  # characters
_LINK_TAG = re.compile(r"<(link|a|base)(?=\s)([^<>]*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([a-zA-Z-]{1,40})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_TYPES = re.compile(r"^(?:application|text)/(?:(?:rss|atom|rdf|feed)\+(?:xml|json)|rss|atom)$")
_VAGUE_TYPES = ("application/xml", "text/xml", "application/json")
_NAME = re.compile(
    r"(?:^|[/._-])(?:rss|feeds?|atom|rdf)(?:\d(?:\.\d)*)?(?:\.(?:xml|json|rss|php|aspx?|cms))?/?$"
    r"|\.(?:rss|rdf|atom)$|/(?:index|rss|feed|atom)\.xml$",
    re.IGNORECASE,
)
_FORMAT_ASKED = re.compile(
    r"(?:^|&)(?:feed|format|outputType|service|alt|type)=(?:rss2?|atom|feed|xml)\b", re.IGNORECASE
)
_COMMENTS = re.compile(r"comment|kommentar|commentaire|comentario|commenti", re.IGNORECASE)

# In the order of how often real sites use them.
_FEED_PATHS = (
    "feed",
    "rss.xml",
    "rss",
    "feed.xml",
    "atom.xml",
    "index.xml",
    "feeds",
    "feed.json",
    "feeds/posts/default",
)
_SITEMAP_PATHS = ("news-sitemap.xml", "sitemap-news.xml", "sitemap_news.xml", "google-news-sitemap.xml", "sitemap.xml")


@dataclass(frozen=True, slots=True)
class _Tag:
    """A start tag, and the text after it up to the next link."""

    name: str
    attributes: Mapping[str, str]
    text: str


def find_feeds(body: bytes, address: str) -> tuple[FeedLink, ...]:
    """The feeds that an HTML page at `address` names, best first, at most 50; none for what is no HTML.

    First what the page declares (link rel=alternate), then ordinary links that look like feeds, those of the
    same site before others; feeds of comments last. Nothing is guessed: see `guess_feeds`.
    """
    tags = _tags(decode(body[:_READ], None))
    base = next((tag.attributes.get("href") for tag in tags if tag.name == "base"), None)
    base = web_address(base, address) or address
    site = _site(address)
    found: dict[str, tuple[int, FeedLink]] = {}
    for tag in tags:
        rank = _rank(tag)
        link = web_address(tag.attributes.get("href"), base) if rank is not None else None
        if rank is None or link is None or link == address:
            continue
        title = plain_text(tag.attributes.get("title") or (tag.text if tag.name == "a" else ""))[:MAX_NAME]
        rank += 4 if _COMMENTS.search(title + link) else 0
        rank += 1 if tag.name == "a" and _site(link) != site else 0
        if link not in found or rank < found[link][0]:
            found[link] = (rank, FeedLink(address=link, title=title, homepage=address))
    ordered = sorted(found.values(), key=lambda pair: pair[0])
    return tuple(link for _, link in ordered[:_MOST])


def guess_feeds(address: str) -> tuple[str, ...]:
    """Where a feed of this page, then of its site, lies on most systems; for sites that name none."""
    return _guess(address, _FEED_PATHS)


def guess_sitemaps(address: str) -> tuple[str, ...]:
    """Where a news sitemap of this site may lie; robots.txt is the better source."""
    return _guess(urljoin(address, "/"), _SITEMAP_PATHS)


def _guess(address: str, paths: tuple[str, ...]) -> tuple[str, ...]:
    root = urljoin(address, "/")
    here = address.partition("?")[0].partition("#")[0].rstrip("/") + "/"
    # A section's own feed is one of two on nearly all systems that have them.
    sections = [here + path for path in paths[:2]] if here != root else []
    return tuple(dict.fromkeys([*sections, *(root + path for path in paths)]))


def _tags(page: str) -> list[_Tag]:
    """The links of a page, outside of comments and scripts.

    By pattern and not by tree: HTML parsers are quadratic in depth, and links need no tree.
    """
    page = _without(_without(page, "<!--", "-->"), "<script", "</script")
    tags = []
    for match in _LINK_TAG.finditer(page):
        attributes = {
            name.lower(): html.unescape(double or single or bare).strip()
            for name, double, single, bare in _ATTRIBUTE.findall(match[2][:_LONGEST_TAG])
        }
        if "href" in attributes:
            text = page[match.end() : match.end() + MAX_NAME].partition("</a")[0]
            tags.append(_Tag(match[1].lower(), attributes, text.partition("<a ")[0]))
    return tags


def _without(page: str, opening: str, closing: str) -> str:
    pieces = []
    position = 0
    while (start := page.find(opening, position)) >= 0:
        pieces.append(page[position:start])
        end = page.find(closing, start)
        if end < 0:
            return "".join(pieces)
        position = end + len(closing)
    return "".join([*pieces, page[position:]])


def _rank(tag: _Tag) -> int | None:
    """0 to 2, the lower the surer; None for what is no feed."""
    path, _, query = tag.attributes["href"].partition("#")[0].partition("?")
    looks = bool(_NAME.search(path[-200:]) or _FORMAT_ASKED.search(query[:1000]))
    if tag.name != "link":
        return 2 if looks and tag.name == "a" else None
    relations = tag.attributes.get("rel", "").lower().split()
    kind = tag.attributes.get("type", "").lower().partition(";")[0].strip()
    if "stylesheet" in relations or not {"alternate", "feed"} & set(relations):
        return None
    if _TYPES.match(kind) or "feed" in relations:
        return 0
    return 1 if kind in _VAGUE_TYPES and looks else None


def _site(address: str) -> str:
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return ".".join(host.split(".")[-2:])
