"""The vocabularies of feeds, and an element's children by short name: `title`, `dc:creator`, `media:content`."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice

from lxml import etree

from octavo.engine.parsing.limits import MAX_CHILDREN

ADDRESS_OF = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xhtml": "http://www.w3.org/1999/xhtml",
}
XML = "{http://www.w3.org/XML/1998/namespace}"

# Older and misspelt addresses of the same vocabularies, and those of RSS and sitemaps, whose names need no prefix.
_PREFIXES = {address.lower().rstrip("/#"): prefix for prefix, address in ADDRESS_OF.items()} | {
    "http://purl.org/atom/ns": "atom",
    "http://example.com/necho": "atom",
    "http://purl.org/dc/elements/1.0": "dc",
    "http://search.yahoo.com/rss": "media",
    "https://search.yahoo.com/mrss": "media",
    "http://video.search.yahoo.com/mrss": "media",
    "http://example.com/dtds/podcast-1.0.dtd": "itunes",
    "https://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://purl.org/rss/1.0": "",
    "http://purl.org/rss/1.0/modules/rss": "",
    "http://purl.org/net/rss1.1": "",
    "http://my.netscape.com/rdf/simple/0.9": "",
    "http://my.netscape.com/publish/formats/rss-0.91.dtd": "",
    "http://channel.netscape.com/rdf/simple/0.9": "",
    "http://backend.userland.com/rss": "",
    "http://backend.userland.com/rss2": "",
    "http://backend.userland.com/rss091": "",
    "http://backend.userland.com/rss092": "",
    "http://blogs.law.harvard.edu/tech/rss": "",
    "http://cyber.law.harvard.edu/rss": "",
    "http://www.sitemaps.org/schemas/sitemap/0.9": "",
    "https://www.sitemaps.org/schemas/sitemap/0.9": "",
    "http://www.google.com/schemas/sitemap/0.84": "",
    "http://www.google.com/schemas/sitemap/0.9": "",
}


@lru_cache(maxsize=2048)
def short_name(tag: str) -> str:
    """`{http://purl.org/dc/elements/1.1/}creator` as `dc:creator`; unknown vocabularies have the prefix `?`."""
    if not tag.startswith("{"):
        return tag.lower()
    address, _, local = tag[1:].partition("}")
    prefix = _PREFIXES.get(address.lower().rstrip("/#"), "?")
    return f"{prefix}:{local.lower()}" if prefix else local.lower()


class Fields:
    """The children of an element by short name, in order. Names of `native` need no prefix."""

    __slots__ = ("_found", "element")

    def __init__(self, element: etree._Element, native: str = "") -> None:
        self.element = element
        self._found: dict[str, list[etree._Element]] = {}
        for child in islice(element, MAX_CHILDREN):
            if isinstance(child.tag, str):
                name = short_name(child.tag)
                self._found.setdefault(name.removeprefix(native), []).append(child)

    def all(self, *names: str) -> list[etree._Element]:
        """The children with one of the names: all of the first name, then all of the second."""
        return [child for name in names for child in self._found.get(name, ())]

    def first(self, *names: str) -> etree._Element | None:
        """The first child with the first of the names that any child has."""
        for name in names:
            if found := self._found.get(name):
                return found[0]
        return None

    def texts(self, *names: str) -> list[str]:
        """The texts of `all`, without white space around, empty ones left out."""
        return [text for child in self.all(*names) if (text := (child.text or "").strip())]

    def text(self, *names: str) -> str | None:
        """The first text there is, in the order of the names."""
        return next(iter(self.texts(*names)), None)
